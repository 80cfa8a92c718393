"""Where External Secrets reads from."""

from geobot_constructs.kubernetes.secret_store import SecretStore
from tests.kubernetes.support import LABELS, chart


def test_a_store_reads_one_service_of_one_region_and_holds_no_credential() -> None:
    store = SecretStore(chart(), "Store", name="s", service="ParameterStore", region="eu-west-1", namespace="geo-bot", labels=LABELS)
    assert store.body["spec"]["provider"] == {"aws": {"service": "ParameterStore", "region": "eu-west-1"}}
