"""Turning what pydantic says about a file into one line a person can act on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from geobot_constructs.errors import InputError, Problem
from geobot_constructs.model.spec import Spec
from geobot_constructs.model.yaml_file import Location, YamlFile

AnySpec = TypeVar("AnySpec", bound=Spec)

MARKERS = {"(created)", "(replica)", "[key]"}
"""What pydantic puts into a location to name the branch of a union, or the key of a mapping instead of its value."""

TYPES = {
    "string": ("should be a string", "quote it"),
    "int": ("should be a whole number", "write digits without quotes"),
    "float": ("should be a number", "write digits without quotes"),
    "finite_number": ("should be a finite number", "write digits without quotes"),
    "bool": ("should be true or false", "write one of them without quotes"),
    "tuple": ("should be a list", "write it as [a, b]"),
    "dict": ("should be a mapping", "write `name: value` lines below it"),
    "model": ("should be a mapping of fields", "write `field: value` lines below it"),
    "date_from_datetime": ("should be a date", "write it as 2027-03-31"),
    "date": ("should be a date", "write it as 2027-03-31"),
}
"""Wording by the first part of pydantic's error type."""

BOUNDS: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {
    "greater_than_equal": lambda c: (f"should be {c['ge']} or more", "raise it"),
    "less_than_equal": lambda c: (f"should be {c['le']} or less", "lower it"),
    "string_too_short": lambda c: (f"should have {c['min_length']} characters or more", "write more"),
    "string_too_long": lambda c: (f"should have {c['max_length']} characters or less", "shorten it"),
    "too_short": lambda c: (f"should have {c['min_length']} entries or more, has {c['actual_length']}", "add entries"),
    "too_long": lambda c: (f"should have {c['max_length']} entries or less, has {c['actual_length']}", "remove entries"),
    "string_pattern_mismatch": lambda c: (f"should match {c['pattern']}", "correct it"),
    "literal_error": lambda c: (f"should be {c['expected']}", "choose one of them"),
}
"""Wording by pydantic's error type, from the context it gives."""


def validate(file: YamlFile, model: type[AnySpec]) -> AnySpec:
    """Build the Spec a file describes.

    Raises:
        InputError: every problem of the file, each with its line.
    """
    try:
        # JSON mode: a list is the one way to write a tuple there, and a string the one way to write a date.
        return model.model_validate_json(json.dumps(file.data))
    except ValidationError as error:
        raise InputError(tuple(_problem(file, model, detail) for detail in error.errors(include_url=False))) from None


def _problem(file: YamlFile, model: type[Spec], detail: ErrorDetails) -> Problem:
    location = _place(file, detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return file.problem(location, "is required", f"add it ({_meaning(model, location)})", "")
    if kind == "json_invalid":
        return file.problem((), "is nested too deeply", "write it flatter", "")
    if kind == "extra_forbidden":
        return file.problem(location, "is not a field", _suggest(model, location), "")
    if kind == "value_error":
        problem, _, remedy = str(context["error"]).partition("; ")
        shown = None if isinstance(detail["input"], str | int | float) else ""
        return file.problem(location, problem, remedy, shown)
    if kind in BOUNDS:
        problem, remedy = BOUNDS[kind](context)
        key = location[-1] if len(location) < len(detail["loc"]) and detail["loc"][-1] == "[key]" else None
        if kind == "string_pattern_mismatch" and (meaning := _meaning(model, location)):
            remedy = f"expected: {meaning}"
        return file.problem(location, problem, _own_remedy(model, location) or remedy, None if key is None else str(key))
    words = kind.removesuffix("_type").removesuffix("_parsing")
    problem, remedy = TYPES.get(words, (detail["msg"].lower(), "correct it"))
    if words not in ("tuple", "dict", "model") and isinstance(detail["input"], list | dict):
        remedy = "write one value"
    elif detail["input"] is None:
        remedy = "give it a value, or remove the field if it has a default"
    return file.problem(location, problem, remedy)


def _place(file: YamlFile, named: Location) -> Location:
    """The location without its markers; what looks like a marker and stands in the file is a name somebody chose."""
    place: list[str | int] = []
    here: Any = file.data
    for part in named:
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif part in MARKERS:
            continue
        place.append(part)
    return tuple(place)


def _fields_around(model: type[Spec], location: Location) -> Iterator[type[BaseModel]]:
    """The model that holds the last name of a location, if the location leads to one."""
    current: Any = model
    for part in location[:-1]:
        if isinstance(current, type) and issubclass(current, BaseModel) and part in current.model_fields:
            current = current.model_fields[str(part)].annotation
        while not isinstance(current, type) and getattr(current, "__args__", None):
            current = next((a for a in reversed(current.__args__) if a is not Ellipsis and a is not type(None)), None)
    if isinstance(current, type) and issubclass(current, BaseModel):
        yield current


def _meaning(model: type[Spec], location: Location) -> str:
    """First sentence of the field's docstring; empty where the location is no field, as with the key of a mapping."""
    for holder in _fields_around(model, location):
        if field := holder.model_fields.get(str(location[-1])):
            return (field.description or "").split(". ")[0].rstrip(".").replace("\n", " ")
    return ""


def _suggest(model: type[Spec], location: Location) -> str:
    for holder in _fields_around(model, location):
        close = get_close_matches(str(location[-1]), holder.model_fields, n=1)
        return f"did you mean {close[0]}?" if close else f"remove it, or use one of {', '.join(holder.model_fields)}"
    return "remove it"


def _own_remedy(model: type[Spec], location: Location) -> str:
    for holder in _fields_around(model, location):
        extra = holder.model_fields[str(location[-1])].json_schema_extra if location[-1] in holder.model_fields else None
        return str(extra.get("remedy", "")) if isinstance(extra, dict) else ""
    return ""
