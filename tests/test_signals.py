"""Being asked to stop, from the first moment to the last."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geobot_constructs import signals
from tests.projects import new_project, output
from tests.support import ROOT

STATUS = {"SIGHUP": 129, "SIGINT": 130, "SIGTERM": 143}


def program(lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", STATUS)
def test_while_modules_load_a_signal_ends_the_process_with_one_line(name: str) -> None:
    done = program(
        f"import os, signal\nfrom geobot_constructs import signals\nsignals.leave_at_once()\nos.kill(os.getpid(), signal.{name})"
    )
    assert (done.returncode, done.stderr) == (STATUS[name], f"stopped by {name}; nothing was written\n")


def test_the_second_signal_does_not_disturb_the_clean_up() -> None:
    done = program("""
import os, signal
from geobot_constructs import signals
signals.raise_stopped()
try:
    os.kill(os.getpid(), signal.SIGINT)
except signals.StoppedError as stop:
    os.kill(os.getpid(), signal.SIGTERM)
    print("cleaned after", stop.number)
""")
    assert (done.returncode, done.stdout, done.stderr) == (0, "cleaned after 2\n", "")


def test_a_signal_while_python_ends_changes_nothing() -> None:
    done = program("""
import os, signal
from geobot_constructs import signals
class Last:
    def __del__(self, kill=os.kill, pid=os.getpid(), number=signal.SIGINT):
        kill(pid, number)
signals.raise_stopped()
signals.ignore()
import builtins
builtins.last = Last()
""")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_nohup_ignores_stays_ignored() -> None:
    done = program("""
import os, signal
from geobot_constructs import signals
signal.signal(signal.SIGHUP, signal.SIG_IGN)
signals.raise_stopped()
os.kill(os.getpid(), signal.SIGHUP)
print("still here")
""")
    assert (done.returncode, done.stdout) == (0, "still here\n")


def test_the_module_imports_nothing_heavy() -> None:
    done = program("import sys\nfrom geobot_constructs import signals\nprint({'click', 'yaml', 'pydantic', 'jsii'} & set(sys.modules))")
    assert done.stdout == "set()\n"
    assert signals.STOPPING == (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.mark.parametrize("name", STATUS)
def test_a_signal_to_the_whole_group_leaves_one_line_and_no_staged_folder(tmp_path: Path, name: str) -> None:
    project = new_project(tmp_path / "project")
    run = subprocess.Popen([sys.executable, "app.py"], cwd=project, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert run.stderr
    assert run.stderr.readline() == "geobot: building the Kubernetes half\n"
    deadline = time.monotonic() + 30
    while not (project / ".dist.next").is_dir() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.5)
    os.killpg(run.pid, signal.Signals[name])
    _, err = run.communicate(timeout=30)
    assert run.returncode == STATUS[name]
    assert [line for line in err.splitlines() if not line.startswith("geobot: building")] == [f"stopped by {name}; nothing was written"]
    assert output(project) == {"dist": {}, "cdk.out": {}}
    assert sorted(path.name for path in project.iterdir() if path.name.startswith((".dist", ".cdk.out"))) == [".cdk.out.lock", ".dist.lock"]
