"""The command line: what it prints, how it exits, what it leaves alone."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from geobot_constructs import cli
from tests.model.bad_inputs import BAD_INPUTS, BadInput
from tests.projects import new_project, output
from tests.support import ROOT


def old_output(project: Path) -> None:
    for path in ("dist/eu-west-1/base/Namespace.geo-bot.yaml", "cdk.out/manifest.json"):
        (project / path).parent.mkdir(parents=True)
        (project / path).write_text("old")


@pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.name)
def test_a_bad_input_ends_with_status_1_no_traceback_and_the_old_output(
    bad: BadInput, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = new_project(tmp_path / "project")
    old_output(project)
    bad.apply(project)
    before = output(project)
    assert cli.run_app(project, {}) == 1
    out, err = capfd.readouterr()
    count = len(bad.messages)
    assert out == ""
    assert err.splitlines() == [*bad.messages, f"{count} problem{'s' if count > 1 else ''} in the input; nothing was written"]
    assert output(project) == before
    assert {path.name for path in project.iterdir()} == {
        "app.py",
        "cdk.json",
        "cdk8s.yaml",
        "regions",
        "geobot_constructs",
        ".venv",
        "dist",
        "cdk.out",
    }


def test_validate_says_what_is_right_and_as_of_when() -> None:
    done = CliRunner().invoke(cli.geobot, ["validate", "--root", str(ROOT), "--as-of", "2026-11-24"])
    assert (done.exit_code, done.output) == (0, "geobot: the input is right, as of 2026-11-24\n")


def test_validate_refuses_what_has_expired_and_synth_does_not() -> None:
    done = CliRunner().invoke(cli.geobot, ["validate", "--root", str(ROOT), "--as-of", "2031-01-01"])
    assert done.exit_code == 1
    assert "transfers[0].expires: ended before 2031-01-01, got 2027-11-23" in done.output


def test_validate_prints_json_for_programs(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    next(bad for bad in BAD_INPUTS if bad.name == "too_many_cache_replicas").apply(project)
    done = CliRunner().invoke(cli.geobot, ["validate", "--root", str(project), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout) == [
        {
            "file": "regions/eu-west-1.yaml",
            "line": 28,
            "field": "cache.replicas",
            "problem": "should be 5 or less",
            "got": "9",
            "remedy": "one replica is the least that fails over, five the most a shard has",
        }
    ]


def test_a_wrong_option_ends_with_status_2() -> None:
    assert CliRunner().invoke(cli.geobot, ["synth", "--half", "third"]).exit_code == 2


def test_somebody_s_folder_is_not_replaced(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    (project / "thesis").mkdir()
    (project / "thesis" / "chapter-1.txt").write_text("x")
    code = cli.run_app(project, {"CDK_OUTDIR": "thesis"})
    assert code == 1
    assert (project / "thesis" / "chapter-1.txt").read_text() == "x"


def test_a_failure_after_the_output_was_put_in_place_is_not_called_a_refusal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = new_project(tmp_path / "project")
    (project / "linked").mkdir()
    assert cli.run_app(project, {"CDK8S_OUTDIR": "linked"}) == 1
    assert [line for line in capfd.readouterr().err.splitlines() if not line.startswith("geobot: ")] == [
        f"{project}/linked is in the way of the link to {project}/dist; remove it and run again",
        "failed after the output was put in place",
    ]
    assert (project / "dist").is_dir()


def test_a_signal_after_the_output_was_put_in_place_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    def work(outcome: cli.Outcome) -> None:
        outcome.place()
        os.kill(os.getpid(), signal.SIGTERM)

    assert cli.guarded(work) == 143
    assert capfd.readouterr().err == "stopped by SIGTERM after the output was put in place\n"


def test_a_signal_after_the_last_line_changes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.guarded(lambda outcome: outcome.place()) == 0
    os.kill(os.getpid(), signal.SIGTERM)
    assert capfd.readouterr().err == ""


def test_validate_starts_no_node() -> None:
    program = "import sys; from geobot_constructs import cli; print('jsii' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_installed_package_brings_the_command(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    copy = tmp_path / "source"
    shutil.copytree(ROOT / "geobot_constructs", copy / "geobot_constructs", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    subprocess.run([*pip, "--target", tmp_path / "site", copy], check=True)
    program = tmp_path / "site" / "bin" / "geobot"
    done = subprocess.run(
        [program, "validate", "--root", ROOT],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.fullmatch(r"geobot: the input is right, as of \d{4}-\d\d-\d\d\n", done.stderr)
