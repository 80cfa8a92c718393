"""What every pod template goes through, ours and the teams': Pod Security `restricted` and no path hashes."""

from __future__ import annotations

from typing import Any

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


def hardened_document(body: Body, labels: dict[str, str], selector: dict[str, str]) -> Body:
    """An object of a team's chart with our labels, our pod security and without path hashes.

    Args:
        body: The object as cdk8s-plus wrote it.
        labels: Labels of the team's app, from `naming.labels`.
        selector: The part of them that selects pods, from `naming.selector`.
    """
    metadata = body["metadata"]
    result: Body = {
        "apiVersion": body["apiVersion"],
        "kind": body["kind"],
        "metadata": {**metadata, "labels": {**_without_hash(metadata.get("labels", {})), **labels}},
        **{key: _select(value, selector) for key, value in body.items() if key not in ("apiVersion", "kind", "metadata")},
    }
    if body["kind"] in POD_TEMPLATES and body["kind"] != "Pod":
        steps = POD_TEMPLATES[body["kind"]]
        holder: Any = result
        for step in steps[:-1]:
            holder = holder[step]
        holder[steps[-1]] = hardened_pod(holder[steps[-1]], labels)
    if body["kind"] == "Service" and result["spec"].get("externalIPs") == []:
        del result["spec"]["externalIPs"]
    return result


def _without_hash(labels: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in labels.items() if key != PATH_HASH_LABEL}


def _select(value: Any, selector: dict[str, str]) -> Any:
    """The value with every selector by path hash replaced by the app's own."""
    if isinstance(value, dict):
        if PATH_HASH_LABEL in value:
            own = {key: inner for key, inner in value.items() if key != PATH_HASH_LABEL}
            return {**own, **selector}
        return {key: _select(inner, selector) for key, inner in value.items()}
    if isinstance(value, list):
        return [_select(inner, selector) for inner in value]
    return value
