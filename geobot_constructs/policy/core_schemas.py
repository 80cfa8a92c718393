"""Strict JSON schemas of the kinds that Kubernetes itself serves, one minor version."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

from geobot_constructs.errors import GeobotError
from geobot_constructs.model.output import Body

OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
"""Definition of `metadata`, which objects of custom kinds have too."""

_PREFIX = "#/$defs/"
_VERSION = re.compile(r"v(\d+)(?:(alpha|beta)(\d+))?")


class CoreSchemas:
    """The schemas of one Kubernetes version, each compiled when it is first asked for."""

    def __init__(self, version: str) -> None:
        """Read the schemas of one version.

        Args:
            version: Minor version, such as `1.35`.

        Raises:
            GeobotError: the package kubernetes-validate has no schemas of that very version.

        Source: PyPI, kubernetes-validate, folder `kubernetes-json-schema`, strict variant.
        """
        self.version = version
        """Minor version, such as `1.35`."""

        package = find_spec("kubernetes_validate")
        if package is None or package.origin is None:
            raise GeobotError("kubernetes-validate is not installed; run make synth, which installs it")
        folder = Path(package.origin).parent / "kubernetes-json-schema"
        file = folder / f"v{version}.0-local-strict" / "_definitions.json"
        if not file.is_file():
            held = sorted({each.name.split(".0-local")[0].removeprefix("v") for each in folder.iterdir() if each.is_dir()})
            raise GeobotError(
                f"kubernetes_version: kubernetes-validate has no schemas of it, got {version}; upgrade it, or choose one of "
                f"{', '.join(held)}"
            )
        self._definitions: dict[str, Any] = json.loads(file.read_bytes())["$defs"]
        self._names = {
            (f"{kind['group']}/{kind['version']}" if kind["group"] else kind["version"], kind["kind"]): name
            for name, definition in self._definitions.items()
            for kind in definition.get("x-kubernetes-group-version-kind", ())
        }
        self._groups = {api_version.rpartition("/")[0] for api_version, _ in self._names}
        self._compiled: dict[str, tuple[Body, Draft202012Validator]] = {}

    def serves_group(self, api_version: str) -> bool:
        """Whether Kubernetes itself owns the group, so that no CustomResourceDefinition can add to it."""
        group = api_version.rpartition("/")[0]
        return "." not in group or group in self._groups

    def serves(self, api_version: str, kind: str) -> bool:
        """Whether this version serves the kind."""
        return (api_version, kind) in self._names

    def newest(self, api_version: str, kind: str) -> list[str]:
        """Groups and versions in which the kind is served, those of the same group first, the newest first."""
        group = api_version.rpartition("/")[0]
        served = [each for each, name in self._names if name == kind]
        return sorted(served, key=lambda each: (each.rpartition("/")[0] == group, age(each), each), reverse=True)

    def kind(self, api_version: str, kind: str) -> tuple[Body, Draft202012Validator] | None:
        """Schema of a kind and its validator; None where this version does not serve it."""
        name = self._names.get((api_version, kind))
        return None if name is None else self._compile(name)

    def metadata(self) -> tuple[Body, Draft202012Validator]:
        """Schema of `metadata` and its validator."""
        return self._compile(OBJECT_META)

    def _compile(self, name: str) -> tuple[Body, Draft202012Validator]:
        if name not in self._compiled:
            schema = {"$ref": _PREFIX + name, "$defs": self._reached(name)}
            self._compiled[name] = (schema, Draft202012Validator(schema))
        return self._compiled[name]

    def _reached(self, name: str) -> dict[str, Any]:
        """The definitions a kind needs: compiling all 700 of them takes 17 ms a kind, these about 2."""
        reached: dict[str, Any] = {}
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in reached:
                reached[current] = self._definitions[current]
                waiting.extend(_references(reached[current]))
        return reached


def age(api_version: str) -> tuple[bool, bool, int, int]:
    """Order of API versions: general ones after beta after alpha, later ones last."""
    parts = _VERSION.fullmatch(api_version.rpartition("/")[2])
    if parts is None:
        return (False, False, 0, 0)
    return (parts[2] is None, parts[2] == "beta", int(parts[1]), int(parts[3] or 0))


def _references(schema: object) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["$ref"].removeprefix(_PREFIX)] if isinstance(schema.get("$ref"), str) else []
        return own + [name for inner in schema.values() for name in _references(inner)]
    if isinstance(schema, list):
        return [name for inner in schema for name in _references(inner)]
    return []
