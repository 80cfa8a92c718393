"""Every document is valid against the strict schema of its kind: a misspelt or misplaced field stops synthesis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jsonschema_rs import Draft202012Validator

from geobot_constructs.errors import GeobotError
from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy import cel_rules
from geobot_constructs.policy.core_schemas import CoreSchemas
from geobot_constructs.policy.crd_schemas import CrdSchemas
from geobot_constructs.policy.documents import found
from geobot_constructs.policy.schema_error import explain, shown

SCHEMA_VALID = "schema-valid"
"""Rule: fields, types and values are those of the kind."""

KIND_KNOWN = "kind-known"
"""Rule: the kind is served, in that version."""


class Schemas:
    """Schemas of one Kubernetes version, the next, and one directory of CRDs; keep it, its validators are compiled once."""

    def __init__(self, version: str, crds: Path | None = None, cache: Path | None = None) -> None:
        """Find the schemas.

        Args:
            version: Kubernetes minor version, such as `1.35`.
            crds: Directory of CustomResourceDefinitions; None leaves custom kinds unchecked.
            cache: Folder for converted CRDs; None keeps none.

        Raises:
            GeobotError: there are no schemas of that version or of the next, or the directory of CRDs holds none.
        """
        self.core = CoreSchemas(version)
        """Kinds of Kubernetes itself."""

        self.following = _following(version)
        """Kinds of the next minor version, to which clusters are upgraded."""

        self.custom = None if crds is None else CrdSchemas(crds, cache)
        """Custom kinds; None where no directory was named."""

    def unchecked(self, output: Output) -> tuple[str, ...]:
        """Custom kinds that no schema judged for want of a directory of CRDs, such as `ExternalSecret external-secrets.io/v1`."""
        if self.custom is not None:
            return ()
        kinds = {(document.kind, document.api_version) for document in output.documents or ()}
        return tuple(sorted(f"{kind} {api_version}" for kind, api_version in kinds if not self.core.serves_group(api_version)))


def _following(version: str) -> CoreSchemas:
    major, _, minor = version.partition(".")
    following = f"{major}.{int(minor) + 1}"
    try:
        return CoreSchemas(following)
    except GeobotError:
        raise GeobotError(
            f"kubernetes_version: kubernetes-validate has no schemas of the version after it, {following}, got {version}; "
            "upgrade kubernetes-validate, or choose an earlier version"
        ) from None


def check(output: Output, platform: Platform, schemas: Schemas) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Judge every document of every origin.

    Args:
        output: What was synthesized.
        platform: Unused: a schema is the same in every region.
        schemas: Of the version that the manifests are held to.
    """
    for document in output.documents or ():
        for problem, remedy, rule in _problems(document, schemas):
            yield found(document, rule, problem, remedy)


def _problems(document: Document, schemas: Schemas) -> Iterator[tuple[str, str, str]]:
    body = document.body
    for field in ("apiVersion", "kind"):
        if not isinstance(body.get(field), str) or not body[field]:
            yield f"{field}: is missing or no string, got {shown(body.get(field))}", f"write the {field}", SCHEMA_VALID
            return
    if not isinstance(body.get("metadata"), dict):
        yield f"metadata: should be of type object, got {shown(body.get('metadata'))}", "write a name under metadata", SCHEMA_VALID
        return
    core, kind, api_version = schemas.core, document.kind, document.api_version
    if core.serves_group(api_version):
        origin = f"{kind} {api_version} in Kubernetes {core.version}"
        compiled = core.kind(api_version, kind)
        if compiled is None:
            yield (
                f"kind: Kubernetes {core.version} does not serve {kind} {api_version}",
                "choose a kind and version that it serves",
                KIND_KNOWN,
            )
        else:
            yield from _judged(compiled, body, origin)
        return
    if schemas.custom is not None:
        yield from _custom(document, schemas.custom)
    yield from _judged(core.metadata(), body["metadata"], f"metadata in Kubernetes {core.version}", ("metadata",))


def _custom(document: Document, custom: CrdSchemas) -> Iterator[tuple[str, str, str]]:
    kind, api_version = document.kind, document.api_version
    group, _, version = api_version.rpartition("/")
    compiled = custom.kind(api_version, kind)
    if compiled is not None:
        origin, refused = f"{kind} {api_version}", False
        for problem in _judged(compiled, document.body, origin):
            refused = True
            yield problem
        if not refused and (tree := custom.rules(api_version, kind)):
            yield from ((*broken, cel_rules.CEL_RULE) for broken in cel_rules.violations(tree, document.body, origin))
    elif custom.holds(group, kind):
        served = ", ".join(sorted(custom.served(group, kind))) or "no version"
        yield f"apiVersion: {kind} of {group} is not served in that version, got {version}", f"choose one of {served}", KIND_KNOWN
    else:
        yield f"kind: the directory of CRDs does not define {kind} {api_version}", "correct the kind, or add its CRD", KIND_KNOWN


def _judged(
    compiled: tuple[Body, Draft202012Validator], body: Body, origin: str, at: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str]]:
    schema, validator = compiled
    if not validator.is_valid(body):
        for problem, remedy in explain(schema, validator, body, origin, at):
            yield problem, remedy, SCHEMA_VALID
