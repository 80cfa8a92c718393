"""Who may connect to whom: one list a region that follows from what workloads declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from geobot_constructs.model import naming
from geobot_constructs.model.network import PRIVATE_RANGES
from geobot_constructs.model.platform import Region
from geobot_constructs.model.stores import STORE_PORTS
from geobot_constructs.model.workload import WorkloadSpec

Protocol = Literal["TCP", "UDP", "SCTP"]
"""Protocols a NetworkPolicy tells apart."""

MONITORING_NAMESPACE = "monitoring"
"""Namespace Prometheus scrapes from."""

RESOLVER_NAMESPACE = "kube-system"
"""Namespace of the cluster's resolver."""

RESOLVER_LABELS: Mapping[str, str] = {"k8s-app": "kube-dns"}
"""Labels of the resolver's pods and the selector of its Service. Source: EKS user guide, Manage CoreDNS for DNS."""

LINK_LOCAL = "169.254.0.0/16"
"""Addresses of the node's own services, the instance metadata among them. Source: RFC 3927."""


@dataclass(frozen=True)
class Pods:
    """Pods of a namespace that have these labels; every pod of it where there is none."""

    namespace: str
    labels: tuple[tuple[str, str], ...] = ()
    """Name and value, in alphabetical order."""

    def __str__(self) -> str:
        labels = ", ".join(f"{name}={value}" for name, value in self.labels)
        return f"pods of {self.namespace}" + (f" with {labels}" if labels else "")


@dataclass(frozen=True)
class Addresses:
    """A range of IPv4 addresses without some."""

    name: str
    """What it is to people, such as `isolated subnet`."""

    cidr: str
    excluded: tuple[str, ...] = ()
    """Ranges inside that are not meant."""

    def __str__(self) -> str:
        return f"{self.name} {self.cidr}"


@dataclass(frozen=True)
class Node:
    """The node a pod runs on; no policy can close it, so nothing evaluates it. Source: Kubernetes documentation, Network Policies."""

    def __str__(self) -> str:
        return "its own node"


Endpoint = Pods | Addresses | Node
"""One end of an edge."""


@dataclass(frozen=True)
class Edge:
    """One connection somebody declared, from who opens it to who answers."""

    source: Endpoint
    destination: Endpoint
    port: int
    """Port of the destination's container, never of its Service."""

    protocol: Protocol = "TCP"

    def __str__(self) -> str:
        return f"{self.source} to {self.destination} on {self.protocol} {self.port}"


def pods(namespace: str, labels: Mapping[str, str]) -> Pods:
    """Pods by a mapping of labels."""
    return Pods(namespace, tuple(sorted(labels.items())))


def subnets(region: Region, tier: Literal["public", "private", "isolated"]) -> tuple[Addresses, ...]:
    """Each subnet of a tier."""
    return tuple(Addresses(f"{tier} subnet", cidr) for cidr in region.spec.network.cidrs(tier))


def edges(region: Region) -> tuple[Edge, ...]:
    """Every connection that the catalog declares for a region.

    A team's chart is not in the catalog: its pods ask for names like all pods of the namespace, and call whoever names them in `called_by`.
    """
    resolver, everyone = pods(RESOLVER_NAMESPACE, RESOLVER_LABELS), Pods(region.namespace)
    return (
        Edge(everyone, resolver, 53, "UDP"),
        Edge(everyone, resolver, 53, "TCP"),
        *(edge for spec in region.catalog.workloads for edge in _workload(spec, region)),
    )


def _workload(spec: WorkloadSpec, region: Region) -> Iterator[Edge]:
    own = pods(region.namespace, naming.selector(region.platform, spec.name))
    yield Edge(Node(), own, spec.port)
    for caller in spec.called_by:
        yield from _calls(caller, own, spec, region)
    for store in spec.credential_stores:
        yield from (Edge(own, subnet, STORE_PORTS[store]) for subnet in subnets(region, "isolated"))
    if spec.calls_aws:
        yield Edge(own, Addresses("Pod Identity agent", naming.POD_IDENTITY_AGENT), 80)
        # DynamoDB is reached through the VPC's gateway endpoint, at public addresses that AWS chooses.
        yield Edge(own, Addresses("internet", "0.0.0.0/0", tuple(sorted([LINK_LOCAL, *map(str, PRIVATE_RANGES)]))), 443)


def _calls(caller: str, own: Pods, spec: WorkloadSpec, region: Region) -> Iterator[Edge]:
    match caller:
        case "edge":
            # The load balancer sends to pod addresses; its own stand in the public subnets.
            yield from (Edge(subnet, own, spec.port) for subnet in subnets(region, "public"))
        case "monitoring":
            yield Edge(Pods(MONITORING_NAMESPACE), own, spec.metrics_port)
        case _:
            yield Edge(pods(region.namespace, naming.selector(region.platform, caller)), own, spec.port)
