from typing import Any

import pytest

from geobot_constructs.model.output import Body
from geobot_constructs.policy.labels import RECOMMENDED, check
from tests.policy.support import LABELS, PLATFORM, REMOVED, altered, document, documents, kubernetes, manifest, problems, texts


def _judge(body: Body) -> list[tuple[str, str]]:
    return problems(check(kubernetes(document(body)), PLATFORM))


def test_the_compliant_example_is_named_and_labelled() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


@pytest.mark.parametrize("label", RECOMMENDED)
def test_every_recommended_label_is_needed_on_objects_and_pods(label: str) -> None:
    less = {key: value for key, value in LABELS.items() if key != label}
    for place in ("metadata", "spec template metadata"):
        given = altered(documents(), "Deployment", "api", f"{place} labels", less)
        where = place.replace(" ", ".")
        assert problems(check(kubernetes(*given), PLATFORM)) == [("labels-recommended", f"{where}.labels: lacks {label}")]


def test_the_whole_finding_says_where_labels_come_from() -> None:
    given = altered(documents(), "Service", "api", "metadata labels", {})
    assert texts(check(kubernetes(*given), PLATFORM)) == [
        "dist/eu-west-1/api/Service.api.yaml (api/Service): labels-recommended: metadata.labels: lacks app.kubernetes.io/name, "
        "app.kubernetes.io/instance, app.kubernetes.io/component, app.kubernetes.io/part-of, app.kubernetes.io/managed-by; "
        "write the labels of naming.labels"
    ]


@pytest.mark.parametrize(
    ("field", "key", "value", "problem"),
    [
        ("labels", "team", "a b", 'metadata.labels[team]: is no label value, got "a b"'),
        ("labels", "team", 3, "metadata.labels[team]: is no label value, got 3"),
        ("labels", "team", "x" * 64, f'metadata.labels[team]: is no label value, got "{"x" * 64}"'),
        ("labels", "-team", "a", "metadata.labels: is no valid key, got -team"),
        ("annotations", "Example.org/", "a", "metadata.annotations: is no valid key, got Example.org/"),
        ("annotations", "UPPER.org/a", "a", "metadata.annotations: is no valid key, got UPPER.org/a"),
        ("annotations", "big", "x" * 262144, "metadata.annotations: hold more than 262144 bytes"),
    ],
)
def test_syntax_of_labels_and_annotations(field: str, key: str, value: Any, problem: str) -> None:
    body = manifest("v1", "ConfigMap", "x", {})
    body["metadata"].setdefault(field, {})[key] = value
    assert _judge(body) == [("label-syntax", problem)]


@pytest.mark.parametrize(
    ("kind", "name", "is_right"),
    [
        ("ConfigMap", "a.b-c", True),
        ("ConfigMap", "A", False),
        ("ConfigMap", "a_b", False),
        ("ConfigMap", "-a", False),
        ("ConfigMap", "a" * 254, False),
        ("Service", "a.b", False),
        ("Service", "a" * 64, False),
        ("Role", "system:reader", True),
        ("Role", "a/b", False),
        ("ConfigMap", "", False),
        ("ConfigMap", None, False),
    ],
)
def test_syntax_of_names(kind: str, name: Any, is_right: bool) -> None:
    assert [rule for rule, _ in _judge(manifest("v1", kind, name, {}))] == ([] if is_right else ["name-syntax"])


def test_hashes_of_paths_are_found_in_names_labels_and_selectors() -> None:
    body = manifest("v1", "Service", "api-c8825ad1", {"spec": {"selector": {"cdk8s.io/metadata.addr": "c8"}}})
    assert _judge(body) == [
        ("no-path-hash", "metadata.name: ends in a hash of the construct's path, got api-c8825ad1"),
        ("no-path-hash", 'spec.selector[cdk8s.io/metadata.addr]: is a hash of the construct\'s path, got "c8"'),
    ]


def test_a_kind_that_lives_in_namespaces_names_one() -> None:
    given = altered(documents(), "Service", "api", "metadata namespace", REMOVED)
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("namespace-fits", "metadata.namespace: Service lives in a namespace, got null")
    ]


def test_a_cluster_scoped_kind_names_none() -> None:
    given = altered(documents(), "PriorityClass", "serving", "metadata namespace", "geo-bot")
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("namespace-fits", "metadata.namespace: PriorityClass lives outside namespaces, got geo-bot")
    ]
