"""From the `openAPIV3Schema` of a CustomResourceDefinition to a strict JSON schema, and to what its CEL rules need."""

from __future__ import annotations

import re
from typing import Any

from geobot_constructs.model.output import Body

CONVERSION = 2
"""Counts changes of this file: part of the key under which converted schemas are cached."""

_DROPPED = frozenset({"description", "default", "example", "externalDocs", "title", "nullable", "format"})
_ANY: Body = {"type": "object"}
_OPEN = "x-kubernetes-preserve-unknown-fields"
_RULES = "x-kubernetes-validations"

# Source: Kubernetes documentation, Extend the API with CustomResourceDefinitions, validation rules, escaping of property names.
_RESERVED = re.compile(
    "as|break|const|continue|else|false|for|function|if|import|in|let|loop|namespace|null|package|return|true|var|void|while"
)
_SIGNS = {"__": "__underscores__", ".": "__dot__", "-": "__dash__", "/": "__slash__"}


def strict_schema(schema: Body) -> Body:
    """The JSON schema that also refuses unknown fields.

    Args:
        schema: `openAPIV3Schema` of one version.

    Source: Kubernetes documentation, CustomResourceDefinition, structural schemas and pruning.
    """
    root = _convert(schema, is_partial=False)
    own = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": _ANY}
    root["properties"] = {**root.get("properties", {}), **own}
    root["required"] = sorted({*root.get("required", ()), *own})
    return root


def rule_tree(schema: Body) -> Body:
    """The part of a schema that its CEL rules need; empty where it has no rules.

    A node holds what it has of `rules`, `default`, `name` (how rules spell the field, where that differs), `is_double`, and its
    parts: `fields` by name, `values` of a map, `items` of a list.

    Args:
        schema: `openAPIV3Schema` of one version.
    """
    return _node(schema, is_judged=False)


def _node(schema: Body, *, is_judged: bool) -> Body:
    """One node; a judged one can be read by a rule above it, so that its defaults and names matter without rules below."""
    made: Body = {"rules": schema[_RULES]} if schema.get(_RULES) else {}
    is_judged = is_judged or bool(made)
    fields = {}
    for name, inner in schema.get("properties", {}).items():
        field, spelt = _node(inner, is_judged=is_judged), _spelt(name)
        if is_judged and spelt != name:
            field["name"] = spelt
        if field:
            fields[name] = field
    parts = {"values": schema.get("additionalProperties"), "items": schema.get("items")}
    made |= {part: node for part, inner in parts.items() if isinstance(inner, dict) and (node := _node(inner, is_judged=is_judged))}
    if fields:
        made["fields"] = fields
    if is_judged and schema.get("type") == "number":
        made["is_double"] = True
    if (is_judged or made) and "default" in schema:
        made["default"] = schema["default"]
    return made


def _spelt(name: str) -> str:
    """A field's name as CEL rules write it."""
    return f"__{name}__" if _RESERVED.fullmatch(name) else re.sub(r"__|[./-]", lambda sign: _SIGNS[sign[0]], name)


def _convert(schema: Body, *, is_partial: bool) -> Body:
    """One node; a partial one stands under `allOf`, `anyOf`, `oneOf` or `not` and says nothing of other fields."""
    made: Body = {}
    for key, value in schema.items():
        if key.startswith("x-kubernetes") or key in _DROPPED:
            continue
        if (converted := _keyword(key, value, schema, is_partial)) is not None:
            made[key] = converted
    if schema.get("x-kubernetes-int-or-string"):
        made["type"] = ["integer", "string"]
    if schema.get("nullable"):
        if "type" in made:
            made["type"] = [*(made["type"] if isinstance(made["type"], list) else [made["type"]]), "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    if not is_partial and schema.get("type") == "object" and "additionalProperties" not in made:
        _close(made, schema)
    return made


def _keyword(key: str, value: Any, schema: Body, is_partial: bool) -> Any:
    converted: Any = value
    match key:
        case "properties":
            converted = {name: _convert(inner, is_partial=is_partial) for name, inner in value.items()}
        case "items":
            # A list that keeps unknown fields keeps those of its items.
            converted = _convert({**value, _OPEN: True} if schema.get(_OPEN) else value, is_partial=is_partial)
        case "not":
            converted = _convert(value, is_partial=True)
        case "additionalProperties" if isinstance(value, dict):
            converted = _convert(value, is_partial=is_partial)
        case "allOf" | "anyOf" | "oneOf":
            converted = [_convert(inner, is_partial=True) for inner in value]
        case "exclusiveMinimum" | "exclusiveMaximum" if isinstance(value, bool):
            # OpenAPI 3.0 writes a flag beside the bound, JSON Schema 2020-12 the bound itself.
            converted = schema["minimum" if key == "exclusiveMinimum" else "maximum"] if value else None
        case "pattern" if "(?i)" in value:
            # Go allows the flag in the middle of a pattern, others do not.
            converted = f"(?i:{value.replace('(?i)', '')})"
    return converted


def _close(made: Body, schema: Body) -> None:
    """Refuse fields that the API server would drop."""
    if schema.get(_OPEN):
        return
    made["additionalProperties"] = False
    if schema.get("x-kubernetes-embedded-resource"):
        made["properties"] = {"apiVersion": {}, "kind": {}, "metadata": {}, **made.get("properties", {})}
