"""Strict JSON schemas, CEL rules and versions of custom kinds, from a directory of CustomResourceDefinitions."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import yaml
from jsonschema_rs import Draft202012Validator

from geobot_constructs.errors import GeobotError
from geobot_constructs.model.output import Body
from geobot_constructs.policy.crd_conversion import CONVERSION, rule_tree, strict_schema

_MARK = b"kind: CustomResourceDefinition"
_GROUP = re.compile(rb"""\n[ ]+group:[ ]*["']?([a-z0-9.-]+)""")
_KIND = re.compile(rb"""\n[ ]+names:[ ]*\n(?:.*\n)*?[ ]+kind:[ ]*["']?([A-Za-z0-9]+)""")


class _Loader(yaml.CSafeLoader):
    """Loads what the stock loader refuses: an unquoted `=` as a plain string."""


def _as_string(_loader: _Loader, node: yaml.Node) -> str:
    return str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:value", _as_string)


class CrdSchemas:
    """The custom kinds of one directory; a file is parsed only when a document of its kind is judged."""

    def __init__(self, directory: Path, cache: Path | None = None) -> None:
        """Find out which document of which file defines which kind, without parsing any.

        Args:
            directory: Folder with YAML files, at any depth.
            cache: Folder that keeps converted schemas by the digest of their source; None keeps none. Parsing is 40 times slower.

        Raises:
            GeobotError: the directory is none, holds no CustomResourceDefinition, or a file that cannot be read.
        """
        if not directory.is_dir():
            raise GeobotError(f"directory of CRDs: is not a folder, got {directory}; name a folder of YAML files")
        self._cache = cache
        self._sources: dict[tuple[str, str], tuple[Path, bytes]] = {}
        self._versions: dict[tuple[str, str], dict[str, Body]] = {}
        self._compiled: dict[tuple[str, str], tuple[Body, Draft202012Validator]] = {}
        for path in sorted(directory.rglob("*.yaml")):
            for source in _content(path).split(b"\n---") if path.is_file() else ():
                if _MARK in source:
                    group, kind = _GROUP.search(source), _KIND.search(source)
                    if group and kind:
                        self._sources[group[1].decode(), kind[1].decode()] = (path, source)
        if not self._sources:
            raise GeobotError(f"directory of CRDs: holds no CustomResourceDefinition, got {directory}; name a folder of YAML files")

    def holds(self, group: str, kind: str) -> bool:
        """Whether the directory defines the kind, in whatever version."""
        return (group, kind) in self._sources

    def kinds(self) -> list[tuple[str, str]]:
        """Group and kind of everything the directory defines."""
        return sorted(self._sources)

    def versions(self, group: str, kind: str) -> dict[str, Body]:
        """What is known of each version of a kind that the directory holds.

        A version has `served`, `deprecated` (both booleans) and `warning` (what the CRD says of the deprecation, or None); a served one
        also its strict `schema` and the tree of its `rules`.
        """
        if (group, kind) not in self._versions:
            path, source = self._sources[group, kind]
            self._versions[group, kind] = self._cached(path, source)
        return self._versions[group, kind]

    def served(self, group: str, kind: str) -> dict[str, Body]:
        """Strict schema of each version that is served; the kind is one that the directory holds."""
        return {name: version["schema"] for name, version in self.versions(group, kind).items() if version["served"]}

    def rules(self, api_version: str, kind: str) -> Body:
        """Tree of the CEL rules of a version that is served; empty where it has none."""
        group, _, version = api_version.rpartition("/")
        tree: Body = self.versions(group, kind)[version]["rules"]
        return tree

    def kind(self, api_version: str, kind: str) -> tuple[Body, Draft202012Validator] | None:
        """Schema of a kind and its validator; None where the directory has no such served version."""
        if (api_version, kind) not in self._compiled:
            group, _, version = api_version.rpartition("/")
            schema = self.served(group, kind).get(version) if self.holds(group, kind) else None
            if schema is None:
                return None
            self._compiled[api_version, kind] = (schema, _validator(self._sources[group, kind][0], schema))
        return self._compiled[api_version, kind]

    def _cached(self, path: Path, source: bytes) -> dict[str, Body]:
        if self._cache is None:
            return _parsed(path, source)
        digest = hashlib.sha256(b"%d\n%s" % (CONVERSION, source)).hexdigest()
        file = self._cache / f"crd-{digest}.json"
        kept = _read(file, digest)
        if kept is None:
            kept = _parsed(path, source)
            _write(file, {"digest": digest, "versions": kept})
        return kept


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GeobotError(f"{path}: cannot be read: {error.strerror}; make it a readable file") from None


def _validator(path: Path, schema: Body) -> Draft202012Validator:
    try:
        return Draft202012Validator(schema)
    except ValueError as error:
        said = str(error).splitlines()[0].rstrip(".")
        raise GeobotError(f"{path}: its schema is not one, got {said}; correct or remove it") from None


def _parsed(path: Path, source: bytes) -> dict[str, Body]:
    try:
        body = yaml.load(source, Loader=_Loader)  # noqa: S506 - a safe loader with one more string
        return {version["name"]: _version(version) for version in body["spec"]["versions"]}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise GeobotError(f"{path}: is not a CustomResourceDefinition, got {' '.join(str(error).split())}; correct or remove it") from None


def _version(version: Body) -> Body:
    made = {"served": version["served"], "deprecated": version.get("deprecated", False), "warning": version.get("deprecationWarning")}
    if made["served"]:
        schema = version["schema"]["openAPIV3Schema"]
        made |= {"schema": strict_schema(schema), "rules": rule_tree(schema)}
    return made


def _read(file: Path, digest: str) -> dict[str, Body] | None:
    """What was kept; None where nothing was, or it is broken."""
    try:
        kept: Any = json.loads(file.read_bytes())
        return dict(kept["versions"]) if kept["digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, kept: Body) -> None:
    """Keep a schema: whole or not at all. A folder that cannot be written to costs time, not the run."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".crd-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                json.dump(kept, stream)
            os.replace(name, file)
        except OSError:
            os.unlink(name)
            raise
