"""Where External Secrets reads from."""

from __future__ import annotations

from typing import Literal

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest


class SecretStore(Manifest):
    """SecretStore of one AWS service in one region; the controller's own Pod Identity opens it."""

    def __init__(
        self,
        scope: AppChart,
        id: str,
        *,
        name: str,
        service: Literal["SecretsManager", "ParameterStore"],
        region: str,
        namespace: str,
        labels: dict[str, str],
    ) -> None:
        """Define the store.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name, from `naming`.
            service: AWS service that is read.
            region: Region that is read.
            namespace: Namespace whose ExternalSecrets may use it.
            labels: Labels of the object.
        """
        super().__init__(
            scope,
            id,
            api_version="external-secrets.io/v1",
            kind="SecretStore",
            name=name,
            namespace=namespace,
            labels=labels,
            body={"spec": {"provider": {"aws": {"service": service, "region": region}}}},
        )
