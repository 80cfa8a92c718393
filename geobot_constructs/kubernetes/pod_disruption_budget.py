"""How many pods a drain may take away at one time."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.workload import WorkloadSpec


class PodDisruptionBudget(Manifest):
    """PodDisruptionBudget of one workload; a pod that is not ready never blocks a drain."""

    def __init__(
        self, scope: AppChart, id: str, *, spec: WorkloadSpec, namespace: str, labels: dict[str, str], selector: dict[str, str]
    ) -> None:
        """Define the budget.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            spec: The workload; the budget has its name.
            namespace: Namespace of the workload.
            labels: Labels of the object.
            selector: Labels by which it finds the pods.
        """
        body = {
            "spec": {
                "maxUnavailable": spec.max_unavailable,
                "selector": {"matchLabels": selector},
                "unhealthyPodEvictionPolicy": "AlwaysAllow",
            }
        }
        super().__init__(
            scope, id, api_version="policy/v1", kind="PodDisruptionBudget", name=spec.name, namespace=namespace, labels=labels, body=body
        )
