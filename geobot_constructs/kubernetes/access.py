"""What one audience may do: role and binding, in the namespace and in the cluster."""

from __future__ import annotations

from collections.abc import Sequence

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.audience import RuleSpec
from geobot_constructs.model.output import Body

API_VERSION = "rbac.authorization.k8s.io/v1"
"""Version of all four kinds."""


class Role(Manifest):
    """Role or, without a namespace, ClusterRole."""

    def __init__(
        self,
        scope: AppChart,
        id: str,
        *,
        name: str,
        rules: Sequence[RuleSpec],
        namespace: str | None,
        meaning: str,
        labels: dict[str, str],
    ) -> None:
        """Define the role.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name of the role.
            rules: What it allows.
            namespace: Namespace it holds in; None for the whole cluster.
            meaning: Who it is for, as an annotation.
            labels: Labels of the object.
        """
        super().__init__(
            scope,
            id,
            api_version=API_VERSION,
            kind="ClusterRole" if namespace is None else "Role",
            name=name,
            namespace=namespace,
            labels=labels,
            annotations={"kubernetes.io/description": meaning},
            body={"rules": [_rule(rule) for rule in rules]},
        )


class GroupBinding(Manifest):
    """RoleBinding or, without a namespace, ClusterRoleBinding of the role of the same name to one group."""

    def __init__(self, scope: AppChart, id: str, *, name: str, group: str, namespace: str | None, labels: dict[str, str]) -> None:
        """Define the binding.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name of the binding and of the role.
            group: Group of people, from `naming.group`; the AWS half maps a role of theirs to it.
            namespace: Namespace it holds in; None for the whole cluster.
            labels: Labels of the object.
        """
        kind = "ClusterRole" if namespace is None else "Role"
        super().__init__(
            scope,
            id,
            api_version=API_VERSION,
            kind=f"{kind}Binding",
            name=name,
            namespace=namespace,
            labels=labels,
            body={
                "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": name},
                "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": group}],
            },
        )


def _rule(rule: RuleSpec) -> Body:
    body: Body = {"apiGroups": list(rule.groups), "resources": list(rule.resources), "verbs": list(rule.verbs)}
    return {**body, "resourceNames": list(rule.names)} if rule.names else body
