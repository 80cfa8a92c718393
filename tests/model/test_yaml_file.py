"""Reading YAML so that every value knows its line."""

from pathlib import Path

import pytest

from geobot_constructs.errors import InputError
from geobot_constructs.model.yaml_file import READERS_DISAGREE, dotted, read


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a:\n  b: 1\n  c:\n    - x\n    - y: true\n")
    file = read(path, "a.yaml")
    assert file.data == {"a": {"b": 1, "c": ["x", {"y": True}]}}
    assert [file.line(at) for at in [("a", "b"), ("a", "c", 1, "y"), ("a", "missing")]] == [2, 5, 1]


def test_a_location_is_written_as_people_write_it() -> None:
    assert dotted(("network", "zones", 2)) == "network.zones[2]"
    assert dotted(()) == ""


@pytest.mark.parametrize("text", ["no", "Off", "y", "012", "0o14", "0b1", "22:22", "1_000", "1e3", "="])
def test_what_two_readers_read_differently_is_known(text: str) -> None:
    assert READERS_DISAGREE.fullmatch(text)


@pytest.mark.parametrize("text", ["12", "-1.5", "true", "eu-west-1", "v2.1.0", "2027-01-01", "10.0.0.0/16", "0"])
def test_what_every_reader_reads_alike_is_left_alone(text: str) -> None:
    assert not READERS_DISAGREE.fullmatch(text)


@pytest.mark.parametrize("number", ["1" * 5000, "-" + "1" * 4999, "0x" + "f" * 4998])
def test_a_number_of_thousands_of_digits_is_a_problem_and_not_converted(tmp_path: Path, number: str) -> None:
    (tmp_path / "a.yaml").write_text(f"a: 1\nb: {number}\n")
    file = read(tmp_path / "a.yaml", "a.yaml")
    (problem,) = file.problems
    assert str(problem) == "a.yaml:2: b: has too many digits, got 5000 characters; write a smaller number"


@pytest.mark.parametrize(("opening", "closing"), [("{a: ", "}"), ("[", "]")])
@pytest.mark.parametrize("depth", [500, 900])
def test_deep_nesting_is_a_problem(tmp_path: Path, opening: str, closing: str, depth: int) -> None:
    (tmp_path / "a.yaml").write_text(f"a: {opening * depth}{closing * depth}\n")
    with pytest.raises(InputError) as caught:
        read(tmp_path / "a.yaml", "a.yaml")
    assert str(caught.value) == "a.yaml:1: is nested too deeply; write it flatter"
