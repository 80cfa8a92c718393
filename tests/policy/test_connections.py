from geobot_constructs.policy.connections import Row, View, views
from geobot_constructs.policy.network_semantics import EVERYWHERE, joined
from tests.policy.example_network import NETWORK_PLATFORM, network_documents
from tests.policy.mutations import policies, with_rules
from tests.policy.support import kubernetes

DOCUMENTS = network_documents()


def view(*rules: dict[str, object]) -> View:
    """The region, with rules for what comes in put in the place of those of its first policy."""
    given = with_rules(DOCUMENTS, next(policies(DOCUMENTS)), "ingress", list(rules)) if rules else DOCUMENTS
    return next(views(kubernetes(*given), NETWORK_PLATFORM))


def named(*rules: dict[str, object]) -> list[str]:
    return [party.name for party in view(*rules).others if party.namespace is not None]


def test_the_zones_are_all_of_ipv4_and_apart() -> None:
    zones = [party.addresses for party in view().others if party.namespace is None]
    assert joined(zones) == EVERYWHERE
    assert sum(last - first + 1 for zone in zones for first, last in zone) == 2**32


def test_the_zones_tell_apart_what_matters() -> None:
    zones = [party.name for party in view().others if party.namespace is None]
    assert [name for name in zones if "subnet" not in name] == [
        "Pod Identity agent 169.254.170.23/32",
        "instance metadata 169.254.169.254/32",
        "rest of the network 10.1.0.0/16",
        "network of us-east-1 10.0.0.0/16",
        "other link-local addresses 169.254.0.0/16",
        "other private addresses 192.168.0.0/16",
        "other private addresses 172.16.0.0/12",
        "other private addresses 10.0.0.0/8",
        "internet 0.0.0.0/0",
    ]
    assert len([name for name in zones if "subnet" in name]) == 9


def test_pods_that_nobody_wrote_stand_in_every_namespace() -> None:
    assert named() == [
        "pods of kube-system with k8s-app=kube-dns",
        "pods of monitoring",
        "other pods of geo-bot",
        "other pods of kube-system",
        "pods of other namespaces",
    ]


def test_whom_a_rule_means_and_nobody_knows_becomes_a_party() -> None:
    labelled = {"matchLabels": {"a": "b"}, "matchExpressions": [{"key": "c", "operator": "In", "values": ["d"]}]}
    team = {"matchLabels": {"team": "x"}}
    added = named({"from": [{"podSelector": labelled}]}, {"from": [{"namespaceSelector": team}]})[5:]
    assert added == ["pods of geo-bot with a=b, c=d", 'pods of a namespace with {"team": "x"}']


def test_ports_that_nothing_tells_apart_are_one() -> None:
    assert sorted(view().ports) == [
        ("SCTP", 1),
        *(("TCP", port) for port in (1, 53, 80, 443, 5432, 6379, 8080, 9090)),
        ("UDP", 1),
        ("UDP", 53),
    ]
    assert ("UDP", 200) in view({"ports": [{"protocol": "UDP", "port": 200, "endPort": 300}]}).ports


def test_every_pair_with_our_pods_has_a_row_for_each_port() -> None:
    region = view()
    pods, others = len(region.emitted), len(region.others)
    assert (pods, others) == (2, 23)
    assert len(list(region.rows())) == (pods * (pods + others) + others * pods) * len(region.ports)


def test_a_row_is_open_where_both_ends_are() -> None:
    rows: dict[str, Row] = {str(row): row for row in view().rows()}
    row = rows["geo-bot/prober to geo-bot/api on TCP 8080"]
    assert (row.declared, row.open) == (True, "open")
    assert (rows["geo-bot/api to geo-bot/prober on TCP 8080"].declared, rows["geo-bot/api to geo-bot/prober on TCP 8080"].open) == (
        False,
        "shut",
    )
    assert rows["pods of monitoring to geo-bot/api on TCP 9090"].egress is None
