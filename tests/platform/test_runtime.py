"""The Node process behind jsii."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from geobot_constructs.errors import GeobotError
from geobot_constructs.platform import runtime
from tests.projects import new_project, output, run_app
from tests.support import ROOT

REMEDY = "check JSII_NODE, NODE_OPTIONS and free disk space, then run again"


def test_node_comes_from_the_wheel_and_a_chosen_one_stays_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JSII_NODE", raising=False)
    runtime.prepare(ROOT)
    assert os.environ["JSII_NODE"] == str(runtime.NODE)
    assert runtime.NODE.is_file()
    monkeypatch.setenv("JSII_NODE", "/usr/bin/node")
    runtime.prepare(ROOT)
    assert os.environ["JSII_NODE"] == "/usr/bin/node"


def test_stack_traces_are_off_once_beside_other_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--no-warnings")
    runtime.prepare(ROOT)
    runtime.prepare(ROOT)
    assert os.environ["NODE_OPTIONS"] == "--no-warnings --stack-trace-limit=0"


def test_unpacked_libraries_are_kept_in_the_project_whatever_home_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JSII_RUNTIME_PACKAGE_CACHE", "JSII_RUNTIME_PACKAGE_CACHE_ROOT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/etc/passwd")
    runtime.prepare(tmp_path)
    assert os.environ["JSII_RUNTIME_PACKAGE_CACHE_ROOT"] == f"{tmp_path}/.cache/jsii"
    assert os.environ["JSII_RUNTIME_PACKAGE_CACHE"] == "enabled"
    assert (tmp_path / ".cache/jsii").is_dir()


def test_without_a_place_for_them_libraries_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JSII_RUNTIME_PACKAGE_CACHE", "JSII_RUNTIME_PACKAGE_CACHE_ROOT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".cache").write_text("a file where the folder should be")
    runtime.prepare(tmp_path)
    assert os.environ["JSII_RUNTIME_PACKAGE_CACHE"] == "disabled"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"JSII_NODE": "/bin/false"}, "it gave no answer"),
        ({"JSII_NODE": "/none"}, "/none: No such file or directory"),
        ({"NODE_OPTIONS": "--nonsense"}, "it gave no answer"),
    ],
    ids=str,
)
def test_a_node_that_does_not_start_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    project = new_project(tmp_path / "project")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = run_app(project, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == [f"Node stopped working: {said}; {REMEDY}", "refused; nothing was written"]
    assert not re.search("Traceback|Exception ignored|wrote", done.stderr)
    assert output(project) == {"dist": {}, "cdk.out": {}}


@pytest.mark.parametrize("environment", [{"HOME": "/proc/nope"}, {"HOME": "/etc/passwd"}, {"TMPDIR": "/nonexistent"}], ids=str)
def test_neither_home_nor_tmpdir_matters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = run_app(new_project(tmp_path / "project"))
    assert "geobot: wrote dist, cdk.out for" in done.stderr


IN_NODE = """
import os, sys
from pathlib import Path
from geobot_constructs.platform import runtime
runtime.prepare(Path.cwd())
from aws_cdk import App, Stack
from geobot_constructs.errors import GeobotError
try:
    with runtime.node():
        app = App()
        {work}
except GeobotError as error:
    print(error)
"""


def in_node(work: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", IN_NODE.format(work=work)], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_node_that_is_killed_is_one_message_and_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    done = in_node("os.killpg(runtime._STARTED[0]._process.pid, 9); Stack(app, 'A')")
    assert re.fullmatch(f"Node stopped working: (it gave no answer|Broken pipe); {re.escape(REMEDY)}\n", done.stdout), done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_what_node_holds_to_be_wrong_in_a_chart_keeps_its_words() -> None:
    done = in_node("Stack(app, 'A'); Stack(app, 'A')")
    assert done.stdout == "There is already a Construct with name 'A' in App; correct the chart\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_a_defect_of_ours_stays_a_traceback() -> None:
    assert "TypeError: type of argument stack_name must be" in in_node("Stack(app, 'A', stack_name=1)").stderr
    with pytest.raises(ZeroDivisionError), runtime.node():
        raise ZeroDivisionError


def test_a_refusal_of_ours_passes_unchanged() -> None:
    with pytest.raises(GeobotError, match=r"^ours$"), runtime.node():
        raise GeobotError("ours")


def test_ctrl_c_does_not_reach_node_which_has_a_session_of_its_own() -> None:
    done = in_node("pid = runtime._STARTED[0]._process.pid; print(os.getsid(pid) == pid)")
    assert (done.stdout, done.stderr) == ("True\n", "")
