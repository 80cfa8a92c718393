"""Snapshots of templates as YAML that people read."""

from typing import Any

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class TemplateExtension(SingleFileSnapshotExtension):
    """One file a template, keys sorted, without what the CDK adds to every template."""

    _write_mode = WriteMode.TEXT
    file_extension = "yaml"

    def serialize(self, data: Any, **_: Any) -> str:
        shown = {name: part for name, part in data.items() if name not in ("Parameters", "Rules")}
        return yaml.safe_dump(shown, sort_keys=True, width=140)


@pytest.fixture
def template_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TemplateExtension)
