"""Every kind is still served after the next upgrade of Kubernetes, and in a version that its CRD does not give up."""

from __future__ import annotations

from collections.abc import Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.core_schemas import CoreSchemas, age
from geobot_constructs.policy.crd_schemas import CrdSchemas
from geobot_constructs.policy.documents import found
from geobot_constructs.policy.schema import Schemas

API_LIFE = "api-life"
"""Rule: the kind is served today and after the next upgrade, in a version that is not deprecated."""


def check(output: Output, platform: Platform, schemas: Schemas) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Judge the version of every document.

    Args:
        output: What was synthesized.
        platform: Unused: its Kubernetes version is that of the schemas.
        schemas: Of the platform's Kubernetes version and the next; custom kinds are judged where they have a directory of CRDs.
    """
    for document in output.documents or ():
        kind, api_version = document.body.get("kind"), document.body.get("apiVersion")
        if not isinstance(kind, str) or not isinstance(api_version, str):
            continue
        if schemas.core.serves_group(api_version):
            ended = _core(api_version, kind, schemas.core, schemas.following)
        else:
            ended = None if schemas.custom is None else _custom(api_version, kind, schemas.custom)
        if ended is not None:
            yield found(document, API_LIFE, *ended)


def _core(api_version: str, kind: str, target: CoreSchemas, following: CoreSchemas) -> tuple[str, str] | None:
    """Problem and remedy; None where both versions serve the kind, or neither knows it under any name: that is for `schema` to report."""
    is_now, is_later = target.serves(api_version, kind), following.serves(api_version, kind)
    if is_now and is_later:
        return None
    now, later = target.newest(api_version, kind), following.newest(api_version, kind)
    if not now and not later:
        return None
    if is_later:
        when = f"is not served before Kubernetes {following.version}"
    else:
        when = f"is gone in Kubernetes {following.version if is_now else target.version}"
    lasting = [each for each in now if each in later]
    if lasting:
        remedy = f"write {lasting[0]}"
    elif later:
        remedy = f"write {later[0]} with the upgrade to Kubernetes {following.version}"
    else:
        remedy = f"remove it, Kubernetes {following.version} has no such kind"
    return f"apiVersion: {when}, got {kind} {api_version}", remedy


def _custom(api_version: str, kind: str, custom: CrdSchemas) -> tuple[str, str] | None:
    """Problem and remedy; None where the CRD keeps the version, or the directory does not have it: that is for `schema` to report."""
    group, _, name = api_version.rpartition("/")
    versions = custom.versions(group, kind) if custom.holds(group, kind) else {}
    version = versions.get(name)
    if version is None or (version["served"] and not version["deprecated"]):
        return None
    what = "is deprecated" if version["served"] else "is not served"
    warning = f" ({' '.join(version['warning'].split())})" if version["warning"] else ""
    kept = sorted((each for each in versions if versions[each]["served"] and not versions[each]["deprecated"]), key=age, reverse=True)
    remedy = f"write {group}/{kept[0]}" if kept else "choose another kind, its CRD keeps no version"
    return f"apiVersion: {what} by its CRD{warning}, got {kind} {api_version}", remedy
