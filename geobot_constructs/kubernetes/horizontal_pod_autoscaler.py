"""How many pods a workload has."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.output import Body
from geobot_constructs.model.platform import Workload

SCALE_DOWN: Body = {
    "stabilizationWindowSeconds": 600,
    "selectPolicy": "Min",
    "policies": [
        {"type": "Percent", "value": 10, "periodSeconds": 60},
        {"type": "Pods", "value": 3, "periodSeconds": 60},
    ],
}
"""Slowly down, after ten quiet minutes: the next peak should not find the pods gone."""


class HorizontalPodAutoscaler(Manifest):
    """HorizontalPodAutoscaler that may go from least to most in one step."""

    def __init__(self, scope: AppChart, id: str, *, workload: Workload, namespace: str, labels: dict[str, str]) -> None:
        """Define the autoscaler.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            workload: What it scales, with the bounds of the region.
            namespace: Namespace of the workload.
            labels: Labels of the object.
        """
        spec = workload.spec
        # CPU of the main container alone: a sidecar must not dilute it, and memory is never given back.
        cpu = {
            "name": "cpu",
            "container": spec.name,
            "target": {"type": "Utilization", "averageUtilization": spec.autoscaler.cpu_utilization_percent},
        }
        scale_up = {
            "stabilizationWindowSeconds": 0,
            "selectPolicy": "Max",
            "policies": [
                {"type": "Percent", "value": 900, "periodSeconds": 15},
                {"type": "Pods", "value": workload.max_replicas, "periodSeconds": 15},
            ],
        }
        body = {
            "spec": {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": spec.name},
                "minReplicas": workload.min_replicas,
                "maxReplicas": workload.max_replicas,
                "metrics": [{"type": "ContainerResource", "containerResource": cpu}],
                "behavior": {"scaleUp": scale_up, "scaleDown": SCALE_DOWN},
            }
        }
        super().__init__(
            scope,
            id,
            api_version="autoscaling/v2",
            kind="HorizontalPodAutoscaler",
            name=spec.autoscaler.name,
            namespace=namespace,
            labels=labels,
            body=body,
        )
