"""Nothing connects unless a policy says so, and every pod can resolve names."""

from __future__ import annotations

from collections.abc import Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import Cluster, Pods, bodies, clusters, found, is_selected, listing, mapping

DEFAULT_DENY = "default-deny"
"""Rule: a namespace of ours denies what no policy allows, in both directions."""

DNS_ALLOWED = "dns-allowed"
"""Rule: a policy that selects the pod lets it ask for names."""

DNS_PORT = 53
"""Port of the cluster's resolver."""

_DIRECTIONS = {"Ingress": "ingress", "Egress": "egress"}


def check(output: Output, platform: Platform) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Judge every namespace that `dist/` makes and every pod template."""
    for cluster in clusters(output):
        for namespace in cluster.of_kind("Namespace"):
            yield from _default_deny(cluster, namespace)
        for template in cluster.pods:
            if not any(_allows_dns(policy) for policy in _policies(cluster, template)):
                problem = f"{template.at('metadata.labels')}: no NetworkPolicy that selects these pods allows egress to port {DNS_PORT}"
                yield found(template.document, DNS_ALLOWED, problem, "add an allow policy with its dependencies and DNS")


def _default_deny(cluster: Cluster, namespace: Document) -> Iterator[Finding]:
    missing = set(_DIRECTIONS)
    for policy in cluster.of_kind("NetworkPolicy"):
        spec = mapping(policy.body, "spec")
        if policy.namespace == namespace.name and spec.get("podSelector") == {}:
            missing -= {each for each, rules in _DIRECTIONS.items() if each in listing(spec, "policyTypes") and not spec.get(rules)}
    if missing:
        problem = f"metadata.name: nothing denies {' and '.join(sorted(missing))} by default in namespace {namespace.name}"
        yield found(namespace, DEFAULT_DENY, problem, "add a NetworkPolicy with an empty podSelector, both policyTypes and no rule")


def _policies(cluster: Cluster, template: Pods) -> Iterator[Body]:
    for policy in cluster.of_kind("NetworkPolicy"):
        spec = mapping(policy.body, "spec")
        if policy.namespace == template.document.namespace and is_selected(mapping(spec, "podSelector"), template.labels):
            yield spec


def _allows_dns(spec: Body) -> bool:
    return any("ports" not in rule or any(_is_dns(port) for port in bodies(rule, "ports")) for rule in bodies(spec, "egress"))


def _is_dns(port: Body) -> bool:
    first = port.get("port", DNS_PORT)
    last = port.get("endPort", first)
    if not (isinstance(first, int) and isinstance(last, int)):
        return False
    return port.get("protocol") == "UDP" and first <= DNS_PORT <= last
