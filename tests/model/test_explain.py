"""Wording of what pydantic says; every wording is also shown in bad_inputs.yaml."""

from typing import Annotated

import pytest
from pydantic import Field

from geobot_constructs.errors import InputError
from geobot_constructs.model.explain import validate
from geobot_constructs.model.spec import Spec
from geobot_constructs.model.yaml_file import YamlFile


class Inner(Spec):
    """A block."""

    size: Annotated[int, Field(le=3, json_schema_extra={"remedy": "ask the landlord"})]
    """Rooms. There are few."""


class Outer(Spec):
    """A file."""

    blocks: dict[Annotated[str, Field(max_length=9)], Inner]
    """Blocks by name."""


def message(data: dict[str, object]) -> str:
    with pytest.raises(InputError) as caught:
        validate(YamlFile("f.yaml", data=data, texts={("blocks", "a", "size"): "9"}), Outer)
    return str(caught.value)


def test_a_field_s_own_remedy_is_used() -> None:
    assert message({"blocks": {"a": {"size": 9}}}) == "f.yaml:1: blocks.a.size: should be 3 or less, got 9; ask the landlord"


def test_a_missing_field_is_explained_by_the_first_sentence_of_its_docstring() -> None:
    assert message({"blocks": {"a": {}}}) == "f.yaml:1: blocks.a.size: is required; add it (Rooms)"


def test_a_near_miss_is_suggested() -> None:
    assert message({"blocks": {"a": {"size": 1, "sise": 1}}}) == "f.yaml:1: blocks.a.sise: is not a field; did you mean size?"


@pytest.mark.parametrize("name", ["[x", "(a", "[key]", "(created)"])
def test_a_name_that_looks_like_a_marker_keeps_its_place(name: str) -> None:
    assert message({"blocks": {}, name: 1}) == f"f.yaml:1: {name}: is not a field; remove it, or use one of blocks"
    assert message({"blocks": {name: {}}}) == f"f.yaml:1: blocks.{name}.size: is required; add it (Rooms)"


def test_the_key_of_a_mapping_is_shown_as_what_is_wrong() -> None:
    assert message({"blocks": {"far-too-long": {"size": 1}}}) == (
        "f.yaml:1: blocks.far-too-long: should have 9 characters or less, got far-too-long; shorten it"
    )


def test_nesting_too_deep_for_pydantic_is_a_problem() -> None:
    deep: dict[str, object] = {}
    for _ in range(300):
        deep = {"a": deep}
    assert message(deep) == "f.yaml:1: is nested too deeply; write it flatter"
