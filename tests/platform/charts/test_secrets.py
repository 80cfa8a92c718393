"""App `secrets`."""

import cdk8s

from geobot_constructs.platform.charts.secrets import Secrets
from tests.kubernetes.support import region


def test_credentials_and_addresses_are_read_in_the_region_itself() -> None:
    chart = Secrets(cdk8s.App(), "secrets", region=region())
    assert {m.name: m.body["spec"]["provider"]["aws"] for m in chart.manifests} == {
        "geo-bot-secrets": {"service": "SecretsManager", "region": "eu-west-1"},
        "geo-bot-parameters": {"service": "ParameterStore", "region": "eu-west-1"},
    }
