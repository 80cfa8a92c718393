"""Who may be at the ends of a connection in a region, and what its NetworkPolicies say to each pair.

Nothing is left to samples: ports that no rule, container or edge tells apart are one port, IPv4 is cut into zones that leave nothing out,
and pods that `dist/` does not hold stand for all that a rule could mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal, NamedTuple

from geobot_constructs.model import naming
from geobot_constructs.model.edge import LINK_LOCAL, Addresses, Endpoint, Pods, edges, subnets
from geobot_constructs.model.network import PRIVATE_RANGES
from geobot_constructs.model.output import Body, Output
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.policy.documents import Cluster, bodies, clusters, is_selected, listing, mapping
from geobot_constructs.policy.network_semantics import (
    DIRECTIONS,
    NAMESPACE_NAME,
    Direction,
    Gate,
    Party,
    Peer,
    Ranges,
    Side,
    addresses,
    container_ports,
    joined,
    namespace_labels,
    network_policy,
    without,
)
from geobot_constructs.policy.schema_error import shown

METADATA = "169.254.169.254/32"
"""Instance metadata. Source: EC2 user guide, Access instance metadata."""

_ELSEWHERE = "a-namespace-nobody-names"


class Row(NamedTuple):
    """One pair of parties and one port."""

    source: Party
    destination: Party
    protocol: str
    port: int
    """The least of the ports that no rule, container or edge tells apart."""

    declared: bool
    egress: Side | None
    """What the policies of the source say; None where its pods are not in `dist/`."""

    ingress: Side | None
    """What the policies of the destination say; None where its pods are not in `dist/`."""

    @property
    def open(self) -> Literal["open", "partly", "shut"]:
        """Whether a connection passes both ends."""
        states = {side.state for side in (self.egress, self.ingress) if side is not None}
        return "shut" if "shut" in states else "partly" if "partly" in states else "open"

    def __str__(self) -> str:
        return f"{self.source.name} to {self.destination.name} on {self.protocol} {self.port}"


class View:
    """One region: who may be at the ends of a connection, and what its policies say."""

    def __init__(self, cluster: Cluster, region: Region, platform: Platform) -> None:
        """Find the parties.

        Args:
            cluster: What was written for the region.
            region: What was declared for it.
            platform: All regions, for the networks of the others.
        """
        self.cluster, self.region, self.platform = cluster, region, platform
        self.edges = edges(region)
        self.policies = [network_policy(document) for document in cluster.of_kind("NetworkPolicy")]
        self.namespaces = {each.name: mapping(each.body, "metadata", "labels") for each in cluster.of_kind("Namespace")}
        self.pod_addresses = joined(addresses(subnet.cidr) for subnet in subnets(region, "private"))
        self.emitted = list(self._emitted())
        self.others = [*self._others(), *self._zones()]
        self.gates: dict[Direction, dict[Party, Gate]] = {
            direction: {party: Gate(party, direction, self.policies) for party in self.emitted} for direction in DIRECTIONS
        }

    def meant(self, end: Endpoint) -> list[Party]:
        """The parties that an end of an edge means as a whole."""
        parties = [*self.emitted, *self.others]
        match end:
            case Pods(namespace, labels):
                selector = {"matchLabels": dict(labels)}
                return [party for party in parties if party.namespace == namespace and is_selected(selector, party.labels or {})]
            case Addresses(_, cidr, excluded):
                inside = addresses(cidr, excluded)
                return [party for party in parties if party.namespace is None and not without(party.addresses, inside)]
        return []

    def rows(self) -> Iterator[Row]:
        """Every pair with pods of `dist/` at one end at least, and every port."""
        ports, declared = self.ports, self.declared
        for source in (*self.emitted, *self.others):
            leaving = self.gates["egress"].get(source)
            for destination in (*self.emitted, *self.others):
                entering = self.gates["ingress"].get(destination)
                outs = leaving.sides(destination, ports) if leaving else None
                ins = entering.sides(source, ports) if entering else None
                if outs is None and ins is None:
                    continue
                for protocol, port in ports:
                    egress, ingress = next(outs) if outs else None, next(ins) if ins else None
                    yield Row(source, destination, protocol, port, (source, destination, protocol, port) in declared, egress, ingress)

    def _emitted(self) -> Iterator[Party]:
        seen = set()
        for template in self.cluster.pods:
            namespace, ports = template.document.namespace or "default", container_ports(template)
            key = (namespace, shown(template.labels), ports)
            if key not in seen:
                seen.add(key)
                party = self._pods(namespace, template.labels, f"{namespace}/{template.document.name}")
                yield replace(party, ports=ports, emitted=template)

    def _pods(self, namespace: str, labels: Body, name: str, of_namespace: Body | None = None) -> Party:
        found_there = self.namespaces.get(namespace, {}) if of_namespace is None else of_namespace
        return Party(name, self.pod_addresses, namespace, labels, namespace_labels(namespace, found_there))

    def _others(self) -> Iterator[Party]:
        """Pods that `dist/` does not hold: those that edges name, one without labels in each namespace, and whom else a rule means."""
        named = {end: None for edge in self.edges for end in (edge.source, edge.destination) if isinstance(end, Pods)}
        known = list(self.emitted)
        for end in named:
            if end.namespace not in self.own_namespaces:
                known.append(self._pods(end.namespace, dict(end.labels), str(end)))
        bare = {party.namespace for party in known if not party.labels}
        for namespace in sorted(({end.namespace for end in named} | self.own_namespaces) - bare):
            known.append(self._pods(namespace, {}, f"other pods of {namespace}"))
        known.append(self._pods(_ELSEWHERE, {}, "pods of other namespaces"))
        for policy in self.policies:
            for peer in (peer for rules in policy.rules.values() for rule in rules for peer in rule.peers if peer.block is None):
                if not any(peer.reached(party) for party in known):
                    known.append(self._meant(peer))
        yield from known[len(self.emitted) :]

    def _meant(self, peer: Peer) -> Party:
        """Pods that no one knows and that a peer means."""
        labels = _example(peer.pods or {})
        if peer.namespaces is None:
            return self._pods(peer.home, labels, str(Pods(peer.home, tuple(labels.items()))))
        of_namespace = _example(peer.namespaces)
        namespace = str(of_namespace.get(NAMESPACE_NAME, _ELSEWHERE))
        where = namespace if NAMESPACE_NAME in of_namespace else f"a namespace with {shown(of_namespace)}"
        return self._pods(namespace, labels, str(Pods(where, tuple(labels.items()))), of_namespace)

    def _zones(self) -> Iterator[Party]:
        """All of IPv4, cut where the region, its neighbours and the edges cut it; smaller ranges are taken out of larger ones."""
        region = self.region
        named = [
            *(end for edge in self.edges for end in (edge.source, edge.destination) if isinstance(end, Addresses)),
            *subnets(region, "public"),
            *subnets(region, "private"),
            *subnets(region, "isolated"),
            Addresses("rest of the network", region.spec.network.cidr),
            *(Addresses(f"network of {each.name}", each.spec.network.cidr) for each in self.platform.regions if each is not region),
            Addresses("Pod Identity agent", naming.POD_IDENTITY_AGENT),
            Addresses("instance metadata", METADATA),
            Addresses("other link-local addresses", LINK_LOCAL),
            *(Addresses("other private addresses", str(private)) for private in PRIVATE_RANGES),
            Addresses("rest of the world", "0.0.0.0/0"),
        ]
        ranges = {each: addresses(each.cidr, each.excluded) for each in named}
        taken: Ranges = ()
        for each in sorted(ranges, key=lambda each: sum(last - first for first, last in ranges[each])):
            if left := without(ranges[each], taken):
                taken = joined([taken, left])
                yield Party(str(each), left)

    @cached_property
    def own_namespaces(self) -> set[str]:
        """Namespaces whose pods are in `dist/`."""
        return {self.region.namespace, *self.namespaces, *(party.namespace or "" for party in self.emitted)}

    @cached_property
    def ports(self) -> tuple[tuple[str, int], ...]:
        """One of each set of ports that nothing tells apart, by protocol."""
        written: set[tuple[str, int, int]] = {(edge.protocol, edge.port, edge.port) for edge in self.edges}
        written |= {(protocol, number, number) for party in self.emitted for _, protocol, number in party.ports}
        rules = [rule for policy in self.policies for rules in policy.rules.values() for rule in rules]
        written |= {(p, first, last) for rule in rules for p, first, last in rule.ports or () if isinstance(first, int)}
        result: dict[tuple[str, frozenset[tuple[int, int]]], tuple[str, int]] = {}
        for protocol in ("TCP", "UDP", "SCTP"):
            stretches = {(first, last) for p, first, last in written if p == protocol}
            for start in sorted({1, *(port for first, last in stretches for port in (first, last + 1) if port <= 65535)}):
                alike = frozenset((first, last) for first, last in stretches if first <= start <= last)
                result.setdefault((protocol, alike), (protocol, start))
        return tuple(result.values())

    @cached_property
    def declared(self) -> set[tuple[Party, Party, str, int]]:
        """Every pair and port of an edge."""
        ends = {end: self.meant(end) for edge in self.edges for end in (edge.source, edge.destination)}
        return {
            (one, other, edge.protocol, edge.port) for edge in self.edges for one in ends[edge.source] for other in ends[edge.destination]
        }


def _example(selector: Body) -> dict[str, str]:
    """Labels that a selector matches."""
    labels = {str(name): str(value) for name, value in mapping(selector, "matchLabels").items()}
    for expression in bodies(selector, "matchExpressions"):
        if expression.get("operator") in ("In", "Exists"):
            labels.setdefault(str(expression.get("key")), str((listing(expression, "values") or ["any"])[0]))
    return labels


def views(output: Output, platform: Platform) -> Iterator[View]:
    """Each region of the platform that has documents."""
    regions = {region.name: region for region in platform.regions}
    for cluster in clusters(output):
        if cluster.region in regions:
            yield View(cluster, regions[cluster.region], platform)
