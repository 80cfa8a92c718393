from typing import Any

import pytest

from geobot_constructs.policy.network_policies import check
from tests.policy.support import PLATFORM, altered, documents, kubernetes, problems, texts, without


def test_the_compliant_example_denies_by_default() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


def test_a_namespace_without_default_deny_is_found() -> None:
    assert texts(check(kubernetes(*without(documents(), "NetworkPolicy", "default-deny")), PLATFORM)) == [
        "dist/eu-west-1/api/Namespace.geo-bot.yaml (api/Namespace): default-deny: metadata.name: nothing denies Egress and Ingress "
        "by default in namespace geo-bot; add a NetworkPolicy with an empty podSelector, both policyTypes and no rule"
    ]


@pytest.mark.parametrize(
    ("place", "value", "direction"),
    [
        ("spec policyTypes", ["Ingress"], "Egress"),
        ("spec ingress", [{}], "Ingress"),
        ("spec podSelector", {"matchLabels": {"a": "b"}}, "Egress and Ingress"),
        ("metadata namespace", "elsewhere", "Egress and Ingress"),
    ],
)
def test_a_policy_that_denies_less_is_found(place: str, value: Any, direction: str) -> None:
    given = altered(documents(), "NetworkPolicy", "default-deny", place, value)
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("default-deny", f"metadata.name: nothing denies {direction} by default in namespace geo-bot")
    ]
