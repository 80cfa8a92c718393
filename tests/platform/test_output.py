"""The committed `dist/` held to the schemas of three Kubernetes versions and to the operators' CRDs."""

import os
from pathlib import Path

import pytest
import yaml

from geobot_constructs.model.output import Document, Output
from geobot_constructs.policy import schema
from geobot_constructs.policy.schema import Schemas
from tests.support import ROOT, reference_platform

CRDS = os.environ.get("GEOBOT_CRDS")


@pytest.fixture(scope="module")
def output() -> Output:
    documents = []
    for path in sorted((ROOT / "dist").rglob("*.yaml")):
        shown = path.relative_to(ROOT)
        documents.append(Document(str(shown), shown.parts[1], shown.parts[2], "", yaml.safe_load(path.read_text())))
    return Output(tuple(documents), None)


@pytest.mark.parametrize("version", ["1.34", "1.35", "1.36"])
def test_every_document_is_valid_in_each_version(version: str, output: Output, tmp_path: Path) -> None:
    if CRDS is None:
        reason = "custom resources are unchecked without GEOBOT_CRDS"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    schemas = Schemas(version, Path(CRDS), tmp_path)
    assert [str(finding) for finding in schema.check(output, reference_platform(), schemas)] == []
    assert schemas.unchecked(output) == ()


def test_without_crds_the_kinds_nobody_checked_are_named(output: Output) -> None:
    assert Schemas("1.35").unchecked(output) == (
        "AppProject argoproj.io/v1alpha1",
        "Application argoproj.io/v1alpha1",
        "ExternalSecret external-secrets.io/v1",
        "SecretStore external-secrets.io/v1",
    )
