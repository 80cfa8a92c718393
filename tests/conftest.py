"""What every test starts from; `prepare` comes before anything imports jsii."""

from pathlib import Path

import pytest

from geobot_constructs.platform.runtime import prepare
from tests.support import ROOT, reference_platform

prepare(ROOT)


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cloud assembly of this repository's own files, judged by aws-cdk-lib, written once."""
    from geobot_constructs.platform.assembly import build_app

    folder = tmp_path_factory.mktemp("assembly")
    build_app(reference_platform(), folder, validate=True).synth()
    return folder
