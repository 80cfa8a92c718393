"""Controllers that others wrote, with the one version each runs in."""

from geobot_constructs.model.operator import OperatorSpec

OPERATORS = (
    # Source: github.com/external-secrets/external-secrets, chart of release v2.9.0, 2026-08-07.
    OperatorSpec(
        name="external-secrets",
        repository="https://charts.external-secrets.io",
        chart="external-secrets",
        version="2.9.0",
        namespace="external-secrets",
        service_account="external-secrets",
        reads_secrets=True,
    ),
)
