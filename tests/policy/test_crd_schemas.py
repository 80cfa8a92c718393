from pathlib import Path

import pytest
import yaml

from geobot_constructs.errors import GeobotError
from geobot_constructs.policy import crd_schemas
from geobot_constructs.policy.crd_schemas import CrdSchemas
from tests.policy.crds import crd, write_crd


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "crds"
    made.mkdir()
    write_crd(made, {"type": "object", "properties": {"size": {"type": "integer"}}})
    return made


def test_several_crds_of_one_file_and_of_folders_inside_are_found(folder: Path) -> None:
    (folder / "deep").mkdir()
    both = yaml.safe_dump_all([crd({"type": "object"}, "Gear"), {"kind": "Other"}, crd({"type": "object"}, "Lever")])
    (folder / "deep" / "all.yaml").write_text(both)
    assert CrdSchemas(folder).kinds() == [("example.org", "Gear"), ("example.org", "Lever"), ("example.org", "Widget")]


def test_nothing_is_parsed_before_a_kind_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crd_schemas, "_parsed", lambda *_: pytest.fail("parsed"))
    assert CrdSchemas(folder).holds("example.org", "Widget")


def test_a_converted_schema_is_kept_by_the_digest_of_its_source(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    fresh = CrdSchemas(folder, cache).served("example.org", "Widget")
    with monkeypatch.context() as patched:
        patched.setattr(crd_schemas, "_parsed", lambda *_: pytest.fail("parsed again"))
        assert CrdSchemas(folder, cache).served("example.org", "Widget") == fresh
    write_crd(folder, {"type": "object", "properties": {"weight": {"type": "integer"}}})
    assert CrdSchemas(folder, cache).served("example.org", "Widget") != fresh
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"digest": "x", "versions": {}}', "\0"])
def test_a_broken_cache_file_is_built_anew(folder: Path, tmp_path: Path, content: str) -> None:
    fresh = CrdSchemas(folder, tmp_path / "cache").served("example.org", "Widget")
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_text()
    file.write_text(content)
    assert CrdSchemas(folder, tmp_path / "cache").served("example.org", "Widget") == fresh
    assert file.read_text() == whole


def test_a_cache_that_cannot_be_written_costs_time_only(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert CrdSchemas(folder, tmp_path / "cache").served("example.org", "Widget")


def test_without_a_cache_folder_nothing_is_written(folder: Path) -> None:
    before = sorted(folder.parent.rglob("*"))
    CrdSchemas(folder).served("example.org", "Widget")
    assert sorted(folder.parent.rglob("*")) == before


def test_an_unquoted_equals_sign_is_read(folder: Path) -> None:
    text = (folder / "widgets.yaml").read_text()
    (folder / "widgets.yaml").write_text(text.replace("type: integer", "enum: [=, '!=']"))
    assert CrdSchemas(folder).served("example.org", "Widget")["v1"]["properties"]["spec"]["properties"]["size"] == {"enum": ["=", "!="]}


def test_a_directory_without_crds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeobotError, match=r"holds no CustomResourceDefinition, got .*; name a folder of YAML files"):
        CrdSchemas(tmp_path)
    with pytest.raises(GeobotError, match=r"is not a folder, got .*/none; name a folder of YAML files"):
        CrdSchemas(tmp_path / "none")


def test_a_crd_that_is_none_is_named(folder: Path) -> None:
    text = (folder / "widgets.yaml").read_text()
    (folder / "widgets.yaml").write_text(text.replace("openAPIV3Schema", "openAPI"))
    with pytest.raises(GeobotError, match=r"widgets\.yaml: is not a CustomResourceDefinition, got 'openAPIV3Schema'; correct or remove it"):
        CrdSchemas(folder).served("example.org", "Widget")


def refusal(folder: Path) -> str:
    with pytest.raises(GeobotError) as caught:
        CrdSchemas(folder).kind("example.org/v1", "Widget")
    return str(caught.value)


def test_what_is_no_file_is_skipped(folder: Path) -> None:
    (folder / "folder.yaml").mkdir()
    (folder / "dangling.yaml").symlink_to(folder / "none")
    assert CrdSchemas(folder).kinds() == [("example.org", "Widget")]


def test_a_file_that_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert refusal(folder) == f"{folder}/widgets.yaml: cannot be read: Permission denied; make it a readable file"


def test_a_type_that_is_none_is_named(folder: Path) -> None:
    file = write_crd(folder, {"type": "objekt"})
    said = "\"objekt\" is not valid under any of the schemas listed in the 'anyOf' keyword"
    assert refusal(folder) == f"{file}: its schema is not one, got {said}; correct or remove it"


def test_a_list_in_the_place_of_a_schema_is_named(folder: Path) -> None:
    file = folder / "widgets.yaml"
    made = crd({"type": "object"})
    made["spec"]["versions"][0]["schema"]["openAPIV3Schema"] = [1]
    file.write_text(yaml.safe_dump(made))
    assert refusal(folder) == (
        f"{file}: is not a CustomResourceDefinition, got 'list' object has no attribute 'items'; correct or remove it"
    )
