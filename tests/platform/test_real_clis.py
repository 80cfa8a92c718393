"""The unmodified `cdk8s` and `cdk` commands run app.py, each its half, with the same bytes as `python app.py`."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from geobot_constructs.platform.runtime import NODE
from tests.projects import new_project, output
from tests.support import ROOT

TOOLS = ROOT / "node_modules" / ".bin"
pytestmark = [
    pytest.mark.cli,
    pytest.mark.skipif(not TOOLS.exists() and not os.environ.get("CI"), reason="the commands are not installed; run make test"),
]


@pytest.fixture
def project(tmp_path: Path, synthesized: Path) -> Path:
    copy = new_project(tmp_path / "project")
    for name in ("dist", "cdk.out"):
        shutil.copytree(synthesized / name, copy / name)
    return copy


def command(project: Path, name: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run one of the two commands without credentials, network or the person's settings."""
    environment = {
        "AWS_EC2_METADATA_DISABLED": "true",
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "HOME": str(project.parent),
        # The package cache, which would be unpacked again for each project.
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": os.environ["JSII_RUNTIME_PACKAGE_CACHE_ROOT"],
        "PATH": f"{NODE.parent}:{os.defpath}",
    }
    if name == "cdk8s":
        environment["CDK8S_CHECK_UPGRADE"] = "false"
    return subprocess.run([NODE, TOOLS / name, *arguments], cwd=project, env=environment, capture_output=True, text=True, check=check)


def test_cdk8s_synth_writes_the_same_dist_and_lists_its_files(project: Path) -> None:
    before = output(project)
    shutil.rmtree(project / "dist")
    done = command(project, "cdk8s", "synth")
    assert output(project) == before
    assert done.stdout.count("  - .cdk8s/") == len(before["dist"])


def test_cdk_ls_and_synth_write_the_same_assembly_and_name_every_stack(project: Path) -> None:
    before = output(project)
    shutil.rmtree(project / "cdk.out")
    stacks = command(project, "cdk", "ls", "--no-notices").stdout.split()
    assert output(project) == before
    assert len(stacks) == 21
    assert stacks[0] == "geo-bot-ap-southeast-1-keys"
    command(project, "cdk", "synth", "--quiet", "--no-notices", "-c", "@aws-cdk/core:defaultCrossStackReferences=strong")
    assert output(project) == before


def test_cdk_synth_writes_where_it_is_told(project: Path) -> None:
    before = output(project)
    command(project, "cdk", "synth", "--quiet", "--no-notices", "--output", "elsewhere")
    (project / "elsewhere").rename(project / "cdk.out.2")
    shutil.rmtree(project / "cdk.out")
    (project / "cdk.out.2").rename(project / "cdk.out")
    assert output(project) == before


@pytest.mark.parametrize(("name", "arguments"), [("cdk8s", ["synth"]), ("cdk", ["synth", "--no-notices"]), ("cdk", ["ls", "--no-notices"])])
def test_a_refusal_shows_our_errors_and_leaves_the_old_output(project: Path, name: str, arguments: list[str]) -> None:
    path = project / "regions/eu-west-1.yaml"
    path.write_text(path.read_text().replace("role: secondary", "role: primary"))
    before = output(project)
    done = command(project, name, *arguments, check=False)
    shown = done.stdout + done.stderr
    assert done.returncode == 1
    assert "regions/us-east-1.yaml:2: role: is a second primary, eu-west-1 is the first, got primary; make one of them secondary" in shown
    # cdk8s ends with a trace of its own, of the process it started; nothing of ours stands in one.
    assert name == "cdk8s" or "    at " not in shown
    assert "Traceback" not in shown
    assert output(project) == before
