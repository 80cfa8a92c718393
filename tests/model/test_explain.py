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

    blocks: dict[str, Inner]
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
