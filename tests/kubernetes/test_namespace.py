"""A namespace that admits only restricted pods."""

from geobot_constructs.kubernetes.namespace import Namespace
from tests.kubernetes.support import chart


def test_restricted_is_enforced_audited_and_warned_of_at_the_cluster_s_version() -> None:
    labels = Namespace(chart(), "Namespace", name="geo-bot", labels={}, kubernetes_version="1.35").body["metadata"]["labels"]
    prefix = "pod-security.kubernetes.io"
    assert labels == {
        **{f"{prefix}/{mode}": "restricted" for mode in ("audit", "enforce", "warn")},
        **{f"{prefix}/{mode}-version": "v1.35" for mode in ("audit", "enforce", "warn")},
    }
