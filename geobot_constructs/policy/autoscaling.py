"""One owner for the number of pods: an autoscaler with the bounds of the region's file, or the manifest."""

from __future__ import annotations

from collections.abc import Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Document, Output
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.policy.documents import Cluster, clusters, found, mapping, text

REPLICAS_OWNED = "replicas-owned"
"""Rule: `replicas` is absent under an autoscaler and present elsewhere; nothing has two autoscalers."""

BOUNDS_DECLARED = "bounds-declared"
"""Rule: an autoscaler has the bounds of the region's file."""

SCALED = ("Deployment", "StatefulSet", "Rollout")
"""Kinds with a number of pods."""

_BOUNDS = {"HorizontalPodAutoscaler": ("minReplicas", "maxReplicas"), "ScaledObject": ("minReplicaCount", "maxReplicaCount")}

Target = tuple[str, str | None, str]


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Compare autoscalers with what they scale and with the region's file."""
    regions = {region.name: region for region in platform.regions}
    for cluster in clusters(output):
        scalers: dict[Target, list[Document]] = {}
        for scaler in cluster.of_kind(*_BOUNDS):
            scalers.setdefault(_target(scaler), []).append(scaler)
        yield from _owners(cluster, scalers)
        for target, own in scalers.items():
            yield from (finding for scaler in own for finding in _bounds(scaler, target, regions.get(cluster.region)))


def _target(scaler: Document) -> Target:
    reference = mapping(scaler.body, "spec", "scaleTargetRef")
    return str(reference.get("kind") or "Deployment"), scaler.namespace, str(reference.get("name"))


def _owners(cluster: Cluster, scalers: dict[Target, list[Document]]) -> Iterator[Finding]:
    for document in cluster.of_kind(*SCALED):
        own = scalers.get((document.kind, document.namespace, document.name), [])
        replicas = mapping(document.body, "spec").get("replicas")
        if own and replicas is not None:
            problem = f"spec.replicas: {own[0].kind} {own[0].name} owns it, got {replicas}"
            yield found(document, REPLICAS_OWNED, problem, "remove it: each sync would undo the autoscaler")
        if not own and replicas is None:
            yield found(
                document,
                REPLICAS_OWNED,
                f"spec.replicas: is missing and no autoscaler owns {document.name}",
                "write it, or add an autoscaler",
            )
        for second in own[1:]:
            problem = f"spec.scaleTargetRef: {own[0].kind} {own[0].name} scales it too, got {document.kind} {document.name}"
            yield found(second, REPLICAS_OWNED, problem, "keep one autoscaler")


def _bounds(scaler: Document, target: Target, region: Region | None) -> Iterator[Finding]:
    low, high = (mapping(scaler.body, "spec").get(field) for field in _BOUNDS[scaler.kind])
    fields = " and ".join(f"spec.{field}" for field in _BOUNDS[scaler.kind])
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield found(scaler, BOUNDS_DECLARED, f"{fields}: the least is above the most, got {low} and {high}", "lower one or raise the other")
        return
    declared = {} if region is None else {workload.spec.name: workload for workload in region.workloads}
    workload = declared.get(target[2])
    if workload is not None and (low, high) != (workload.min_replicas, workload.max_replicas):
        wanted = f"{workload.min_replicas} and {workload.max_replicas}"
        problem = f"{fields}: differ from regions/{scaler.region}.yaml, got {low} and {high}"
        yield found(scaler, BOUNDS_DECLARED, problem, f"write {wanted}, or change workloads.{target[2]} there")
    name = text(scaler.body, "metadata", "name")
    if workload is not None and scaler.kind == "HorizontalPodAutoscaler" and name != workload.spec.autoscaler.name:
        problem = f"metadata.name: is not the declared autoscaler of {target[2]}, got {name}"
        yield found(scaler, BOUNDS_DECLARED, problem, f"rename it to {workload.spec.autoscaler.name}")
