from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from geobot_constructs.policy.crd_conversion import strict_schema

OPEN = {"x-kubernetes-preserve-unknown-fields": True}
TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("spec", "good", "bad"),
    [
        ({"type": "object", "properties": {"a": TEXT}}, {"a": "x"}, {"b": "x"}),
        ({"type": "object"}, {}, {"dropped": 1}),
        ({"type": "object", "properties": {"a": TEXT}, **OPEN}, {"b": 1}, {"a": 1}),
        ({"type": "object", "additionalProperties": TEXT}, {"any": "x"}, {"any": 1}),
        ({"type": "array", "items": {"type": "object"}, **OPEN}, [{"any": 1}], [1]),
        ({"x-kubernetes-int-or-string": True}, "25%", 1.5),
        ({"type": "string", "nullable": True, "enum": ["a"]}, None, "b"),
        ({"type": "integer", "minimum": 1, "exclusiveMinimum": True}, 2, 1),
        ({"type": "integer", "minimum": 1, "exclusiveMinimum": False}, 1, 0),
        ({"type": "string", "pattern": "^(?i)ab$"}, "AB", "b"),
        ({"type": "string", "pattern": "^([0-9]+|(?i)none)$"}, "NONE", "b"),
        (
            {"type": "object", "properties": {"a": TEXT, "b": TEXT}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
            {"b": "x"},
            {"a": "x", "b": "x"},
        ),
        (
            {"type": "object", "properties": {"a": TEXT, "b": TEXT}, "anyOf": [{"properties": {"a": {"enum": ["x"]}}}]},
            {"a": "x", "b": "y"},
            {"a": "z"},
        ),
        ({"type": "object", "properties": {}, "x-kubernetes-embedded-resource": True}, {"kind": "Pod", "metadata": {}}, {"spec": {}}),
        ({"type": "object", "properties": {"a": {"type": "string", "format": "date-time", "default": "x"}}}, {"a": "now"}, {"a": 1}),
    ],
)
def test_what_a_structural_schema_allows(spec: dict[str, Any], good: Any, bad: Any) -> None:
    validator = Draft202012Validator(strict_schema({"type": "object", "properties": {"spec": spec}}))
    head = {"apiVersion": "example.org/v1", "kind": "Widget", "metadata": {"name": "x"}}
    assert validator.is_valid({**head, "spec": good})
    assert not validator.is_valid({**head, "spec": bad})


def test_version_kind_and_metadata_are_required() -> None:
    validator = Draft202012Validator(strict_schema({"type": "object"}))
    assert not validator.is_valid({"kind": "Widget"})
