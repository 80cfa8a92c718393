"""The controller of one workload's pods."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.kubernetes.pod_template import pod_template
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region, Workload
from geobot_constructs.model.quota import SURGE_PERCENT


class Deployment(Manifest):
    """Deployment without `replicas`, which the autoscaler owns; an update never takes a pod away before its successor is ready."""

    def __init__(self, scope: AppChart, id: str, *, workload: Workload, region: Region, labels: dict[str, str]) -> None:
        """Define the deployment.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            workload: What runs.
            region: Where it runs.
            labels: Labels of the object and of its pods.
        """
        body = {
            "spec": {
                "minReadySeconds": 5,
                "progressDeadlineSeconds": 600,
                "revisionHistoryLimit": 5,
                "selector": {"matchLabels": naming.selector(region.platform, workload.spec.name)},
                "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": f"{SURGE_PERCENT}%", "maxUnavailable": 0}},
                "template": pod_template(workload, region, labels),
            }
        }
        super().__init__(
            scope,
            id,
            api_version="apps/v1",
            kind="Deployment",
            name=workload.spec.name,
            namespace=region.namespace,
            labels=labels,
            body=body,
        )
