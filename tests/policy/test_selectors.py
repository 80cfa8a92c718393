from typing import Any

import pytest

from geobot_constructs.policy.selectors import check
from tests.policy.support import PLATFORM, altered, deployment, document, documents, kubernetes, manifest, problems, texts

WRONG = {"app.kubernetes.io/name": "other"}


def test_the_compliant_example_selects_its_pods() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


def test_a_label_that_is_not_in_the_template_is_found() -> None:
    given = altered(documents(), "Deployment", "api", "spec selector matchLabels", WRONG)
    assert texts(check(kubernetes(*given), PLATFORM)) == [
        "dist/eu-west-1/api/Deployment.api.yaml (api/Deployment): selector-matches: spec.selector: does not match the labels of "
        'spec.template, got {"matchLabels": {"app.kubernetes.io/name": "other"}}; '
        "select a part of the template's labels that never changes"
    ]


@pytest.mark.parametrize(
    ("kind", "place", "value", "field"),
    [
        ("Service", "spec selector", WRONG, "spec.selector"),
        ("PodDisruptionBudget", "spec selector matchLabels", WRONG, "spec.selector"),
        ("NetworkPolicy", "spec podSelector matchLabels", WRONG, "spec.podSelector"),
        ("NetworkPolicy", "spec podSelector", {"matchExpressions": [{"key": "tier", "operator": "Exists"}]}, "spec.podSelector"),
        ("Service", "metadata namespace", "elsewhere", "spec.selector"),
    ],
)
def test_a_selector_without_pods_is_found(kind: str, place: str, value: Any, field: str) -> None:
    found = problems(check(kubernetes(*altered(documents(), kind, "api", place, value)), PLATFORM))
    assert [(rule, problem.partition(" no pod")[0]) for rule, problem in found] == [("selector-matches", f"{field}: matches")]


@pytest.mark.parametrize(
    "expression",
    [
        {"key": "app.kubernetes.io/name", "operator": "In", "values": ["api", "x"]},
        {"key": "app.kubernetes.io/name", "operator": "NotIn", "values": ["x"]},
        {"key": "app.kubernetes.io/name", "operator": "Exists"},
        {"key": "tier", "operator": "DoesNotExist"},
    ],
)
def test_expressions_are_understood(expression: dict[str, Any]) -> None:
    given = altered(documents(), "NetworkPolicy", "api", "spec podSelector", {"matchExpressions": [expression]})
    assert list(check(kubernetes(*given), PLATFORM)) == []


def test_pods_of_a_helm_chart_are_elsewhere() -> None:
    body = manifest("v1", "Service", "webhook", {"spec": {"selector": WRONG}}, "external-secrets")
    assert list(check(kubernetes(*documents(), document(body)), PLATFORM)) == []


def test_two_deployments_with_the_same_pods_are_found() -> None:
    second = document(deployment(name="copy"))
    assert [(rule, problem.partition(", got")[0]) for rule, problem in problems(check(kubernetes(*documents(), second), PLATFORM))] == [
        ("pods-selected-once", "spec.selector: also matches the pods of Deployment copy"),
        ("pods-selected-once", "spec.selector: also matches the pods of Deployment api"),
    ]


@pytest.mark.parametrize("target", ["grpc", 9999])
def test_a_target_port_that_nobody_opens_is_found(target: Any) -> None:
    given = altered(documents(), "Service", "api", "spec ports 0 targetPort", target)
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("target-port-exists", f"spec.ports[0].targetPort: Deployment api opens no such port, got {target}")
    ]


def test_the_target_is_the_port_itself_where_none_is_named() -> None:
    given = altered(documents(), "Service", "api", "spec ports", [{"port": 8080}])
    assert list(check(kubernetes(*given), PLATFORM)) == []


def test_a_protocol_apart_is_a_port_apart() -> None:
    given = altered(documents(), "Service", "api", "spec ports", [{"port": 8080, "protocol": "UDP"}])
    assert [rule for rule, _ in problems(check(kubernetes(*given), PLATFORM))] == ["target-port-exists"]
