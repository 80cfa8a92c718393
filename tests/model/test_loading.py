"""Loading the files under regions/: every problem at once, each in one line."""

import shutil
from pathlib import Path

import pytest

from geobot_constructs.catalog import CATALOG
from geobot_constructs.errors import InputError
from geobot_constructs.model.loading import load_platform
from tests.model.bad_inputs import BAD_INPUTS, BadInput
from tests.support import ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "regions", tmp_path / "regions")
    return tmp_path


def messages(root: Path) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        load_platform(root, CATALOG)
    return tuple(str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.name)
def test_a_bad_input_is_refused_with_its_whole_message(bad: BadInput, root: Path) -> None:
    bad.apply(root)
    assert messages(root) == tuple(bad.messages)


def test_there_are_forty_bad_inputs_or_more() -> None:
    assert len({bad.name for bad in BAD_INPUTS}) >= 40


def test_problems_of_all_files_come_in_one_run(root: Path) -> None:
    for name in ("unknown_field", "number_for_string", "no_primary"):
        next(bad for bad in BAD_INPUTS if bad.name == name).apply(root)
    (root / "regions/us-east-1.yaml").write_text("role: third\n")
    lines = messages(root)
    assert [line.partition(":")[0] for line in lines] == sorted(line.partition(":")[0] for line in lines if "platform" in line) + [
        line.partition(":")[0] for line in lines if "platform" not in line
    ]
    assert {line.partition(":")[0] for line in lines} == {"regions/platform.yaml", "regions/eu-west-1.yaml", "regions/us-east-1.yaml"}


def test_files_that_are_right_are_judged_together_while_another_is_wrong(root: Path) -> None:
    next(bad for bad in BAD_INPUTS if bad.name == "cidr_overlap").apply(root)
    path = root / "regions/ap-southeast-1.yaml"
    path.write_text(path.read_text().replace("replicas: 2", "replicas: 9"))
    assert [line.partition(": ")[2].partition(",")[0] for line in messages(root)] == [
        "cache.replicas: should be 5 or less",
        "network.cidr: overlaps 10.0.128.0/17 of eu-west-1",
    ]


def test_what_a_wrong_file_may_say_is_not_missed(root: Path) -> None:
    path = root / "regions/us-east-1.yaml"
    path.write_text(path.read_text().replace("replicas: 2", "replicas: 9"))
    assert [line.partition(": ")[2].partition(",")[0] for line in messages(root)] == ["cache.replicas: should be 5 or less"]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert messages(tmp_path) == ("regions:1: is not a folder; create regions/platform.yaml and a file for each region",)


def test_a_missing_shared_file_is_refused(root: Path) -> None:
    (root / "regions/platform.yaml").unlink()
    assert messages(root) == ("regions/platform.yaml:1: cannot be read: No such file or directory; make it a readable file",)


def test_no_region_is_refused(root: Path) -> None:
    for path in (root / "regions").glob("*-*.yaml"):
        path.unlink()
    assert messages(root) == ("regions:1: has no region; add a file for a region, such as regions/eu-west-1.yaml",)


def test_another_ending_is_refused(root: Path) -> None:
    (root / "regions/eu-west-1.yaml").rename(root / "regions/eu-west-1.yml")
    assert messages(root) == ("regions/eu-west-1.yml:1: has the ending .yml; rename it to eu-west-1.yaml",)
    (root / "regions/eu-west-1.yml").rename(root / "regions/eu-west-1.YAML")
    assert messages(root) == ("regions/eu-west-1.YAML:1: has the ending .YAML; rename it to eu-west-1.yaml",)


def test_a_file_named_after_no_region_is_refused(root: Path) -> None:
    shutil.copy(root / "regions/eu-west-1.yaml", root / "regions/dublin.yaml")
    assert (
        messages(root)[0] == "regions/dublin.yaml:2: is not named after a region, got dublin; rename it to a region, such as eu-west-1.yaml"
    )


def test_every_region_drained_is_refused(root: Path) -> None:
    for path in (root / "regions").glob("*-*.yaml"):
        path.write_text(path.read_text().replace("weight: 100", "weight: 0"))
    assert messages(root) == (
        "regions/ap-southeast-1.yaml:10: edge.weight: every region is drained, got 0; give at least one region a weight",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"role: \xff\n", "is not UTF-8 text: byte 6 is invalid; save it as UTF-8"),
        (b"role: \x01\n", "holds a character YAML forbids: control characters are not allowed; remove it"),
        (b"a: " + b"[" * 5000, "is not one YAML document: exceeded maximum nesting depth; correct the syntax there"),
    ],
    ids=["not_utf8", "control_character", "nested_too_deeply"],
)
def test_what_is_no_text_is_refused(root: Path, content: bytes, message: str) -> None:
    (root / "regions/eu-west-1.yaml").write_bytes(content)
    assert messages(root) == (f"regions/eu-west-1.yaml:1: {message}",)
