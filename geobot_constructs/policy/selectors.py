"""Every selector meets the pods it is meant for, and only those."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import Cluster, Pods, bodies, clusters, found, is_selected, mapping
from geobot_constructs.policy.schema_error import shown

SELECTOR_MATCHES = "selector-matches"
"""Rule: a selector matches pods: its own template, or some in its namespace."""

PODS_SELECTED_ONCE = "pods-selected-once"
"""Rule: no controller selects the pods of another workload."""

TARGET_PORT_EXISTS = "target-port-exists"
"""Rule: a Service sends to a port that its pods open."""

CONTROLLERS = frozenset({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout"})
"""Kinds that find their pods by a selector of their own."""


def check(output: Output, platform: Platform) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Follow every selector."""
    for cluster in clusters(output):
        # Helm charts put pods where dist/ shows none: their namespaces cannot be judged.
        foreign = {str(mapping(application.body, "spec", "destination").get("namespace")) for application, _ in cluster.helm_applications()}
        for template in cluster.pods:
            if template.document.kind in CONTROLLERS:
                yield from _controller(cluster, template)
        for document in cluster.of_kind("Service", "PodDisruptionBudget", "NetworkPolicy"):
            selector = _selector(document)
            if selector is None:
                continue
            selected = cluster.pods_in(document.namespace, selector)
            if not selected and document.namespace not in foreign:
                problem = f"{_FIELD[document.kind]}: matches no pod template in namespace {document.namespace}, got {shown(selector)}"
                yield found(document, SELECTOR_MATCHES, problem, "select the labels of a pod template there")
            if document.kind == "Service":
                yield from _ports(document, selected)


_FIELD = {"Service": "spec.selector", "PodDisruptionBudget": "spec.selector", "NetworkPolicy": "spec.podSelector"}


def _selector(document: Document) -> Body | None:
    """The selector of a document; None where it has none or an empty one, which means everything."""
    written = mapping(document.body, *_FIELD[document.kind].split("."))
    if not written:
        return None
    return {"matchLabels": written} if document.kind == "Service" else written


def _controller(cluster: Cluster, template: Pods) -> Iterator[Finding]:
    document = template.document
    selector = mapping(document.body, "spec", "selector")
    if not selector or not is_selected(selector, template.labels):
        problem = f"spec.selector: does not match the labels of spec.template, got {shown(selector)}"
        yield found(document, SELECTOR_MATCHES, problem, "select a part of the template's labels that never changes")
        return
    for other in cluster.pods_in(document.namespace, selector):
        if other.document is not document:
            problem = f"spec.selector: also matches the pods of {other.document.kind} {other.document.name}, got {shown(selector)}"
            yield found(document, PODS_SELECTED_ONCE, problem, "give each workload its own app.kubernetes.io/name")


def _ports(service: Document, selected: list[Pods]) -> Iterator[Finding]:
    for index, port in enumerate(bodies(service.body, "spec", "ports")):
        target = port.get("targetPort", port.get("port"))
        protocol = port.get("protocol", "TCP")
        for template in selected:
            opened = _opened(template, protocol)
            if target not in opened:
                problem = (
                    f"spec.ports[{index}].targetPort: {template.document.kind} {template.document.name} opens no such port, got {target}"
                )
                yield found(service, TARGET_PORT_EXISTS, problem, f"choose one of {', '.join(map(str, opened)) or 'none'}, or open it")


def _opened(template: Pods, protocol: object) -> list[Any]:
    """Names and numbers of the ports that containers of a pod open."""
    ports = [port for _, container in template.containers for port in bodies(container, "ports") if port.get("protocol", "TCP") == protocol]
    return [port[field] for field in ("name", "containerPort") for port in ports if field in port]
