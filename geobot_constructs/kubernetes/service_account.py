"""The identity of one workload's pods."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest


class ServiceAccount(Manifest):
    """ServiceAccount whose token no pod mounts; AWS roles come by Pod Identity, which needs its name alone."""

    def __init__(self, scope: AppChart, id: str, *, name: str, namespace: str, labels: dict[str, str]) -> None:
        """Define the account.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name, the workload's.
            namespace: Namespace of the workload.
            labels: Labels of the object.
        """
        super().__init__(
            scope,
            id,
            api_version="v1",
            kind="ServiceAccount",
            name=name,
            namespace=namespace,
            labels=labels,
            body={"automountServiceAccountToken": False},
        )
