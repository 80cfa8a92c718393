from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geobot_constructs.model.output import Body
from geobot_constructs.policy.lint import check, parsed
from tests.policy.support import (
    PLATFORM,
    altered,
    container,
    deployment,
    document,
    documents,
    kubernetes,
    manifest,
    pod_spec,
    problems,
    texts,
)

POD = "spec template spec"
PLACE = "spec.template.spec.containers[0]"
TWO_DISKS = [{"name": "tmp", "emptyDir": {}}, {"name": "tmp", "emptyDir": {}}]


def test_the_compliant_example_has_only_allowed_values() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


@pytest.mark.parametrize(
    ("place", "value", "rule", "problem"),
    [
        (
            f"{POD} restartPolicy",
            "Sometimes",
            "value-allowed",
            "spec.template.spec.restartPolicy: is none of the allowed values, got Sometimes",
        ),
        (
            f"{POD} containers 0 imagePullPolicy",
            "always",
            "value-allowed",
            f"{PLACE}.imagePullPolicy: is none of the allowed values, got always",
        ),
        (
            f"{POD} topologySpreadConstraints 0 whenUnsatisfiable",
            "X",
            "value-allowed",
            "spec.template.spec.topologySpreadConstraints[0].whenUnsatisfiable: is none of the allowed values, got X",
        ),
        (
            f"{POD} containers 0 ports 0 protocol",
            "HTTP",
            "value-allowed",
            f"{PLACE}.ports[0].protocol: is none of the allowed values, got HTTP",
        ),
        ("spec strategy", {"type": "Rolling"}, "value-allowed", "spec.strategy.type: is none of the allowed values, got Rolling"),
        (f"{POD} containers 0 ports 0 containerPort", 99999, "port-in-range", f"{PLACE}.ports[0].containerPort: is no port, got 99999"),
        (
            f"{POD} containers 0 livenessProbe",
            {"httpGet": {"port": "much-too-long-a-name"}},
            "port-in-range",
            f"{PLACE}.livenessProbe.httpGet.port: is no port, got much-too-long-a-name",
        ),
        (
            f"{POD} containers 0 resources requests cpu",
            "ten",
            "quantity-parses",
            f'{PLACE}.resources.requests.cpu: is no quantity, got "ten"',
        ),
        (
            f"{POD} containers 0 resources requests memory",
            "64m",
            "quantity-parses",
            f"{PLACE}.resources.requests.memory: is in thousandths of a byte, got 64m",
        ),
        (
            f"{POD} containers 0 resources limits memory",
            "1Mi",
            "quantity-parses",
            f"{PLACE}.resources: the limit of memory is below its request, got 1Mi and 64Mi",
        ),
        (f"{POD} containers", [container(), container()], "name-unique", "spec.template.spec: container stands 2 times, got api"),
        (f"{POD} containers 0 env", [{"name": "A"}, {"name": "A"}], "name-unique", f"{PLACE}.env: variable stands 2 times, got A"),
        (
            f"{POD} containers 0 ports",
            [{"containerPort": 1}, {"containerPort": 1}],
            "name-unique",
            f"{PLACE}.ports: port stands 2 times, got 1/TCP",
        ),
        (f"{POD} volumes", TWO_DISKS, "name-unique", "spec.template.spec.volumes: volume stands 2 times, got tmp"),
        (
            f"{POD} volumes",
            [],
            "name-unique",
            f"{PLACE}.volumeMounts: mounts a volume that spec.template.spec.volumes does not name, got tmp",
        ),
    ],
)
def test_a_wrong_value_is_found(place: str, value: Any, rule: str, problem: str) -> None:
    assert problems(check(kubernetes(*altered(documents(), "Deployment", "api", place, value)), PLATFORM)) == [(rule, problem)]


def test_the_whole_finding_names_the_values_to_choose_from() -> None:
    given = altered(documents(), "NetworkPolicy", "api", "spec policyTypes", ["Egres"])
    assert texts(check(kubernetes(*given), PLATFORM)) == [
        "dist/eu-west-1/api/NetworkPolicy.api.yaml (api/NetworkPolicy): value-allowed: spec.policyTypes: is none of the allowed values, "
        "got Egres; choose one of Ingress, Egress"
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            manifest("v1", "Service", "x", {"spec": {"ports": [{"name": "a", "port": 80}, {"name": "a", "port": 80}]}}),
            "spec.ports: port stands 2 times, got 80/TCP",
        ),
        (
            manifest("v1", "LimitRange", "x", {"spec": {"limits": [{"type": "Container", "default": {"memory": "1 Gi"}}]}}),
            'spec.limits[0].default.memory: is no quantity, got "1 Gi"',
        ),
        (
            manifest("v1", "ResourceQuota", "x", {"spec": {"hard": {"pods": "-3"}}}),
            'spec.hard.pods: is no quantity, got "-3"',
        ),
        (
            {**deployment(), "apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "spec": {"template": {"spec": {"dnsPolicy": "Any"}}}},
            "spec.template.spec.dnsPolicy: is none of the allowed values, got Any",
        ),
        (
            manifest("v1", "Pod", "x", {"spec": {**pod_spec(), "preemptionPolicy": "Always"}}),
            "spec.preemptionPolicy: is none of the allowed values, got Always",
        ),
    ],
)
def test_other_kinds_are_held_to_the_same(body: Body, problem: str) -> None:
    assert problem in [found for _, found in problems(check(kubernetes(document(body)), PLATFORM))]


def test_what_people_name_themselves_is_not_judged() -> None:
    body = manifest("v1", "ConfigMap", "x", {"data": {"protocol": "anything", "restartPolicy": "mine", "port": "much-too-long-a-name"}})
    assert list(check(kubernetes(document(body)), PLATFORM)) == []


@pytest.mark.parametrize("value", ["ten", "", "1 Gi", "1GiB", "-1", None, True and "1e", [], {}])
def test_what_is_no_quantity(value: Any) -> None:
    assert parsed(value) is None


@given(st.integers(0, 10**6))
def test_a_quantity_means_what_its_unit_says(number: int) -> None:
    assert parsed(f"{number}Ki") == number * 1024
    assert parsed(f"{number}m") == pytest.approx(number / 1000)
    assert parsed(f"{number}e3") == parsed(f"{number}k") == number * 1000
    assert parsed(number) == parsed(str(number)) == number
