"""Credentials joined with addresses."""

from geobot_constructs.kubernetes.external_secret import ExternalSecret
from tests.kubernetes.support import LABELS, chart, region


def test_the_url_joins_a_credential_and_an_address_of_the_region() -> None:
    secret = ExternalSecret(
        chart(),
        "Secret",
        spec=region().workload("geo-bot-api").spec,
        store="database",
        region=region(),
        secret_store="secrets",
        parameter_store="parameters",
        labels=LABELS,
    )
    read = {
        entry["secretKey"]: (entry["remoteRef"]["key"], entry["sourceRef"]["storeRef"]["name"]) for entry in secret.body["spec"]["data"]
    }
    credential, address = "geo-bot/eu-west-1/database/geo-bot-api", "/geo-bot/eu-west-1/database/endpoint"
    assert read == {
        "username": (credential, "secrets"),
        "password": (credential, "secrets"),
        "dbname": (credential, "secrets"),
        "host": (address, "parameters"),
        "port": (address, "parameters"),
    }
    assert secret.body["spec"]["target"]["name"] == "db-credentials"
    assert set(secret.body["spec"]["target"]["template"]["data"]) == {"url"}
