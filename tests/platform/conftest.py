"""One synthesis of the reference project, shared by the tests that only read it."""

from pathlib import Path

import pytest

from tests.projects import new_project, run_app


@pytest.fixture(scope="session")
def synthesized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with both halves written; tests read it and never change it."""
    project = new_project(tmp_path_factory.mktemp("reference") / "project")
    run_app(project)
    return project
