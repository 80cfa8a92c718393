"""What a validator complains of, in words."""

from jsonschema_rs import Draft202012Validator

from geobot_constructs.policy.schema_error import explain, shown


def test_a_misspelt_field_is_named_with_its_place_and_a_suggestion() -> None:
    inner = {"type": "object", "properties": {"image": {"type": "string"}}, "additionalProperties": False}
    schema = {"type": "object", "properties": {"containers": {"type": "array", "items": inner}}}
    found = list(explain(schema, Draft202012Validator(schema), {"containers": [{"imag": "x"}]}, "Pod v1"))
    assert len(found) == 1
    problem, remedy = found[0]
    assert problem.startswith("containers[0].imag: ")
    assert "Pod v1" in problem
    assert "image" in remedy


def test_a_long_value_is_shortened_and_stays_on_one_line() -> None:
    assert shown("a\nb") == '"a\\nb"'
    assert len(shown("x" * 500)) < 100
