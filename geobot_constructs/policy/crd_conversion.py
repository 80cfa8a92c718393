"""From the `openAPIV3Schema` of a CustomResourceDefinition to a strict JSON schema."""

from __future__ import annotations

from typing import Any

from geobot_constructs.model.output import Body

CONVERSION = 1
"""Counts changes of this file: part of the key under which converted schemas are cached."""

_DROPPED = frozenset({"description", "default", "example", "externalDocs", "title", "nullable", "format"})
_ANY: Body = {"type": "object"}
_OPEN = "x-kubernetes-preserve-unknown-fields"


def strict_schema(schema: Body) -> Body:
    """The JSON schema that also refuses unknown fields.

    Args:
        schema: `openAPIV3Schema` of one version. Its CEL rules (`x-kubernetes-validations`) are not judged yet.

    Source: Kubernetes documentation, CustomResourceDefinition, structural schemas and pruning.
    """
    root = _convert(schema, is_partial=False)
    own = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": _ANY}
    root["properties"] = {**root.get("properties", {}), **own}
    root["required"] = sorted({*root.get("required", ()), *own})
    return root


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
