"""Reading a cloud assembly, and what CloudFormation would do with a changed one."""

import json
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cfnlint

from geobot_constructs.model.database import ReplicaOrigin
from geobot_constructs.model.loading import load_inputs
from geobot_constructs.model.platform import Platform, join
from geobot_constructs.platform.runtime import NODE
from tests.support import ROOT, reference_platform

REGIONS = tuple(region.name for region in reference_platform().regions)

Template = dict[str, Any]

CDK = ROOT / "node_modules" / "aws-cdk" / "bin" / "cdk"

SCHEMAS = Path(cfnlint.__file__).parent / "data" / "schemas"
"""cfn-lint's copy of the CloudFormation registry."""


def template(assembly: Path, region: str, stack: str) -> Template:
    """Template of one stack of the reference platform."""
    found: Template = json.loads((assembly / f"geo-bot-{region}-{stack}.template.json").read_bytes())
    return found


def resources(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """Resources of one type, by logical id."""
    return {logical_id: body for logical_id, body in template["Resources"].items() if body["Type"] == kind}


def only(template: Template, kind: str) -> dict[str, Any]:
    """The one resource of a type."""
    (found,) = resources(template, kind).values()
    return found


def platform_with(**changes: dict[str, Any]) -> Platform:
    """The reference platform with other fields in some regions; names of regions are written with underscores."""
    inputs = load_inputs(ROOT, reference_platform().regions[0].catalog)
    specs = {name: spec.model_copy(update=changes.get(name.replace("-", "_"), {})) for name, spec in inputs.specs.items()}
    return join(inputs.shared, specs, reference_platform().regions[0].catalog)


def promoted(writer: str, successor: str) -> Platform:
    """The reference platform after `successor` took over from `writer`: what a person changes, and nothing else."""
    specs = {region.name: region.spec for region in reference_platform().regions}
    database = specs[successor].database
    assert isinstance(database.origin, ReplicaOrigin)
    cut_loose = database.model_copy(update={"origin": database.origin.model_copy(update={"promoted": True})})
    changes: dict[str, dict[str, Any]] = {writer: {"role": "secondary"}, successor: {"role": "primary", "database": cut_loose}}
    return platform_with(**{name.replace("-", "_"): fields for name, fields in changes.items()})


def replaced_or_removed(old: Template, new: Template) -> Iterator[str]:
    """What an update would replace or remove, judged by `createOnlyProperties` of the registry."""
    for logical_id, before in old["Resources"].items():
        after = new["Resources"].get(logical_id)
        if after is None or after["Type"] != before["Type"]:
            yield f"{logical_id} removed"
            continue
        for pointer in create_only(before["Type"]):
            path = pointer.split("/")[2:]
            if _at(before.get("Properties", {}), path) != _at(after.get("Properties", {}), path):
                yield f"{logical_id} replaced by {'.'.join(path)}"


@cache
def create_only(kind: str) -> tuple[str, ...]:
    """JSON pointers of the properties that make CloudFormation replace a resource."""
    file = json.loads((SCHEMAS / "providers" / "us-east-1.json").read_bytes())[kind]
    schema = json.loads((SCHEMAS / "resources" / file).with_suffix(".json").read_bytes())
    return tuple(schema.get("createOnlyProperties", ()))


def _at(value: Any, path: list[str]) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def cdk_diff(stack: str, *, old: Path, new: Path, folder: Path) -> str:
    """What the real `cdk diff` says of one stack, without credentials or network.

    Args:
        stack: Name of the stack.
        old: Template that is deployed.
        new: Assembly that would be.
        folder: Empty folder, for HOME.
    """
    options = ("--exclusively", "--no-color", "--no-notices", "--version-reporting=false")
    done = subprocess.run(
        [NODE, CDK, "diff", stack, "--app", new, "--template", old, *options],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder), "AWS_EC2_METADATA_DISABLED": "true", "CDK_DISABLE_CLI_TELEMETRY": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout + done.stderr
