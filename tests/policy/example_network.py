"""Output of one region with every kind of edge: a workload with callers and stores, and a team's pods that call it."""

from dataclasses import replace

from geobot_constructs.model import naming
from geobot_constructs.model.output import Body, Document
from geobot_constructs.model.platform import Platform, join
from tests.policy.example_egress import egress
from tests.policy.support import CATALOG, PLATFORM, REGION, SELECTOR, altered, document, documents, manifest

API = CATALOG.workloads[0].model_copy(
    update={
        "stores": ("database", "cache", "context"),
        "secret_names": {"database": "db-credentials", "cache": "cache-credentials"},
        "called_by": ("edge", "monitoring", "prober"),
    }
)
PROBER = naming.selector("geo-bot", "prober")
NETWORK_PLATFORM: Platform = join(
    PLATFORM.shared, {region.name: region.spec for region in PLATFORM.regions}, replace(CATALOG, workloads=(API,))
)


def network_documents() -> tuple[Document, ...]:
    """Documents in which exactly the declared edges are open."""
    rules = egress(PLATFORM, REGION)
    stores = {**rules[1], "ports": [{"protocol": "TCP", "port": 5432}, {"protocol": "TCP", "port": 6379}]}
    monitoring = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    spec = {
        "podSelector": {"matchLabels": SELECTOR},
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [
            {"from": [{"ipBlock": {"cidr": f"10.1.{third}.0/24"}} for third in (192, 193, 194)], "ports": [_tcp("http")]},
            {"from": [monitoring], "ports": [_tcp("metrics")]},
            {"from": [{"podSelector": {"matchLabels": PROBER}}], "ports": [_tcp(8080)]},
        ],
        "egress": [rules[0], stores, *rules[2:]],
    }
    ports = [{"name": "http", "containerPort": 8080}, {"name": "metrics", "containerPort": 9090}]
    given = altered(documents(), "NetworkPolicy", "api", "spec", spec)
    given = altered(given, "Deployment", "api", "spec template spec containers 0 ports", ports)
    return (*given, document(_prober_policy(rules[0])), document(_prober()))


def _tcp(port: int | str) -> Body:
    return {"protocol": "TCP", "port": port}


def _prober() -> Body:
    body = manifest("v1", "Pod", "prober", {"spec": {"containers": [{"name": "prober"}]}})
    body["metadata"]["labels"] = dict(PROBER)
    return body


def _prober_policy(names: Body) -> Body:
    to_api = {"to": [{"podSelector": {"matchLabels": {"app.kubernetes.io/name": "api"}}}], "ports": [_tcp("http")]}
    spec = {"podSelector": {"matchLabels": PROBER}, "policyTypes": ["Ingress", "Egress"], "egress": [names, to_api]}
    return manifest("networking.k8s.io/v1", "NetworkPolicy", "prober", {"spec": spec})
