"""Who may connect to whom."""

import pytest

from geobot_constructs.model.edge import Addresses, Edge, Node, Pods, edges, pods
from geobot_constructs.model.platform import Region
from tests.support import reference_platform

REGION = next(region for region in reference_platform().regions if region.name == "eu-west-1")
API = pods("geo-bot", {"app.kubernetes.io/instance": "geo-bot", "app.kubernetes.io/name": "geo-bot-api"})


def of(kind: type, region: Region = REGION) -> list[tuple[str, int]]:
    """Ends of a kind at the other side of the API, with the port."""
    found = [
        edge.source if edge.destination == API else edge.destination for edge in edges(region) if API in (edge.source, edge.destination)
    ]
    ports = [edge.port for edge in edges(region) if API in (edge.source, edge.destination)]
    return [(str(end), port) for end, port in zip(found, ports, strict=True) if isinstance(end, kind)]


def test_every_pod_of_the_namespace_asks_for_names_by_both_protocols() -> None:
    resolver = Pods("kube-system", (("k8s-app", "kube-dns"),))
    assert edges(REGION)[:2] == tuple(Edge(Pods("geo-bot"), resolver, 53, protocol) for protocol in ("UDP", "TCP"))


def test_callers_reach_the_port_they_need() -> None:
    assert of(Pods) == [
        ("pods of monitoring", 9090),
        ("pods of geo-bot with app.kubernetes.io/instance=geo-bot, app.kubernetes.io/name=smoke-test", 8080),
    ]


def test_addresses_follow_from_stores_load_balancer_and_role() -> None:
    assert of(Addresses) == [
        *((f"public subnet 10.1.{third}.0/24", 8080) for third in (192, 193, 194)),
        *((f"isolated subnet 10.1.{third}.0/24", port) for port in (5432, 6379) for third in (208, 209, 210)),
        ("Pod Identity agent 169.254.170.23/32", 80),
        ("internet 0.0.0.0/0", 443),
    ]


def test_the_internet_leaves_out_private_and_link_local_addresses() -> None:
    internet = next(end for edge in edges(REGION) if isinstance(end := edge.destination, Addresses) and end.name == "internet")
    assert internet.excluded == ("10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16")


def test_the_kubelet_asks_on_the_port_that_serves() -> None:
    assert of(Node) == [("its own node", 8080)]


@pytest.mark.parametrize("region", reference_platform().regions, ids=lambda region: region.name)
def test_no_edge_stands_twice(region: Region) -> None:
    assert len(set(edges(region))) == len(edges(region)) == 16


def test_an_edge_says_who_calls_whom() -> None:
    assert str(Edge(Pods("monitoring"), Pods("geo-bot"), 9090)) == "pods of monitoring to pods of geo-bot on TCP 9090"
