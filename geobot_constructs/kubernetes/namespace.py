"""A namespace that admits only pods of Pod Security `restricted`."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest

LEVEL = "restricted"
"""Pod Security Standard that is enforced, audited and warned of."""


class Namespace(Manifest):
    """Namespace with Pod Security labels."""

    def __init__(self, scope: AppChart, id: str, *, name: str, labels: dict[str, str], kubernetes_version: str) -> None:
        """Define the namespace.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name, from `naming.namespace`.
            labels: Labels of the object.
            kubernetes_version: Minor version whose standard is meant, such as `1.35`.
        """
        security = {
            f"pod-security.kubernetes.io/{mode}{suffix}": value
            for mode in ("audit", "enforce", "warn")
            for suffix, value in (("", LEVEL), ("-version", f"v{kubernetes_version}"))
        }
        super().__init__(scope, id, api_version="v1", kind="Namespace", name=name, labels={**labels, **security}, body={})
