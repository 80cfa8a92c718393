"""The schemas editors use."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from geobot_constructs.model.json_schema import FOLDER, json_schemas
from tests.support import ROOT


def test_the_committed_schemas_are_current() -> None:
    assert {path.name: path.read_text() for path in (ROOT / FOLDER).iterdir()} == json_schemas()


@pytest.mark.parametrize("path", sorted((ROOT / "regions").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    kind = "platform" if path.stem == "platform" else "region"
    assert path.read_text().startswith(f"# yaml-language-server: $schema=schema/{kind}.json\n")
    data = json.loads(json.dumps(yaml.safe_load(path.read_text()), default=str))
    jsonschema_rs.validator_for(json.loads(json_schemas()[f"{kind}.json"])).validate(data)


def test_every_field_is_described() -> None:
    schema = json.loads(json_schemas()["region.json"])
    for name, definition in schema["$defs"].items():
        for field, value in definition["properties"].items():
            assert value.get("description"), f"{name}.{field}"
