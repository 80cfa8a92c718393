"""JSON Schemas of the files under `regions/`, by which editors complete and check them."""

from __future__ import annotations

import json
from typing import Any

from geobot_constructs.model.platform_spec import PlatformSpec
from geobot_constructs.model.region import RegionSpec
from geobot_constructs.model.spec import Spec

FOLDER = "regions/schema"
"""Where they are kept, under the root of the project."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""JSON Schema version that pydantic writes."""


def json_schemas() -> dict[str, str]:
    """Text of every schema, by file name."""
    models: dict[str, type[Spec]] = {"platform.json": PlatformSpec, "region.json": RegionSpec}
    return {
        name: json.dumps(_clean({"$schema": DIALECT, **model.model_json_schema()}), indent=2, ensure_ascii=False) + "\n"
        for name, model in models.items()
    }


def _clean(schema: Any) -> Any:
    """The schema without what only our own error messages read."""
    if isinstance(schema, dict):
        return {key: _clean(value) for key, value in schema.items() if key != "remedy"}
    if isinstance(schema, list):
        return [_clean(value) for value in schema]
    return schema
