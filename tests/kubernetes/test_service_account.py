"""The identity of a workload's pods."""

from geobot_constructs.kubernetes.service_account import ServiceAccount
from tests.kubernetes.support import LABELS, chart


def test_no_pod_mounts_its_token() -> None:
    assert ServiceAccount(chart(), "Account", name="a", namespace="n", labels=LABELS).body["automountServiceAccountToken"] is False
