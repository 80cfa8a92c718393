"""The address of one workload inside the cluster."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.workload import WorkloadSpec

HTTP = "http"
"""Name of the port that serves."""

METRICS = "metrics"
"""Name of the port that Prometheus scrapes."""


class Service(Manifest):
    """ClusterIP Service of one workload."""

    def __init__(
        self, scope: AppChart, id: str, *, spec: WorkloadSpec, namespace: str, labels: dict[str, str], selector: dict[str, str]
    ) -> None:
        """Define the service.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            spec: The workload; the service has its name.
            namespace: Namespace of the workload.
            labels: Labels of the object.
            selector: Labels by which it finds the pods.
        """
        ports = [
            {"name": HTTP, "port": spec.port, "protocol": "TCP", "targetPort": HTTP, "appProtocol": "http"},
            {"name": METRICS, "port": spec.metrics_port, "protocol": "TCP", "targetPort": METRICS, "appProtocol": "http"},
        ]
        body = {
            "spec": {
                "type": "ClusterIP",
                "internalTrafficPolicy": "Cluster",
                "selector": selector,
                "sessionAffinity": "None",
                "ports": ports,
            }
        }
        super().__init__(scope, id, api_version="v1", kind="Service", name=spec.name, namespace=namespace, labels=labels, body=body)
