"""Credentials of one workload, joined with the address of the store they open."""

from __future__ import annotations

from collections.abc import Mapping

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.kubernetes.pod_template import URL
from geobot_constructs.model import naming
from geobot_constructs.model.output import Body
from geobot_constructs.model.platform import Region
from geobot_constructs.model.workload import CredentialStore, WorkloadSpec

REFRESH_INTERVAL = "5m"
"""How soon a rotated credential reaches the pods; far inside the time both users of an alternating pair stay valid."""

DATABASE_CERTIFICATES = "/etc/ssl/certs/rds-global-bundle.pem"
"""Where every image that opens the database keeps the authorities of RDS, which are in no public bundle. Source: RDS user guide."""

URLS: Mapping[CredentialStore, str] = {
    "database": "postgresql://{{ .username }}:{{ .password | urlquery }}@{{ .host }}:{{ .port }}/{{ .dbname }}?sslmode=verify-full"
    f"&sslrootcert={DATABASE_CERTIFICATES}",
    "cache": "rediss://{{ .username }}:{{ .password | urlquery }}@{{ .host }}:{{ .port }}/0",
}
"""Connection string of each store, in External Secrets' template language."""

CREDENTIAL_FIELDS: Mapping[CredentialStore, tuple[str, ...]] = {
    "database": ("username", "password", "dbname"),
    "cache": ("username", "password"),
}
"""Fields of a store's secret."""

ENDPOINT_FIELDS = ("host", "port")
"""Fields of a store's endpoint parameter."""


class ExternalSecret(Manifest):
    """ExternalSecret that makes one Kubernetes Secret with the key `url`."""

    def __init__(
        self,
        scope: AppChart,
        id: str,
        *,
        spec: WorkloadSpec,
        store: CredentialStore,
        region: Region,
        secret_store: str,
        parameter_store: str,
        labels: dict[str, str],
    ) -> None:
        """Define the secret.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            spec: Workload that uses it.
            store: Store it opens.
            region: Region of both.
            secret_store: SecretStore that reads the credential.
            parameter_store: SecretStore that reads the address.
            labels: Labels of the object and of the Secret it makes.
        """
        credential = region.secret(store, spec.name).name
        endpoint = naming.parameter(region.platform, region.name, store)
        body = {
            "spec": {
                "refreshInterval": REFRESH_INTERVAL,
                "refreshPolicy": "Periodic",
                "secretStoreRef": {"kind": "SecretStore", "name": secret_store},
                "target": {
                    "name": spec.secret_names[store],
                    "creationPolicy": "Owner",
                    "deletionPolicy": "Retain",
                    "template": {
                        "engineVersion": "v2",
                        "mergePolicy": "Replace",
                        "type": "Opaque",
                        "metadata": {"labels": labels},
                        "data": {URL: URLS[store]},
                    },
                },
                "data": [
                    *(_entry(field, credential, secret_store) for field in CREDENTIAL_FIELDS[store]),
                    *(_entry(field, endpoint, parameter_store) for field in ENDPOINT_FIELDS),
                ],
            }
        }
        super().__init__(
            scope,
            id,
            api_version="external-secrets.io/v1",
            kind="ExternalSecret",
            name=spec.secret_names[store],
            namespace=region.namespace,
            labels=labels,
            body=body,
        )


def _entry(field: str, key: str, store: str) -> Body:
    # What the controller would fill in is written out, or Argo CD would see a difference for ever.
    defaults = {"conversionStrategy": "Default", "decodingStrategy": "None", "metadataPolicy": "None"}
    return {
        "secretKey": field,
        "remoteRef": {"key": key, "property": field, **defaults},
        "sourceRef": {"storeRef": {"kind": "SecretStore", "name": store}},
    }
