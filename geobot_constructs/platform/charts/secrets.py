"""App `secrets`: where External Secrets reads from."""

from __future__ import annotations

from constructs import Construct

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.secret_store import SecretStore
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region


class Secrets(AppChart):
    """One store for credentials and one for addresses."""

    def __init__(self, scope: Construct, id: str, *, region: Region) -> None:
        """List the constructs.

        Args:
            scope: App of the region.
            id: Name of the app.
            region: The region.
        """
        super().__init__(scope, id)
        labels = naming.labels(region.platform, id, "platform")
        SecretStore(
            self,
            "Secrets",
            name=naming.secret_store(region.platform),
            service="SecretsManager",
            region=region.name,
            namespace=region.namespace,
            labels=labels,
        )
        SecretStore(
            self,
            "Parameters",
            name=naming.parameter_store(region.platform),
            service="ParameterStore",
            region=region.name,
            namespace=region.namespace,
            labels=labels,
        )
