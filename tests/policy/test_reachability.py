from typing import Any

import pytest

from geobot_constructs.model.output import Body, Document
from geobot_constructs.policy.reachability import check, matrix
from tests.policy.example_network import NETWORK_PLATFORM, network_documents
from tests.policy.mutations import each_element_removed, each_undeclared_rule_added
from tests.policy.support import REMOVED, altered, kubernetes, problems, texts, without

DOCUMENTS = network_documents()
NAMED = {"http": 8080, "metrics": 9090}


def judged(given: tuple[Document, ...]) -> list[tuple[str, str]]:
    return problems(check(kubernetes(*given), NETWORK_PLATFORM))


def changed(policy: str, place: str, value: Any) -> list[tuple[str, str]]:
    return judged(altered(DOCUMENTS, "NetworkPolicy", policy, f"spec {place}", value))


def end(peer: Body) -> str:
    """What the proof calls the pods or addresses of a peer."""
    if "ipBlock" in peer:
        return str(peer["ipBlock"]["cidr"])
    if "k8s-app" in str(peer):
        return "pods of kube-system with k8s-app=kube-dns"
    if "namespaceSelector" in peer:
        return "pods of monitoring"
    return f"geo-bot/{peer['podSelector']['matchLabels']['app.kubernetes.io/name']}"


def test_the_compliant_example_opens_what_is_declared_and_nothing_else() -> None:
    assert judged(DOCUMENTS) == []


def test_the_proof_names_exactly_the_edge_that_was_removed_for_every_edge() -> None:
    named = set()
    for documents, direction, peer, port in each_element_removed(DOCUMENTS):
        ((rule, problem),) = judged(documents)
        row, _, rest = problem.partition(": ")
        number = NAMED.get(port["port"], port["port"])
        assert (rule, rest.partition(",")[0]) == ("edge-open", f"{direction} is shut")
        assert row.endswith(f"on {port['protocol']} {number}")
        assert end(peer) in row.removesuffix(f" on {port['protocol']} {number}").split(" to ")[direction == "egress"]
        named.add((row, direction))
    rows = [row for row in matrix(kubernetes(*DOCUMENTS), NETWORK_PLATFORM)["eu-west-1"] if row.declared]
    sides = {(str(row), name) for row in rows for name, side in (("egress", row.egress), ("ingress", row.ingress)) if side}
    assert named == sides
    assert len(named) == 18


def test_every_undeclared_rule_is_named_by_policy_and_place() -> None:
    count = 0
    for documents, path, place in each_undeclared_rule_added(DOCUMENTS):
        found = list(check(kubernetes(*documents), NETWORK_PLATFORM))
        assert {(finding.rule, finding.path) for finding in found} == {("edge-closed", path)}
        assert all(finding.problem.startswith(place) for finding in found)
        count += 1
    assert count == 3 * 2 * 9


def test_a_shut_edge_says_which_end_and_which_policies() -> None:
    given = altered(DOCUMENTS, "NetworkPolicy", "api", "spec ingress 2", REMOVED)
    assert texts(check(kubernetes(*given), NETWORK_PLATFORM)) == [
        "dist/eu-west-1/api/NetworkPolicy.api.yaml (api/NetworkPolicy): edge-open: geo-bot/prober to geo-bot/api on TCP 8080: "
        "ingress is shut, no rule of api, default-deny opens it; add an ingress rule for it, or stop declaring it"
    ]


def test_a_declared_caller_without_egress_is_found() -> None:
    assert changed("prober", "egress 1", REMOVED) == [
        ("edge-open", "geo-bot/prober to geo-bot/api on TCP 8080: egress is shut, no rule of default-deny, prober opens it")
    ]


def test_an_egress_that_no_callee_declares_is_found_though_the_callee_shuts_it() -> None:
    assert changed("prober", "egress 1 ports", [{"port": 8080}, {"port": 9090}]) == [
        ("edge-closed", "spec.egress[1].to[0]: opens geo-bot/prober to geo-bot/api on TCP 9090, which nobody declares")
    ]


def test_a_declared_caller_that_does_not_exist_is_found() -> None:
    given = without(without(DOCUMENTS, "Pod", "prober"), "NetworkPolicy", "prober")
    assert texts(check(kubernetes(*given), NETWORK_PLATFORM)) == [
        "dist/eu-west-1: edge-open: pods of geo-bot with app.kubernetes.io/instance=geo-bot, app.kubernetes.io/name=prober: dist/ holds no "
        "such pods, but pods of geo-bot with app.kubernetes.io/instance=geo-bot, app.kubernetes.io/name=prober to pods of geo-bot with "
        "app.kubernetes.io/instance=geo-bot, app.kubernetes.io/name=api on TCP 8080 is declared; add their chart, or take them out of "
        "called_by in the catalog"
    ]


def test_pods_that_no_policy_isolates_are_found_once_a_direction() -> None:
    given = without(without(DOCUMENTS, "NetworkPolicy", "default-deny"), "NetworkPolicy", "prober")
    found = judged(given)
    assert [(rule, problem.partition(":")[2].partition(":")[0]) for rule, problem in found] == [
        ("edge-closed", f" no NetworkPolicy isolates {direction} of these pods") for direction in ("ingress", "egress")
    ]


def test_a_policy_for_egress_alone_leaves_ingress_open() -> None:
    given = without(altered(DOCUMENTS, "NetworkPolicy", "prober", "spec policyTypes", ["Egress"]), "NetworkPolicy", "default-deny")
    ((rule, problem),) = judged(given)
    assert rule == "edge-closed"
    assert problem.startswith("metadata.labels: no NetworkPolicy isolates ingress of these pods: opens ")


@pytest.mark.parametrize(
    ("peer", "extent"),
    [
        ({"cidr": "10.1.208.0/25"}, "open to a part of the addresses"),
        ({"cidr": "10.1.208.0/24", "except": ["10.1.208.9/32"]}, "open to a part of the addresses"),
    ],
)
def test_an_edge_open_to_a_part_of_its_addresses_is_not_open(peer: Body, extent: str) -> None:
    found = changed("api", "egress 1 to 0", {"ipBlock": peer})
    assert [(rule, extent in problem) for rule, problem in found] == [("edge-open", True)] * 2


def test_two_halves_of_a_subnet_are_the_subnet() -> None:
    halves = [{"ipBlock": {"cidr": f"10.1.208.{first}/25"}} for first in (0, 128)]
    others = [{"ipBlock": {"cidr": f"10.1.{third}.0/24"}} for third in (209, 210)]
    assert changed("api", "egress 1 to", [*halves, *others]) == []


def test_a_subnet_too_many_is_found() -> None:
    ((rule, problem),) = changed("api", "egress 1 to 0", {"ipBlock": {"cidr": "10.1.0.0/16"}})
    assert (rule, problem.partition(":")[0]) == ("edge-closed", "spec.egress[1].to[0]")


def test_addresses_of_pods_count_as_pods_but_not_as_the_address_of_a_service() -> None:
    blocks = [{"ipBlock": {"cidr": f"10.1.{third}.0/19"}} for third in (0, 32, 64)]
    found = changed("prober", "egress 1", {"to": blocks, "ports": [{"port": 8080}]})
    closed = [problem.partition(" and ")[0] for rule, problem in found if rule == "edge-closed"]
    assert closed == [f"spec.egress[1].to[{index}]: opens geo-bot/prober to geo-bot/prober on TCP 8080" for index in range(3)]
    assert [rule for rule, _ in found].count("service-selector-covers") == 1


def test_another_region_is_not_this_one() -> None:
    found = changed("api", "ingress 0 from 0 ipBlock cidr", "10.0.192.0/24")
    assert [(rule, problem.partition(" on ")[0]) for rule, problem in found] == [
        ("edge-open", "public subnet 10.1.192.0/24 to geo-bot/api"),
        ("edge-closed", "spec.ingress[0].from[0]: opens network of us-east-1 10.0.0.0/16 to geo-bot/api"),
    ]


@pytest.mark.parametrize(
    "labels", [{"app.kubernetes.io/component": "api"}, {"app.kubernetes.io/name": "api", "app.kubernetes.io/component": "api"}]
)
def test_an_egress_rule_narrower_than_the_selector_of_the_service_is_found(labels: dict[str, str]) -> None:
    assert changed("prober", "egress 1 to 0 podSelector matchLabels", labels) == [
        (
            "service-selector-covers",
            "spec.egress[1].to[0]: opens geo-bot/prober to geo-bot/api on TCP 8080, but not the address of Service api, "
            'whose selector is {"app.kubernetes.io/instance": "geo-bot", "app.kubernetes.io/name": "api"}',
        )
    ]


@pytest.mark.parametrize(("place", "value"), [("clusterIP", "None"), ("ports 0 targetPort", 7000), ("ports 0 protocol", "UDP")])
def test_a_service_without_an_address_or_for_another_port_asks_nothing(place: str, value: Any) -> None:
    narrow = altered(
        DOCUMENTS, "NetworkPolicy", "prober", "spec egress 1 to 0 podSelector matchLabels", {"app.kubernetes.io/component": "api"}
    )
    assert judged(altered(narrow, "Service", "api", f"spec {place}", value)) == []


def test_a_region_without_documents_is_not_judged() -> None:
    assert list(matrix(kubernetes(*DOCUMENTS), NETWORK_PLATFORM)) == ["eu-west-1"]
