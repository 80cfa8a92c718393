"""Small cases of the Kubernetes documentation, Network Policies."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geobot_constructs.model.output import Body, Document
from geobot_constructs.policy.documents import pods
from geobot_constructs.policy.network_semantics import (
    EVERYWHERE,
    Gate,
    Party,
    addresses,
    common,
    container_ports,
    joined,
    namespace_labels,
    network_policy,
    without,
)

POD_RANGE = addresses("10.0.0.0/24")
WEB = Party(
    "web", POD_RANGE, "shop", {"app": "web", "tier": "front"}, namespace_labels("shop", {"team": "a"}), frozenset({("http", "TCP", 8080)})
)
DB = Party("db", POD_RANGE, "shop", {"app": "db"}, namespace_labels("shop", {"team": "a"}), frozenset({("sql", "TCP", 5432)}))
PROBE = Party("probe", POD_RANGE, "ops", {"app": "web"}, namespace_labels("ops", {"team": "b"}))
OUTSIDE = Party("outside", addresses("172.17.0.0/16"))
INSIDE_HOLE = Party("hole", addresses("172.17.1.0/24"))

HTTP: Body = {"port": 8080}
WEB_PODS: Body = {"podSelector": {"matchLabels": {"app": "web"}}}
OPS: Body = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ops"}}}
TEAM_B: Body = {"namespaceSelector": {"matchLabels": {"team": "b"}}}
BLOCK: Body = {"ipBlock": {"cidr": "172.17.0.0/16", "except": ["172.17.1.0/24"]}}


def state(spec: Body, direction: str, judged: Party, other: Party, port: tuple[str, int] = ("TCP", 8080)) -> str:
    body = {"kind": "NetworkPolicy", "metadata": {"name": "p", "namespace": "shop"}, "spec": spec}
    policy = network_policy(Document("p", "r", "a", "c", body))
    assert direction in ("ingress", "egress")
    gate = Gate(judged, "ingress" if direction == "ingress" else "egress", [policy])
    return next(gate.sides(other, [port])).state


def ingress(*rules: Body) -> Body:
    return {"podSelector": {}, "policyTypes": ["Ingress"], "ingress": list(rules)}


def egress(*rules: Body) -> Body:
    return {"podSelector": {}, "policyTypes": ["Egress"], "egress": list(rules)}


@pytest.mark.parametrize(
    ("spec", "coming", "going"),
    [
        ({"podSelector": {}, "policyTypes": ["Ingress"]}, "shut", "open"),
        ({"podSelector": {}, "policyTypes": ["Egress"]}, "open", "shut"),
        ({"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}, "shut", "shut"),
        ({"policyTypes": ["Ingress", "Egress"]}, "shut", "shut"),
        ({"podSelector": {}}, "shut", "open"),
        ({"podSelector": {}, "egress": []}, "shut", "open"),
        ({"podSelector": {}, "egress": [{}]}, "shut", "open"),
        ({"podSelector": {}, "egress": [{"to": [WEB_PODS]}]}, "shut", "shut"),
        ({"podSelector": {}, "policyTypes": ["Ingress"], "ingress": [{}]}, "open", "open"),
        ({"podSelector": {}, "policyTypes": ["Egress"], "ingress": [{}]}, "open", "shut"),
        ({"podSelector": {}, "policyTypes": ["Egress"], "egress": [{}]}, "open", "open"),
        ({"podSelector": {"matchLabels": {"app": "db"}}, "policyTypes": ["Ingress"]}, "open", "open"),
    ],
)
def test_pods_are_isolated_in_the_directions_of_the_policies_that_select_them(spec: Body, coming: str, going: str) -> None:
    assert (state(spec, "ingress", WEB, DB), state(spec, "egress", WEB, DB)) == (coming, going)


@pytest.mark.parametrize(
    ("peers", "web", "probe", "outside"),
    [
        ([], "open", "open", "open"),
        ([WEB_PODS], "open", "shut", "shut"),
        ([{"podSelector": {}}], "open", "shut", "shut"),
        ([{"namespaceSelector": {}}], "open", "open", "shut"),
        ([OPS], "shut", "open", "shut"),
        ([TEAM_B], "shut", "open", "shut"),
        ([{**TEAM_B, "podSelector": {"matchLabels": {"app": "db"}}}], "shut", "shut", "shut"),
        ([{**OPS, **WEB_PODS}], "shut", "open", "shut"),
        ([OPS, WEB_PODS], "open", "open", "shut"),
        ([{"podSelector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web", "x"]}]}}], "open", "shut", "shut"),
        ([{"podSelector": {"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}}], "shut", "shut", "shut"),
        (
            [{"namespaceSelector": {}, "podSelector": {"matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["front"]}]}}],
            "shut",
            "open",
            "shut",
        ),
        ([{"ipBlock": {"cidr": "0.0.0.0/0"}}], "open", "open", "open"),
        ([{"ipBlock": {"cidr": "10.0.0.0/25"}}], "partly", "partly", "shut"),
        ([BLOCK], "shut", "shut", "partly"),
        ([BLOCK, {"ipBlock": {"cidr": "172.17.1.9/24"}}], "shut", "shut", "open"),
        ([{"ipBlock": {"cidr": "2001:db8::/32"}}], "shut", "shut", "shut"),
        ([{}], "shut", "shut", "shut"),
    ],
)
def test_a_peer_means_pods_of_namespaces_or_addresses(peers: list[Body], web: str, probe: str, outside: str) -> None:
    rule = {"from": peers, "ports": [HTTP]}
    assert [state(ingress(rule), "ingress", DB, other) for other in (WEB, PROBE, OUTSIDE)] == [web, probe, outside]


def test_an_exception_of_a_block_is_shut() -> None:
    assert state(egress({"to": [BLOCK]}), "egress", WEB, INSIDE_HOLE) == "shut"


@pytest.mark.parametrize(
    ("ports", "opened"),
    [
        ([], {("TCP", 80), ("TCP", 5432), ("TCP", 6000), ("UDP", 53), ("SCTP", 9)}),
        ([{"port": 5432}], {("TCP", 5432)}),
        ([{"port": "sql"}], {("TCP", 5432)}),
        ([{"port": "sql", "protocol": "UDP"}], set()),
        ([{"port": "http"}], set()),
        ([{"port": 5432, "endPort": 6000}], {("TCP", 5432), ("TCP", 6000)}),
        ([{"port": 80}, {"protocol": "UDP", "port": 53}], {("TCP", 80), ("UDP", 53)}),
        ([{"protocol": "SCTP"}], {("SCTP", 9)}),
        ([{}], {("TCP", 80), ("TCP", 5432), ("TCP", 6000)}),
    ],
)
def test_ports_go_by_number_range_protocol_or_the_name_at_the_destination(ports: list[Body], opened: set[tuple[str, int]]) -> None:
    tried = [("TCP", 80), ("TCP", 5432), ("TCP", 6000), ("UDP", 53), ("SCTP", 9)]
    to_db = egress({"to": [{"podSelector": {}}], "ports": ports})
    assert {each for each in tried if state(to_db, "egress", WEB, DB, each) == "open"} == opened
    at_db = ingress({"from": [{"podSelector": {}}], "ports": ports})
    assert {each for each in tried if state(at_db, "ingress", DB, WEB, each) == "open"} == opened


def test_addresses_have_no_named_ports_even_where_they_are_pods() -> None:
    for to in ([{"ipBlock": {"cidr": "10.0.0.0/24"}}], []):
        assert state(egress({"to": to, "ports": [{"port": "http"}]}), "egress", DB, WEB) == "shut"
    assert state(egress({"to": [BLOCK], "ports": [{"port": "http"}]}), "egress", WEB, OUTSIDE) == "shut"


def test_the_rules_of_several_policies_add_up() -> None:
    specs = [{"podSelector": {}, "policyTypes": ["Ingress"]}, ingress({"from": [WEB_PODS]}), ingress({"from": [OPS]})]
    bodies = [{"metadata": {"name": "p", "namespace": "shop"}, "spec": spec} for spec in specs]
    gate = Gate(DB, "ingress", [network_policy(Document("p", "r", "a", "c", body)) for body in bodies])
    assert [next(gate.sides(other, [("TCP", 1)])).state for other in (WEB, PROBE, OUTSIDE)] == ["open", "open", "shut"]


def test_a_policy_of_another_namespace_selects_nothing() -> None:
    assert state(ingress(), "ingress", PROBE, WEB) == "open"


@pytest.mark.parametrize(
    "spec",
    [
        {"podSelector": 7, "policyTypes": "Ingress", "ingress": {}},
        {"ingress": [None, {"from": 3, "ports": 4}, {"from": [{"ipBlock": []}], "ports": [{"port": True}, {"port": 0}, {"port": [1]}]}]},
        {"ingress": [{"from": [{"podSelector": None, "namespaceSelector": 1}]}]},
    ],
)
def test_what_has_no_meaning_opens_nothing(spec: dict[str, Any]) -> None:
    assert state(spec, "ingress", WEB, DB) == "shut"


def test_ports_are_those_of_containers_that_stay() -> None:
    spec = {
        "containers": [{"ports": [{"name": "http", "containerPort": 8080}, {"containerPort": 53, "protocol": "UDP"}]}],
        "initContainers": [{"ports": [{"containerPort": 1}]}, {"restartPolicy": "Always", "ports": [{"containerPort": 9090}]}],
    }
    template = pods(Document("p", "r", "a", "c", {"kind": "Pod", "metadata": {}, "spec": spec}))
    assert template is not None
    assert container_ports(template) == {("http", "TCP", 8080), ("", "UDP", 53), ("", "TCP", 9090)}


RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8)), max_size=6).map(
    lambda starts: joined(((start, start + length),) for start, length in starts)
)


def members(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    return {number for first, last in ranges for number in range(first, last + 1)}


@given(RANGES, RANGES)
def test_ranges_are_sets(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> None:
    assert members(without(one, other)) == members(one) - members(other)
    assert members(joined([one, other])) == members(one) | members(other)
    assert members(common(one, other)) == members(one) & members(other)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(one))


def test_everywhere_is_all_of_ipv4() -> None:
    assert addresses("0.0.0.0/0") == EVERYWHERE
