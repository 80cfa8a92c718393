"""App `base`: the namespace and what holds for everything in it."""

from __future__ import annotations

from constructs import Construct

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.namespace import Namespace
from geobot_constructs.kubernetes.network_policy import DefaultDeny
from geobot_constructs.kubernetes.priority_class import PriorityClass
from geobot_constructs.kubernetes.resource_quota import LimitRange, ResourceQuota
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region


class Base(AppChart):
    """Namespace, default-deny policy, quota, limits and priority classes."""

    def __init__(self, scope: Construct, id: str, *, region: Region) -> None:
        """List the constructs.

        Args:
            scope: App of the region.
            id: Name of the app.
            region: The region.
        """
        super().__init__(scope, id)
        labels = naming.labels(region.platform, id, "platform")
        namespace, limits = region.namespace, region.catalog.namespace_limits
        Namespace(self, "Namespace", name=namespace, labels=labels, kubernetes_version=region.shared.kubernetes_version)
        DefaultDeny(self, "DefaultDeny", namespace=namespace, labels=labels)
        ResourceQuota(self, "Quota", quota=region.quota, name=namespace, namespace=namespace, labels=labels)
        LimitRange(self, "Limits", spec=limits, name=namespace, namespace=namespace, labels=labels)
        for spec in region.catalog.priority_classes:
            PriorityClass(self, f"Priority-{spec.name}", spec=spec, labels=labels)
