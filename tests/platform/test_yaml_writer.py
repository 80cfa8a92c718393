"""YAML that every reader takes for the same thing."""

import io
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from geobot_constructs.platform.yaml_writer import to_yaml

# What a reader of YAML 1.1 or 1.2 somewhere takes for a boolean, a number, a date, a merge key or nothing.
TRAPS = [
    "y",
    "n",
    "Y",
    "N",
    "yes",
    "No",
    "on",
    "OFF",
    "true",
    "~",
    "null",
    "012",
    "0o14",
    "0b1",
    "0x1F",
    "22:22",
    "1_000",
    "1e3",
    "1E3",
    ".5",
    "5.",
    "+1",
    "-1",
    ".inf",
    "-.Inf",
    ".NaN",
    "=",
    "<<",
    "2027-01-01",
    "1.30",
    "12e03",
]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(TRAPS)
BODIES = st.dictionaries(
    TEXTS, st.recursive(TEXTS | st.integers(-(2**63), 2**63 - 1) | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=6)
)


def read_1_2(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(io.StringIO(text))


@given(BODIES)
def test_readers_of_both_versions_give_back_what_was_written(body: dict[str, Any]) -> None:
    text = to_yaml({"data": body})
    assert yaml.safe_load(text) == {"data": body}
    assert read_1_2(text) == {"data": body}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_quoted_as_key_and_as_value(trap: str) -> None:
    assert to_yaml({trap: trap}).strip() in (f'"{trap}": "{trap}"', f"'{trap}': '{trap}'")


def test_lines_end_with_lf_and_long_strings_stay_on_one() -> None:
    text = to_yaml({"a": "word " * 100 + "end", "b": "x\r\ny"})
    assert text.count("\n") == 2
    assert "\r" not in text


def test_many_lines_stay_readable() -> None:
    assert to_yaml({"a": "first\nsecond\n"}) == "a: |\n  first\n  second\n"
