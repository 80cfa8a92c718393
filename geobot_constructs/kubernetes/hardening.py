"""What every pod template goes through, ours and the teams': Pod Security `restricted` and no path hashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geobot_constructs.errors import ManifestError
from geobot_constructs.model import naming
from geobot_constructs.model.output import POD_TEMPLATES, Body

NON_ROOT_ID = 65532
"""User and group of every container. Source: distroless images, user `nonroot`, 2026-11-24."""

PATH_HASH_LABEL = "cdk8s.io/metadata.addr"
"""Label cdk8s-plus derives from the construct path; it would change when a construct moves."""

POD_SECURITY: Body = {
    "runAsNonRoot": True,
    "runAsUser": NON_ROOT_ID,
    "runAsGroup": NON_ROOT_ID,
    "fsGroup": NON_ROOT_ID,
    "fsGroupChangePolicy": "OnRootMismatch",
    "seccompProfile": {"type": "RuntimeDefault"},
}
"""Security context of every pod. Source: Kubernetes documentation, Pod Security Standards, Restricted."""

CONTAINER_SECURITY: Body = {
    "allowPrivilegeEscalation": False,
    "privileged": False,
    "readOnlyRootFilesystem": True,
    "runAsNonRoot": True,
    "runAsUser": NON_ROOT_ID,
    "runAsGroup": NON_ROOT_ID,
    "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"},
}
"""Security context of every container. Source: as above."""


def hardened_pod(template: Body, labels: dict[str, str]) -> Body:
    """A pod template with the project's security settings in place of whatever it said of them.

    Args:
        template: `metadata` and `spec` of the pods.
        labels: Labels every pod of the workload carries; the template's own are kept beside them.
    """
    metadata, spec = template.get("metadata", {}), template.get("spec", {})
    kept = {key: value for key, value in metadata.get("labels", {}).items() if key != PATH_HASH_LABEL}
    containers = {
        field: [{**container, "securityContext": CONTAINER_SECURITY} for container in spec[field]]
        for field in ("initContainers", "containers")
        if field in spec
    }
    return {
        **template,
        "metadata": {**metadata, "labels": {**kept, **labels}},
        "spec": {
            **spec,
            "automountServiceAccountToken": False,
            "enableServiceLinks": False,
            "hostIPC": False,
            "hostNetwork": False,
            "hostPID": False,
            "securityContext": POD_SECURITY,
            **containers,
        },
    }


def hardened_chart(bodies: Sequence[Body], *, platform: str, app: str, component: str) -> list[Body]:
    """The objects of a team's chart with our labels, our pod security and without path hashes.

    A workload, its pods and every selector of them carry the workload's own name, everything else the app's: a chart may
    hold several workloads. What has not the shape of pods is left as it is, for the schema to judge.

    Args:
        bodies: The objects as cdk8s-plus wrote them.
        platform: Name of the platform.
        app: Name of the team's app.
        component: Its part in the platform.

    Raises:
        ManifestError: a selector asks for the path hash of no workload of the chart.
    """
    names = {path_hash: name for body in bodies if (path_hash := _path_hash(body)) and isinstance(name := _name(body), str)}
    selectors = {path_hash: naming.selector(platform, name) for path_hash, name in names.items()}
    return [
        _hardened_document(body, naming.labels(platform, names.get(_path_hash(body) or "", app), component), selectors) for body in bodies
    ]


def _hardened_document(body: Body, labels: dict[str, str], selectors: Mapping[str, dict[str, str]]) -> Body:
    metadata, kind = body["metadata"], body["kind"]
    result: Body = {
        "apiVersion": body["apiVersion"],
        "kind": kind,
        "metadata": {**metadata, "labels": {**_without_hash(metadata.get("labels", {})), **labels}},
    }
    for key, value in body.items():
        if key not in result:
            result[key] = _select(value, selectors, f"{kind} {_name(body)}: {key}")
    if _is_template(_template(result)):
        result = _with_pods(result, POD_TEMPLATES[kind], labels)
    if kind == "Service" and isinstance(result.get("spec"), dict) and result["spec"].get("externalIPs") == []:
        del result["spec"]["externalIPs"]
    return result


def _name(body: Body) -> object:
    return body["metadata"].get("name")


def _template(body: Body) -> object:
    """Whatever stands where the kind keeps its pod template; None for a kind without."""
    found: Any = body if body["kind"] in POD_TEMPLATES else None
    for step in POD_TEMPLATES.get(body["kind"], ()):
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _path_hash(body: Body) -> str | None:
    """Path hash that the pods of an object carry; None where it has no pods, or they have no hash."""
    found: Any = _template(body)
    for step in ("metadata", "labels", PATH_HASH_LABEL):
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None


def _is_template(template: object) -> bool:
    """Whether something has the shape of pods as far as hardening goes."""
    if not isinstance(template, dict):
        return False
    metadata, spec = template.get("metadata", {}), template.get("spec")
    if not isinstance(metadata, dict) or not isinstance(metadata.get("labels", {}), dict) or not isinstance(spec, dict):
        return False
    containers = [spec.get(field, []) for field in ("initContainers", "containers")]
    return all(isinstance(each, list) and all(isinstance(container, dict) for container in each) for each in containers)


def _with_pods(body: Body, steps: Sequence[str], labels: dict[str, str]) -> Body:
    """The body with hardened pods where the steps lead."""
    if not steps:
        return hardened_pod(body, labels)
    return {**body, steps[0]: _with_pods(body[steps[0]], steps[1:], labels)}


def _without_hash(labels: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in labels.items() if key != PATH_HASH_LABEL}


def _select(value: Any, selectors: Mapping[str, dict[str, str]], where: str) -> Any:
    """The value with every selector by path hash replaced by that of the workload."""
    if isinstance(value, dict):
        if PATH_HASH_LABEL in value:
            selector = selectors.get(str(value[PATH_HASH_LABEL]))
            if selector is None:
                raise ManifestError(
                    f"{where}: selects pods of no workload of the chart, got {PATH_HASH_LABEL} {value[PATH_HASH_LABEL]}; "
                    "select a workload of this chart, or the labels of another's pods"
                )
            return {**_without_hash(value), **selector}
        return {key: _select(inner, selectors, f"{where}.{key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [_select(inner, selectors, f"{where}[{index}]") for index, inner in enumerate(value)]
    return value
