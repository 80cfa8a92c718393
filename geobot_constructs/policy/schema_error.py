"""What a validator complains of, in a sentence with the place, the value and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from geobot_constructs.model.output import Body
from geobot_constructs.policy.documents import dotted

_LONGEST_VALUE = 80


def shown(value: object) -> str:
    """A value as it stands in the file, on one line, shortened."""
    line = json.dumps(value, ensure_ascii=False, default=str)
    return line if len(line) <= _LONGEST_VALUE else f"{line[:_LONGEST_VALUE]}..."


def explain(
    schema: Body, validator: Draft202012Validator, body: object, origin: str, at: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Problem and remedy of everything the validator finds.

    Args:
        schema: Schema the validator was made of.
        validator: Judges `body`.
        body: An object, or the part of it that stands under `at`.
        origin: What the schema describes, such as `Deployment apps/v1 in Kubernetes 1.35`.
        at: Place of `body` inside its object.
    """
    for error in validator.iter_errors(body):
        place: list[str | int] = [*at, *error.instance_path]
        yield from _sentences(schema, error, place, origin)


def _sentences(schema: Body, error: ValidationError, place: list[str | int], origin: str) -> Iterator[tuple[str, str]]:
    where = dotted(place) or "the object"
    match error.kind:
        case ValidationErrorKind.AdditionalProperties(unexpected=unexpected):
            known = _fields(schema, list(error.schema_path)[:-1])
            for field in unexpected:
                close = get_close_matches(field, known, n=1)
                remedy = f"write {close[0]}" if close else f"remove it, or choose one of {', '.join(known[:12])}" if known else "remove it"
                yield f"{dotted([*place, field])}: is not a field of {origin}", remedy
        case ValidationErrorKind.Required(property=field):
            yield f"{dotted([*place, field])}: is missing in {origin}", f"add {field}"
        case ValidationErrorKind.Type(types=types):
            wanted = " or ".join(each for each in types if each != "null") or "null"
            yield f"{where}: should be of type {wanted} in {origin}, got {shown(error.instance)}", f"write a value of type {wanted}"
        case ValidationErrorKind.Enum(options=options):
            wanted = ", ".join(str(option) for option in options if option is not None)
            yield f"{where}: is none of the values of {origin}, got {shown(error.instance)}", f"choose one of {wanted}"
        case ValidationErrorKind.OneOfNotValid() | ValidationErrorKind.OneOfMultipleValid() | ValidationErrorKind.AnyOf():
            yield f"{where}: has none of the forms of {origin}, got {shown(error.instance)}", "write a value of one form"
        case ValidationErrorKind.Pattern(pattern=pattern):
            yield f"{where}: does not match the pattern of {origin}, got {shown(error.instance)}", f"match {pattern}"
        case _:
            yield f"{where}: {_shortened(error.message)} in {origin}", "correct the value"


def _shortened(message: str) -> str:
    return message if len(message) <= 3 * _LONGEST_VALUE else f"{message[: 3 * _LONGEST_VALUE]}..."


def _fields(schema: Body, steps: list[str | int]) -> list[str]:
    """Fields the schema knows at the place of an error: `steps` goes through references."""
    node: Any = schema
    for step in steps:
        if step == "$ref":
            node = schema.get("$defs", {}).get(node["$ref"].rpartition("/")[2], {})
        else:
            node = node[int(step)] if isinstance(node, list) else node.get(str(step), {})
    return sorted(node.get("properties", {})) if isinstance(node, dict) else []
