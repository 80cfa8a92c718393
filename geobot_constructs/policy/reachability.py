"""Every declared edge is open and everything else is closed, proved on the NetworkPolicies as written.

Probes of the kubelet are not judged: no policy can close a pod to its own node. Pods on the host's network are none of ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from geobot_constructs.model.edge import Edge, Pods
from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.connections import Row, View, views
from geobot_constructs.policy.documents import bodies, found, is_selected, mapping
from geobot_constructs.policy.network_semantics import EVERYWHERE, Side
from geobot_constructs.policy.schema_error import shown

EDGE_OPEN = "edge-open"
"""Rule: each declared edge passes both of its ends."""

EDGE_CLOSED = "edge-closed"
"""Rule: nothing passes that nobody declared."""

SERVICE_SELECTOR_COVERS = "service-selector-covers"
"""Rule: an egress rule meets the address of the Service too.

The VPC CNI judges a connection to a ClusterIP by that address, which it adds to a rule where the rule's podSelector matches the Service's
selector. Source: github.com/aws/amazon-network-policy-controller-k8s, pkg/resolvers/endpoints.go.
"""


def matrix(output: Output, platform: Platform) -> dict[str, tuple[Row, ...]]:
    """Every pair of parties in each region, whether it is declared and whether it is open."""
    return {view.region.name: tuple(view.rows()) for view in views(output, platform)}


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Compare what passes with what is declared, in each region."""
    for view in views(output, platform):
        yield from _unknown_pods(view)
        opened: dict[tuple[str, str], tuple[Document, list[Row]]] = {}
        for row in view.rows():
            for direction, side in (("egress", row.egress), ("ingress", row.ingress)):
                if side is None or side.state == ("open" if row.declared else "shut"):
                    continue
                if row.declared:
                    yield _shut(view, row, direction, side)
                else:
                    for document, place in _places(row, direction, side):
                        opened.setdefault((document.path, place), (document, []))[1].append(row)
            if row.declared:
                yield from _uncovered(view, row)
        for (_, place), (document, rows) in opened.items():
            more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
            problem = f"{place}: opens {rows[0]}{more}, which nobody declares"
            yield found(document, EDGE_CLOSED, problem, "close it, or declare it in the catalog, such as in called_by")


def _unknown_pods(view: View) -> Iterator[Finding]:
    """Ends of edges in our own namespaces that no pod template is."""
    lost: dict[Pods, list[Edge]] = {}
    for edge in view.edges:
        for end in (edge.source, edge.destination):
            if isinstance(end, Pods) and end.namespace in view.own_namespaces and not any(party.emitted for party in view.meant(end)):
                lost.setdefault(end, []).append(edge)
    for end, missing in lost.items():
        problem = f"{end}: dist/ holds no such pods, but {missing[0]} is declared"
        yield Finding(f"dist/{view.region.name}", EDGE_OPEN, "", problem, "add their chart, or take them out of called_by in the catalog")


def _shut(view: View, row: Row, direction: str, side: Side) -> Finding:
    gate = view.gates["egress"][row.source] if direction == "egress" else view.gates["ingress"][row.destination]
    names = ", ".join(sorted({policy.document.name for policy in gate.isolating}))
    # The policy that is about these pods, rather than the one that closes the namespace.
    closest = next((policy for policy in gate.isolating if policy.selector), gate.isolating[0])
    extent = "shut" if side.state == "shut" else "open to a part of the addresses"
    problem = f"{row}: {direction} is {extent}, no rule of {names} opens it"
    return found(closest.document, EDGE_OPEN, problem, f"add an {direction} rule for it, or stop declaring it")


def _places(row: Row, direction: str, side: Side) -> Iterator[tuple[Document, str]]:
    party = row.source if direction == "egress" else row.destination
    if not side.openers and party.emitted:
        yield party.emitted.document, f"{party.emitted.at('metadata.labels')}: no NetworkPolicy isolates {direction} of these pods"
    for policy, peer in side.openers:
        yield policy.document, peer.place


def _uncovered(view: View, row: Row) -> Iterator[Finding]:
    if not (row.egress and row.egress.openers and row.destination.emitted):
        return
    for service in view.cluster.of_kind("Service"):
        selector = mapping(service.body, "spec", "selector")
        if not _serves(service, selector, row):
            continue
        peers = [peer for _, peer in row.egress.openers]
        if not any(peer.block == EVERYWHERE or (peer.block is None and is_selected(peer.pods or {}, selector)) for peer in peers):
            policy, peer = row.egress.openers[0]
            problem = f"{peer.place}: opens {row}, but not the address of Service {service.name}, whose selector is {shown(selector)}"
            yield found(
                policy.document, SERVICE_SELECTOR_COVERS, problem, "ask in podSelector for no label that the Service does not select"
            )


def _serves(service: Document, selector: Body, row: Row) -> bool:
    """Whether a Service with an address of its own leads to the destination's port."""
    there = (service.namespace or "default") == row.destination.namespace and mapping(service.body, "spec").get("clusterIP") != "None"
    if not (there and selector and is_selected({"matchLabels": selector}, row.destination.labels or {})):
        return False
    named = {name for name, protocol, number in row.destination.ports if (protocol, number) == (row.protocol, row.port)}
    return any(
        port.get("protocol", "TCP") == row.protocol and port.get("targetPort", port.get("port")) in [row.port, *named]
        for port in bodies(service.body, "spec", "ports")
    )
