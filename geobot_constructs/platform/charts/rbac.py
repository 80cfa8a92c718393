"""App `rbac`: who may do what in the cluster."""

from __future__ import annotations

from constructs import Construct

from geobot_constructs.kubernetes.access import GroupBinding, Role
from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region


class Rbac(AppChart):
    """A role and a binding for each audience, in the namespace and, where it has any, in the cluster."""

    def __init__(self, scope: Construct, id: str, *, region: Region) -> None:
        """List the constructs.

        Args:
            scope: App of the region.
            id: Name of the app.
            region: The region.
        """
        super().__init__(scope, id)
        labels = naming.labels(region.platform, id, "platform")
        for audience in region.catalog.audiences:
            name, group = naming.audience_role(region.platform, audience.name), naming.group(region.platform, audience.name)
            rules = region.rules(audience)
            for suffix, namespace, granted in (("", region.namespace, rules), ("-cluster", None, audience.cluster)):
                if granted:
                    role = f"{name}{suffix}"
                    Role(self, f"{role}-role", name=role, rules=granted, namespace=namespace, meaning=audience.meaning, labels=labels)
                    GroupBinding(self, f"{role}-binding", name=role, group=group, namespace=namespace, labels=labels)
