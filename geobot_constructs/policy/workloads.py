"""What every pod of this platform has beside Pod Security: its own account, requests, a pinned image, a graceful end, spread."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Output
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.policy.documents import Cluster, Pods, bodies, clusters, found, is_selected, listing, mapping
from geobot_constructs.policy.schema_error import shown

SERVICE_ACCOUNT_DEDICATED = "service-account-dedicated"
"""Rule: a workload has a ServiceAccount of its own."""

TOKEN_NOT_MOUNTED = "token-not-mounted"  # noqa: S105 - a rule id
"""Rule: no API token is mounted unless the account has a role."""

ROOT_READ_ONLY = "root-read-only"
"""Rule: containers cannot write to their image."""

RESOURCES_DECLARED = "resources-declared"
"""Rule: requests and a memory limit, and no CPU limit, which would throttle."""

PRIORITY_NAMED = "priority-named"
"""Rule: a pod says which others it makes room for."""

IMAGE_PINNED = "image-pinned"
"""Rule: an image has a version and comes from the region's own registry."""

DRAIN_FITS = "drain-fits"
"""Rule: SIGKILL comes after the wait before SIGTERM."""

PODS_SPREAD = "pods-spread"
"""Rule: pods of a service stand in several zones and nodes and leave one by one."""

HISTORY_KEPT = "history-kept"
"""Rule: old revisions can be rolled back to, a bounded number."""

SERVICES = frozenset({"Deployment", "Rollout", "StatefulSet"})
"""Kinds that run all the time, in several pods."""

SPREAD = ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
"""Topology keys that pods are spread over."""

_REQUESTS = ("cpu", "memory", "ephemeral-storage")
# Source: Kubernetes API reference, PodSpec.terminationGracePeriodSeconds.
_DEFAULT_GRACE_SECONDS = 30
_SLEEP = re.compile(r"\bsleep (\d+)\b")


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Judge every pod template of every region."""
    regions = {region.name: region for region in platform.regions}
    for cluster in clusters(output):
        owners: dict[tuple[str | None, str], Pods] = {}
        region = regions.get(cluster.region)
        for template in cluster.pods:
            for rule, problem, remedy in (*_account(cluster, template, owners), *_pod(template), *_containers(template, region)):
                yield found(template.document, rule, problem, remedy)
            if template.document.kind in SERVICES:
                for rule, problem, remedy in _service(cluster, template):
                    yield found(template.document, rule, problem, remedy)


def _account(cluster: Cluster, template: Pods, owners: dict[tuple[str | None, str], Pods]) -> Iterator[tuple[str, str, str]]:
    name, place = template.spec.get("serviceAccountName"), template.at("spec.serviceAccountName")
    if not isinstance(name, str) or name in ("", "default"):
        yield SERVICE_ACCOUNT_DEDICATED, f"{place}: is not the workload's own, got {shown(name)}", "name a ServiceAccount of its own"
        return
    namespace = template.document.namespace
    first = owners.setdefault((namespace, name), template)
    if first is not template:
        problem = f"{place}: {first.document.kind} {first.document.name} uses it too, got {name}"
        yield SERVICE_ACCOUNT_DEDICATED, problem, "give each workload its own ServiceAccount"
    is_mounted = template.spec.get("automountServiceAccountToken") is not False
    if is_mounted and not _has_role(cluster, namespace, name):
        place = template.at("spec.automountServiceAccountToken")
        got = shown(template.spec.get("automountServiceAccountToken"))
        yield TOKEN_NOT_MOUNTED, f"{place}: should be false, no RoleBinding names {name}, got {got}", "write false, or bind a role"


def _has_role(cluster: Cluster, namespace: str | None, name: str) -> bool:
    return any(
        subject.get("kind") == "ServiceAccount" and subject.get("name") == name and subject.get("namespace", binding.namespace) == namespace
        for binding in cluster.of_kind("RoleBinding", "ClusterRoleBinding")
        for subject in bodies(binding.body, "subjects")
    )


def _pod(template: Pods) -> Iterator[tuple[str, str, str]]:
    if not template.spec.get("priorityClassName"):
        yield PRIORITY_NAMED, f"{template.at('spec.priorityClassName')}: is missing", "name a PriorityClass of the catalog"
    grace = template.spec.get("terminationGracePeriodSeconds", _DEFAULT_GRACE_SECONDS)
    for place, container in template.containers:
        wait = _wait_seconds(mapping(container, "lifecycle", "preStop"))
        if wait is not None and isinstance(grace, int) and grace <= wait:
            problem = f"{template.at('spec.terminationGracePeriodSeconds')}: is not longer than preStop of {place}, got {grace} and {wait}"
            yield DRAIN_FITS, problem, f"write more than {wait}"


def _wait_seconds(hook: Body) -> int | None:
    """How long a preStop hook sleeps; None where it does not."""
    seconds = mapping(hook, "sleep").get("seconds")
    match = _SLEEP.search(" ".join(map(str, listing(hook, "exec", "command"))))
    return seconds if isinstance(seconds, int) else int(match[1]) if match else None


def _containers(template: Pods, region: Region | None) -> Iterator[tuple[str, str, str]]:
    for place, container in template.containers:
        if mapping(container, "securityContext").get("readOnlyRootFilesystem") is not True:
            got = shown(mapping(container, "securityContext").get("readOnlyRootFilesystem"))
            yield (
                ROOT_READ_ONLY,
                f"{place}.securityContext.readOnlyRootFilesystem: should be true, got {got}",
                "mount an emptyDir where it writes",
            )
        requests, limits = mapping(container, "resources", "requests"), mapping(container, "resources", "limits")
        missing = [resource for resource in _REQUESTS if resource not in requests]
        if missing:
            yield RESOURCES_DECLARED, f"{place}.resources.requests: lacks {', '.join(missing)}", "request what one pod needs"
        if "memory" not in limits:
            yield RESOURCES_DECLARED, f"{place}.resources.limits.memory: is missing", "write the memory at which the container is ended"
        if "cpu" in limits:
            yield (
                RESOURCES_DECLARED,
                f"{place}.resources.limits.cpu: throttles, got {limits['cpu']}",
                "remove it; the request keeps the share",
            )
        yield from _image(place, container.get("image"), region)


def _image(place: str, image: object, region: Region | None) -> Iterator[tuple[str, str, str]]:
    if not isinstance(image, str):
        return
    repository, _, digest = image.partition("@")
    tag = repository.rpartition("/")[2].partition(":")[2]
    if tag == "latest" or not (tag or digest):
        yield IMAGE_PINNED, f"{place}.image: names no version, got {image}", "write the tag of regions/platform.yaml"
    # The registry of `naming.image`, without the repository.
    registry = "" if region is None else f"{region.account}.dkr.ecr.{region.name}.amazonaws.com/"
    if not image.startswith(registry):
        yield IMAGE_PINNED, f"{place}.image: is not in the region's own registry, got {image}", f"copy it to {registry} and name it there"


def _service(cluster: Cluster, template: Pods) -> Iterator[tuple[str, str, str]]:
    document = template.document
    spread = [constraint.get("topologyKey") for constraint in bodies(template.spec, "topologySpreadConstraints")]
    missing = [key for key in SPREAD if key not in spread]
    if missing:
        problem = f"{template.at('spec.topologySpreadConstraints')}: lacks {', '.join(missing)}"
        yield PODS_SPREAD, problem, "spread over zones and nodes"
    if not any(
        budget.namespace == document.namespace and is_selected(mapping(budget.body, "spec", "selector"), template.labels)
        for budget in cluster.of_kind("PodDisruptionBudget")
    ):
        yield PODS_SPREAD, f"{template.at('metadata.labels')}: no PodDisruptionBudget selects these pods", "add one"
    if mapping(document.body, "spec").get("revisionHistoryLimit") is None:
        yield HISTORY_KEPT, "spec.revisionHistoryLimit: is missing", "write how many revisions are kept"
