"""Every CloudFormation template of every region, written as a cloud assembly and read back as plain data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from geobot_constructs.errors import OutputError
from geobot_constructs.model.output import Template
from geobot_constructs.model.platform import Platform
from geobot_constructs.platform.assembly import build_app

DISK_ERROR = re.compile(r"(ENOSPC|EDQUOT|EFBIG|EACCES|EROFS|EIO): ([^,]+), \w+(?: '([^']+)')?")
"""How Node says that the file system refused. Source: Node documentation, Errors, common system errors."""


def build_templates(platform: Platform, folder: Path) -> tuple[Template, ...]:
    """Write the cloud assembly and read its templates.

    Args:
        platform: The whole platform.
        folder: Where the assembly goes; empty.

    Raises:
        OutputError: the file system refused.
    """
    try:
        build_app(platform, folder).synth()
    except RuntimeError as error:
        # jsii gives what Node says as text.
        if refusal := DISK_ERROR.search(str(error)):
            raise OutputError(
                f"cannot write the cloud assembly: {refusal[2]}; free some space, or make it writable, and run again"
            ) from None
        raise
    manifest = json.loads((folder / "manifest.json").read_text())
    stacks = {name: artifact for name, artifact in manifest["artifacts"].items() if artifact["type"] == "aws:cloudformation:stack"}
    return tuple(_template(folder, name, stacks) for name in sorted(stacks))


def _template(folder: Path, name: str, stacks: dict[str, Any]) -> Template:
    artifact = stacks[name]
    file = artifact["properties"]["templateFile"]
    return Template(
        path=f"cdk.out/{file}",
        region=artifact["environment"].rpartition("/")[2],
        stack=name,
        depends_on=tuple(other for other in artifact.get("dependencies", []) if other in stacks),
        body=json.loads((folder / file).read_text()),
        constructs=_constructs(folder, artifact),
    )


def _constructs(folder: Path, artifact: dict[str, Any]) -> dict[str, str]:
    """Path of the construct of each logical id, as the assembly's metadata says it."""
    metadata = artifact.get("metadata", {})
    if extra := artifact.get("additionalMetadataFile"):
        metadata = {**metadata, **json.loads((folder / extra).read_text())}
    return {
        entry["data"]: path.strip("/") for path, entries in metadata.items() for entry in entries if entry["type"] == "aws:cdk:logicalId"
    }
