"""One control plane a region: a fresh etcd, the CRDs that dist/ uses, and every object of the region."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from geobot_constructs.platform.charts import WAVES
from tests.cluster.binaries import available, programs
from tests.cluster.control_plane import ControlPlane, control_plane
from tests.support import ROOT, reference_platform

REGIONS = [region.name for region in reference_platform().regions]


def _requirements() -> str:
    """What is missing; empty where nothing is."""
    missing = []
    if not available():
        missing.append("Go, or KUBEBUILDER_ASSETS")
    if not os.environ.get("GEOBOT_CRDS"):
        missing.append("GEOBOT_CRDS")
    return " and ".join(missing)


@pytest.fixture(scope="session")
def _tools() -> dict[str, Path]:
    if missing := _requirements():
        reason = f"the cluster tier needs {missing}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return programs()


@pytest.fixture(scope="session", params=REGIONS)
def region_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def plane(region_name: str, _tools: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[ControlPlane]:
    """A control plane that knows the kinds of `dist/` and where Argo CD is installed."""
    with control_plane(_tools, tmp_path_factory.mktemp(region_name)) as running:
        running.apply(*crd_files())
        running.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")
        running.kubectl("create", "namespace", "argocd")
        yield running


@pytest.fixture(scope="session")
def applied(plane: ControlPlane, region_name: str) -> dict[str, list[str]]:
    """What the server answered for each app of the region, in wave order."""
    folder = ROOT / "dist" / region_name
    apps = ["argocd", *sorted(WAVES, key=lambda app: (WAVES[app], app))]
    assert sorted(apps) == sorted(path.name for path in folder.iterdir())
    # Inside an app Argo CD applies namespaces first.
    return {
        app: plane.apply(*sorted((folder / app).iterdir(), key=lambda path: (not path.name.startswith("Namespace."), path.name)))
        for app in apps
    }


def crd_files() -> list[Path]:
    """Files of the CRDs that `dist/` uses."""
    bodies = [yaml.safe_load(path.read_text()) for path in (ROOT / "dist").rglob("*.yaml")]
    used = {(body["apiVersion"].partition("/")[0], body["kind"]) for body in bodies if "." in body["apiVersion"].partition("/")[0]}
    found = []
    for path in sorted(Path(os.environ["GEOBOT_CRDS"]).rglob("*.yaml")):
        text = path.read_text()
        group, kind = re.search(r"^  group: (\S+)$", text, re.MULTILINE), re.search(r"^    kind: (\S+)$", text, re.MULTILINE)
        if group and kind and (group[1], kind[1]) in used:
            found.append(path)
    return found
