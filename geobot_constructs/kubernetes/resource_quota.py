"""How much a namespace may use, and what a container gets that asks for nothing."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.quota import NamespaceLimitsSpec, Quota


class ResourceQuota(Manifest):
    """ResourceQuota of one namespace."""

    def __init__(self, scope: AppChart, id: str, *, quota: Quota, name: str, namespace: str, labels: dict[str, str]) -> None:
        """Define the quota.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            quota: Sums that may be asked for.
            name: Name of the object.
            namespace: Namespace it holds for.
            labels: Labels of the object.
        """
        hard = {
            "limits.memory": f"{quota.memory_limit_mib}Mi",
            "pods": str(quota.pods),
            "requests.cpu": f"{quota.cpu_millicores}m",
            "requests.memory": f"{quota.memory_mib}Mi",
            "services.loadbalancers": "0",
            "services.nodeports": "0",
        }
        super().__init__(
            scope, id, api_version="v1", kind="ResourceQuota", name=name, namespace=namespace, labels=labels, body={"spec": {"hard": hard}}
        )


class LimitRange(Manifest):
    """LimitRange of one namespace: defaults of containers that name nothing; no CPU limit."""

    def __init__(self, scope: AppChart, id: str, *, spec: NamespaceLimitsSpec, name: str, namespace: str, labels: dict[str, str]) -> None:
        """Define the defaults.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            spec: The defaults.
            name: Name of the object.
            namespace: Namespace it holds for.
            labels: Labels of the object.
        """
        disk = f"{spec.default_ephemeral_storage_mib}Mi"
        container = {
            "type": "Container",
            "default": {"ephemeral-storage": disk, "memory": f"{spec.default_memory_limit_mib}Mi"},
            "defaultRequest": {
                "cpu": f"{spec.default_cpu_millicores}m",
                "ephemeral-storage": disk,
                "memory": f"{spec.default_memory_mib}Mi",
            },
        }
        super().__init__(
            scope,
            id,
            api_version="v1",
            kind="LimitRange",
            name=name,
            namespace=namespace,
            labels=labels,
            body={"spec": {"limits": [container]}},
        )
