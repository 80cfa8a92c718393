"""Checks on what was written: each policy is a pure function from plain documents to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.model.waiver import WaiverSpec
from geobot_constructs.policy import (
    api_life,
    autoscaling,
    bindings,
    boundaries,
    labels,
    lint,
    network_policies,
    parity,
    pod_security,
    reachability,
    references,
    schema,
    selectors,
    stacks,
    tokens,
    workloads,
)
from geobot_constructs.policy.schema import Schemas

WAIVER_UNUSED = "waiver-unused"
"""Rule: a waiver matches a finding; expiry is judged elsewhere."""

POLICIES: tuple[Callable[[Output, Platform], Iterator[Finding]], ...] = (
    lint.check,
    tokens.check,
    bindings.check,
    boundaries.check,
    references.check,
    autoscaling.check,
    selectors.check,
    labels.check,
    pod_security.check,
    workloads.check,
    network_policies.check,
    reachability.check,
    stacks.check,
    parity.check,
)
"""Every policy but `schema` and `api_life`, which need schemas besides."""


@dataclass(frozen=True)
class Report:
    """What all policies found."""

    findings: tuple[Finding, ...]
    """What nobody accepted, by file and rule: any stops the run."""

    waived: tuple[tuple[Finding, WaiverSpec], ...]
    """What a waiver accepts, with the first that does."""

    unchecked: tuple[str, ...]
    """Custom kinds that no schema judged for want of a directory of CRDs."""


def check_all(output: Output, platform: Platform, schemas: Schemas) -> Report:
    """Judge everything that was synthesized.

    Args:
        output: Both halves, or one alone.
        platform: What it was made from; its waivers accept findings.
        schemas: Schemas of the platform's Kubernetes version and the next, and of custom kinds where a directory of CRDs was named.
    """
    found = set(schema.check(output, platform, schemas)) | set(api_life.check(output, platform, schemas))
    shaped = Output(None if output.documents is None else tuple(filter(_has_shape, output.documents)), output.templates)
    for check in POLICIES:
        found.update(check(shaped, platform))
    findings: list[Finding] = []
    waived: list[tuple[Finding, WaiverSpec]] = []
    used: set[WaiverSpec] = set()
    for finding in sorted(found):
        accepting = [waiver for waiver in platform.shared.waivers if _accepts(waiver, finding)]
        used.update(accepting)
        if accepting:
            waived.append((finding, accepting[0]))
        else:
            findings.append(finding)
    if output.documents is not None and output.templates is not None:
        findings.extend(_unused(waiver) for waiver in platform.shared.waivers if waiver not in used)
    return Report(tuple(findings), tuple(waived), schemas.unchecked(output))


def _has_shape(document: Document) -> bool:
    """Whether a document has a kind and a place in the cluster; `schema` says so where it has none."""
    metadata = document.body.get("metadata")
    return isinstance(metadata, dict) and isinstance(metadata.get("namespace"), str | None) and isinstance(document.body.get("kind"), str)


def _accepts(waiver: WaiverSpec, finding: Finding) -> bool:
    """Whether rule and path are the finding's; `*` stands for anything inside one segment of the path."""
    pattern = "[^/]+".join(re.escape(part) for part in waiver.object.split("*"))
    return waiver.rule == finding.rule and re.fullmatch(pattern, finding.path) is not None


def _unused(waiver: WaiverSpec) -> Finding:
    problem = f"waivers: no finding matches, got rule {waiver.rule} and object {waiver.object}"
    return Finding("regions/platform.yaml", WAIVER_UNUSED, "", problem, "remove it, or correct rule and object")
