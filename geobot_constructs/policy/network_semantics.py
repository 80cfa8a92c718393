"""What NetworkPolicies allow, exactly by the rules of Kubernetes.

Source: Kubernetes documentation, Network Policies; API reference, NetworkPolicySpec v1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal

from geobot_constructs.model.output import Body, Document
from geobot_constructs.policy.documents import Pods, bodies, is_selected, listing, mapping, text

NAMESPACE_NAME = "kubernetes.io/metadata.name"
"""Label every namespace has, with its name. Source: Kubernetes documentation, Well-Known Labels."""

Direction = Literal["ingress", "egress"]
"""Whether a connection comes in or goes out."""

DIRECTIONS: tuple[Direction, ...] = ("ingress", "egress")
"""Both."""

Ranges = tuple[tuple[int, int], ...]
"""IPv4 addresses as whole numbers: first and last of each stretch, in order and apart."""

EVERYWHERE: Ranges = ((0, 2**32 - 1),)
"""Every IPv4 address."""


def addresses(cidr: object, excluded: Iterable[object] = ()) -> Ranges:
    """Addresses of a range without some; none where it is not an IPv4 range."""
    try:
        # The API server takes a range whose address has host bits set, and means the whole of it.
        network = IPv4Network(str(cidr), strict=False)
    except ValueError:
        return ()
    return without(((int(network.network_address), int(network.broadcast_address)),), joined(addresses(each) for each in excluded))


def joined(parts: Iterable[Ranges]) -> Ranges:
    """Addresses of any of the parts."""
    result: list[tuple[int, int]] = []
    for first, last in sorted(stretch for part in parts for stretch in part):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return tuple(result)


def without(whole: Ranges, removed: Ranges) -> Ranges:
    """Addresses of the whole that are not removed."""
    result = list(whole)
    for start, end in removed:
        result = [
            stretch
            for first, last in result
            for stretch in ((first, min(last, start - 1)), (max(first, end + 1), last))
            if stretch[0] <= stretch[1]
        ]
    return tuple(result)


def common(one: Ranges, other: Ranges) -> Ranges:
    """Addresses of both."""
    return tuple((max(a, c), min(b, d)) for a, b in one for c, d in other if a <= d and c <= b)


@dataclass(frozen=True, eq=False)
class Party:
    """Who may be at one end of a connection: pods that policies treat alike, or addresses that are no pod's."""

    name: str
    addresses: Ranges
    """Of pods: every address they may get."""

    namespace: str | None = None
    """None where it is no pod."""

    labels: Body | None = None
    namespace_labels: Body | None = None
    ports: frozenset[tuple[str, str, int]] = frozenset()
    """Name, protocol and number of each port its containers open."""

    emitted: Pods | None = None
    """Its template in `dist/`; None where it is not ours to judge."""


def namespace_labels(name: str, labels: Body) -> Body:
    """Labels of a namespace as selectors see them."""
    return {**labels, NAMESPACE_NAME: name}


def container_ports(template: Pods) -> frozenset[tuple[str, str, int]]:
    """Name, protocol and number of each port that runs as long as the pod does."""
    sidecars = [each for each in bodies(template.spec, "initContainers") if each.get("restartPolicy") == "Always"]
    return frozenset(
        (text(port, "name") or "", text(port, "protocol") or "TCP", number)
        for container in [*bodies(template.spec, "containers"), *sidecars]
        for port in bodies(container, "ports")
        if (number := _number(port.get("containerPort"))) is not None
    )


@dataclass(frozen=True, eq=False)
class Peer:
    """One element of `from` or `to`."""

    place: str
    """Such as `spec.egress[1].to[0]`; the rule's own where it has no peers and so means everyone."""

    home: str
    """Namespace of the policy."""

    block: Ranges | None
    pods: Body | None
    namespaces: Body | None

    def reached(self, party: Party) -> Ranges:
        """The party's addresses that this peer means.

        A pod selector alone stays in the policy's namespace, a namespace selector alone means all pods there, both together mean both.
        A block meets pods too, by their addresses: the VPC CNI gives pods addresses of the private subnets.
        """
        if self.block is not None:
            return common(party.addresses, self.block)
        if party.namespace is None or (self.pods is None and self.namespaces is None):
            return ()
        home = party.namespace == self.home
        selected = home if self.namespaces is None else is_selected(self.namespaces, party.namespace_labels or {})
        return party.addresses if selected and is_selected(self.pods or {}, party.labels or {}) else ()


@dataclass(frozen=True, eq=False)
class Rule:
    """One element of `ingress` or `egress`."""

    peers: tuple[Peer, ...]
    ports: tuple[tuple[str, int | str, int], ...] | None
    """Protocol, first port or name, and last port; None for every port of every protocol."""

    def opens(self, protocol: str, port: int, named: frozenset[tuple[str, str, int]]) -> bool:
        """Whether a port is meant: by number, or by the name it has among the named ones."""
        return self.ports is None or any(
            protocol == each and (first <= port <= last if isinstance(first, int) else (first, protocol, port) in named)
            for each, first, last in self.ports
        )


@dataclass(frozen=True, eq=False)
class NetworkPolicy:
    """One NetworkPolicy."""

    document: Document
    namespace: str
    selector: Body
    isolates: frozenset[Direction]
    rules: dict[Direction, tuple[Rule, ...]]

    def selects(self, party: Party) -> bool:
        """Whether it is about these pods."""
        return party.namespace == self.namespace and is_selected(self.selector, party.labels or {})


def network_policy(document: Document) -> NetworkPolicy:
    """Read one NetworkPolicy; what has no meaning allows nothing."""
    spec = mapping(document.body, "spec")
    home = document.namespace or "default"
    written = [str(each).lower() for each in listing(spec, "policyTypes")]
    # Without policyTypes every policy isolates incoming traffic, and outgoing too once it has a rule for it.
    isolates = written or (["ingress", "egress"] if listing(spec, "egress") else ["ingress"])
    return NetworkPolicy(
        document,
        home,
        mapping(spec, "podSelector"),
        frozenset(each for each in DIRECTIONS if each in isolates),
        {each: tuple(_rules(spec, each, home)) for each in DIRECTIONS},
    )


def _rules(spec: Body, direction: Direction, home: str) -> Iterator[Rule]:
    field = {"ingress": "from", "egress": "to"}[direction]
    for index, rule in enumerate(bodies(spec, direction)):
        place = f"spec.{direction}[{index}]"
        peers = tuple(_peer(f"{place}.{field}[{number}]", home, peer) for number, peer in enumerate(bodies(rule, field)))
        ports = tuple(found for port in bodies(rule, "ports") if (found := _ports(port)) is not None)
        # No list and an empty one mean everyone, and every port.
        anyone = (Peer(place, home, EVERYWHERE, None, None),)
        yield Rule(peers if rule.get(field) else anyone, ports if rule.get("ports") else None)


def _peer(place: str, home: str, peer: Body) -> Peer:
    if "ipBlock" in peer:
        block = mapping(peer, "ipBlock")
        return Peer(place, home, addresses(block.get("cidr"), listing(block, "except")), None, None)
    pods, namespaces = peer.get("podSelector"), peer.get("namespaceSelector")
    return Peer(place, home, None, pods if isinstance(pods, dict) else None, namespaces if isinstance(namespaces, dict) else None)


def _ports(port: Body) -> tuple[str, int | str, int] | None:
    protocol, first = text(port, "protocol") or "TCP", port.get("port")
    if first is None:
        return protocol, 1, 65535
    if isinstance(first, str):
        return protocol, first, 0
    number = _number(first)
    return None if number is None else (protocol, number, _number(port.get("endPort")) or number)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 65535 else None


@dataclass(frozen=True)
class Side:
    """What one end of a connection says to it."""

    state: Literal["open", "partly", "shut"]
    """`partly` where some addresses of the other end pass and others do not."""

    openers: tuple[tuple[NetworkPolicy, Peer], ...] = ()
    """What lets it pass; nothing where no policy isolates the pods."""


SHUT = Side("shut")
"""No rule lets it pass."""

UNGUARDED = Side("open")
"""No policy isolates the pods."""


class Gate:
    """Everything that policies say of one direction of some pods."""

    def __init__(self, party: Party, direction: Direction, policies: Iterable[NetworkPolicy]) -> None:
        """Choose the policies that matter.

        Args:
            party: The pods.
            direction: The direction.
            policies: Every policy of the cluster.
        """
        self.party = party
        """The pods."""

        self.direction = direction
        """The direction."""

        self.isolating = [policy for policy in policies if direction in policy.isolates and policy.selects(party)]
        """Policies that isolate the pods; their rules add up."""

    def sides(self, other: Party, ports: Iterable[tuple[str, int]]) -> Iterator[Side]:
        """What the policies say to another party, for each protocol and port in turn."""
        met = [
            (policy, rule, peer, reached, self._named(other, peer))
            for policy in self.isolating
            for rule in policy.rules[self.direction]
            for peer in rule.peers
            if (reached := peer.reached(other))
        ]
        for protocol, port in ports:
            passing = [each for each in met if each[1].opens(protocol, port, each[4])] if met else met
            if not self.isolating:
                yield UNGUARDED
            elif not passing:
                yield SHUT
            else:
                whole = not without(other.addresses, joined(each[3] for each in passing))
                yield Side("open" if whole else "partly", tuple((each[0], each[2]) for each in passing))

    def _named(self, other: Party, peer: Peer) -> frozenset[tuple[str, str, int]]:
        """Ports by name: those of the destination, but a block of destinations has no containers to ask.

        Source: github.com/aws/amazon-network-policy-controller-k8s, pkg/resolvers/endpoints.go.
        """
        if self.direction == "ingress":
            return self.party.ports
        return other.ports if peer.block is None else frozenset()
