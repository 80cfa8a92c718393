"""From the files under `regions/` and the catalog to one Platform, or to every problem at once."""

from __future__ import annotations

from pathlib import Path

from geobot_constructs.errors import InputError, Problem
from geobot_constructs.model.catalog import Catalog
from geobot_constructs.model.explain import AnySpec, validate
from geobot_constructs.model.platform import Platform, join
from geobot_constructs.model.platform_spec import PlatformSpec
from geobot_constructs.model.region import RegionSpec
from geobot_constructs.model.rules import Inputs, broken_rules
from geobot_constructs.model.yaml_file import YamlFile, read

FOLDER = "regions"
"""Folder of the input files, under the root of the project."""

SHARED = "platform.yaml"
"""File of what all regions share; every other file of the folder is a region."""


def load_platform(root: Path, catalog: Catalog) -> Platform:
    """Read, validate and join everything.

    Args:
        root: Folder that holds `regions/`.
        catalog: What is chosen for every region.

    Raises:
        InputError: every problem of every file; rules across files are judged among those that are right by themselves.
    """
    inputs = load_inputs(root, catalog)
    return join(inputs.shared, inputs.specs, catalog)


def load_inputs(root: Path, catalog: Catalog) -> Inputs:
    """Read and validate the files, without joining them; arguments and errors as for `load_platform`."""
    folder = root / FOLDER
    problems: list[Problem] = []
    if not folder.is_dir():
        raise InputError((Problem(FOLDER, 1, "", "is not a folder", "", f"create {FOLDER}/{SHARED} and a file for each region"),))
    shared = _load(folder / SHARED, PlatformSpec, problems)
    regions: dict[str, tuple[YamlFile, RegionSpec]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml"):
            ending, remedy = f"has the ending {path.suffix}", f"rename it to {path.stem}.yaml"
            problems.append(Problem(f"{FOLDER}/{path.name}", 1, "", ending, "", remedy))
        elif path.suffix == ".yaml" and path.name != SHARED and (loaded := _load(path, RegionSpec, problems)):
            regions[path.stem] = loaded
    if not regions and not problems:
        problems.append(Problem(FOLDER, 1, "", "has no region", "", f"add a file for a region, such as {FOLDER}/eu-west-1.yaml"))
    if shared is None or not regions:
        raise InputError(tuple(problems))
    inputs = Inputs(
        shared[0],
        shared[1],
        {name: file for name, (file, _) in regions.items()},
        {name: spec for name, (_, spec) in regions.items()},
        frozenset(path.stem for path in folder.glob("*.yaml") if path.name != SHARED) - set(regions),
    )
    problems.extend(broken_rules(inputs, catalog))
    if problems:
        raise InputError(tuple(problems))
    return inputs


def _load(path: Path, model: type[AnySpec], problems: list[Problem]) -> tuple[YamlFile, AnySpec] | None:
    """Read one file; its problems join the others', one a place."""
    found: list[Problem] = []
    try:
        file = read(path, f"{FOLDER}/{path.name}")
        found.extend(file.problems)
        spec = validate(file, model)
    except InputError as error:
        places = {(problem.line, problem.field) for problem in found}
        found.extend(problem for problem in error.problems if (problem.line, problem.field) not in places)
    problems.extend(sorted(found, key=lambda problem: problem.line))
    return None if found else (file, spec)
