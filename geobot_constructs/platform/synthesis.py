"""From a Platform to `dist/` and `cdk.out/`: build, check, and only then put in place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geobot_constructs.errors import OutputError, RefusedError
from geobot_constructs.model.output import Document, Output, Template
from geobot_constructs.model.platform import Platform
from geobot_constructs.platform.runtime import node
from geobot_constructs.platform.staging import Folder, reported, staged
from geobot_constructs.platform.yaml_writer import to_yaml
from geobot_constructs.policy import Report, check_all
from geobot_constructs.policy.schema import Schemas

DIST = "dist"
"""Folder of the Kubernetes half, under the root of the project."""

CDK_OUT = "cdk.out"
"""Folder of the AWS half, under the root of the project, unless the `cdk` command names another."""

ASSEMBLY_FILES = {"manifest.json", "cdk.out"}
"""Files that every cloud assembly has."""


@dataclass(frozen=True)
class Target:
    """What is synthesized and where it goes."""

    dist: Path | None
    """Folder of the Kubernetes half; None leaves that half alone."""

    assembly: Path | None
    """Folder of the AWS half; None leaves that half alone."""


def synthesize(
    platform: Platform, target: Target, schemas: Schemas, progress: Callable[[str], None], placed: Callable[[], None] = lambda: None
) -> Report:
    """Build the halves that are asked for, check them, and put them in place together.

    Args:
        platform: The whole platform.
        target: Which halves, and where they go.
        schemas: What manifests are held to.
        progress: Told in a few words what is being done.
        placed: Told when the output is in place.

    Returns:
        What the policies found and accepted.

    Raises:
        RefusedError: a policy was broken; nothing was changed.
        OutputError: the file system refused; nothing was changed.
        GeobotError: Node stopped working, or a chart is wrong; nothing was changed.
    """
    dist = None if target.dist is None else Folder(target.dist, _not_of_dist)
    assembly = None if target.assembly is None else Folder(target.assembly, _not_of_an_assembly)
    with staged(tuple(folder for folder in (dist, assembly) if folder), placed) as commit, node():
        documents = None if dist is None else _kubernetes_half(platform, dist, progress)
        templates = None if assembly is None else _aws_half(platform, assembly, progress)
        progress("checking")
        report = check_all(Output(documents, templates), platform, schemas)
        if report.findings:
            raise RefusedError("\n".join(str(finding) for finding in report.findings))
        commit()
    return report


def _kubernetes_half(platform: Platform, folder: Folder, progress: Callable[[str], None]) -> tuple[Document, ...]:
    # Node starts here, and only for who asks for this half.
    from geobot_constructs.platform.documents import build_documents  # noqa: PLC0415 - only now: it starts Node or takes its time

    progress("building the Kubernetes half")
    documents = build_documents(platform)
    with reported(f"write {folder.final.name}"):
        for document in documents:
            path = folder.next / Path(document.path).relative_to(DIST)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(to_yaml(document.body), encoding="utf-8", newline="\n")
    return documents


def _aws_half(platform: Platform, folder: Folder, progress: Callable[[str], None]) -> tuple[Template, ...]:
    from geobot_constructs.platform.templates import build_templates  # noqa: PLC0415 - only now: it starts Node or takes its time

    progress("building the AWS half")
    templates = build_templates(platform, folder.next)
    # The cdk command holds its locks in the folder it reads from; they move with it.
    with reported(f"write {folder.final.name}"):
        for lock in folder.final.glob("*.lock"):
            shutil.copy2(lock, folder.next)
    return templates


def _not_of_dist(dist: Path) -> str | None:
    return min((entry.name for entry in dist.iterdir() if not entry.is_dir()), default=None)


def _not_of_an_assembly(folder: Path) -> str | None:
    names = {entry.name for entry in folder.iterdir()}
    return None if names >= ASSEMBLY_FILES else min((name for name in names if not name.endswith(".lock")), default=None)


def link(path: Path, dist: Path) -> None:
    """Make `path` show `dist`, for the `cdk8s` command, which lists what it finds in its own folder.

    Args:
        path: Folder the command was told to use.
        dist: Folder of the Kubernetes half.

    Raises:
        OutputError: something else is at `path`.
    """
    if path.resolve() == dist.resolve():
        return
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        raise OutputError(f"{path} is in the way of the link to {dist}; remove it and run again")
    with reported("link the output"):
        path.symlink_to(dist.resolve(), target_is_directory=True)
