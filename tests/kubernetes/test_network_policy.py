"""Who may talk to whom."""

from geobot_constructs.kubernetes.network_policy import DNS, DefaultDeny, WorkloadNetworkPolicy
from tests.kubernetes.support import LABELS, chart, region

API = region().workload("geo-bot-api").spec


def test_a_namespace_is_closed_both_ways() -> None:
    policy = DefaultDeny(chart(), "Deny", namespace="geo-bot", labels=LABELS)
    assert policy.body["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_each_store_is_open_on_its_port_in_the_isolated_subnets_alone() -> None:
    policy = WorkloadNetworkPolicy(chart(), "Policy", spec=API, region=region(), labels=LABELS)
    blocks = [{"ipBlock": {"cidr": f"10.1.{third}.0/24"}} for third in (208, 209, 210)]
    assert policy.body["spec"]["egress"] == [
        DNS,
        {"to": blocks, "ports": [{"protocol": "TCP", "port": 5432}]},
        {"to": blocks, "ports": [{"protocol": "TCP", "port": 6379}]},
        {"to": [{"ipBlock": {"cidr": "169.254.170.23/32"}}], "ports": [{"protocol": "TCP", "port": 80}]},
        {
            "to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]}}],
            "ports": [{"protocol": "TCP", "port": 443}],
        },
    ]


def test_a_workload_without_stores_reaches_dns_alone() -> None:
    spec = API.model_copy(update={"stores": (), "secret_names": {}, "called_by": ()})
    policy = WorkloadNetworkPolicy(chart(), "Policy", spec=spec, region=region(), labels=LABELS)
    assert (policy.body["spec"]["ingress"], policy.body["spec"]["egress"]) == ([], [DNS])


def test_each_caller_reaches_the_port_it_needs() -> None:
    policy = WorkloadNetworkPolicy(chart(), "Policy", spec=API, region=region(), labels=LABELS)
    edge, monitoring, smoke_test = policy.body["spec"]["ingress"]
    assert edge["from"] == [{"ipBlock": {"cidr": f"10.1.{third}.0/24"}} for third in (192, 193, 194)]
    assert [rule["ports"][0]["port"] for rule in (edge, monitoring, smoke_test)] == ["http", "metrics", "http"]
    assert smoke_test["from"][0]["podSelector"]["matchLabels"]["app.kubernetes.io/name"] == "smoke-test"
