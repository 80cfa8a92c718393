"""A namespace is closed before anybody opens it, for pods that `dist/` does not hold too."""

from __future__ import annotations

from collections.abc import Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import Cluster, clusters, found, listing, mapping

DEFAULT_DENY = "default-deny"
"""Rule: a namespace of ours denies what no policy allows, in both directions."""

_DIRECTIONS = {"Ingress": "ingress", "Egress": "egress"}


def check(output: Output, platform: Platform) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Judge every namespace that `dist/` makes."""
    for cluster in clusters(output):
        for namespace in cluster.of_kind("Namespace"):
            yield from _default_deny(cluster, namespace)


def _default_deny(cluster: Cluster, namespace: Document) -> Iterator[Finding]:
    missing = set(_DIRECTIONS)
    for policy in cluster.of_kind("NetworkPolicy"):
        spec = mapping(policy.body, "spec")
        if policy.namespace == namespace.name and spec.get("podSelector") == {}:
            missing -= {each for each, rules in _DIRECTIONS.items() if each in listing(spec, "policyTypes") and not spec.get(rules)}
    if missing:
        problem = f"metadata.name: nothing denies {' and '.join(sorted(missing))} by default in namespace {namespace.name}"
        yield found(namespace, DEFAULT_DENY, problem, "add a NetworkPolicy with an empty podSelector, both policyTypes and no rule")
