"""Folders that are wholly old or wholly new."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geobot_constructs.errors import OutputError
from geobot_constructs.platform.staging import Folder, reported, staged


def folder(path: Path) -> Folder:
    def foreign(found: Path) -> str | None:
        return None if (found / "mark").exists() else min((entry.name for entry in found.iterdir()), default=None)

    return Folder(path, foreign)


def fill(path: Path, text: str) -> None:
    path.mkdir(parents=True, exist_ok=True)
    (path / "mark").write_text(text)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    fill(tmp_path / "out", "old")
    (tmp_path / "out" / "removed").write_text("x")
    return tmp_path / "out"


def test_a_commit_replaces_the_whole_folder_and_leaves_nothing_beside_it(out: Path) -> None:
    with staged((folder(out),)) as commit:
        fill(folder(out).next, "new")
        commit()
    assert [path.name for path in out.iterdir()] == ["mark"]
    assert (out / "mark").read_text() == "new"
    assert sorted(path.name for path in out.parent.iterdir()) == [".out.lock", "out"]


def test_without_a_commit_everything_is_as_before(out: Path) -> None:
    with pytest.raises(ZeroDivisionError), staged((folder(out),)):
        fill(folder(out).next, "new")
        raise ZeroDivisionError
    assert (out / "mark").read_text() == "old"
    assert (out / "removed").exists()
    assert not folder(out).next.exists()


def test_a_run_killed_between_the_renames_is_repaired_by_the_next(out: Path) -> None:
    out.rename(folder(out).old)
    fill(folder(out).next, "half")
    with staged((folder(out),)):
        assert (out / "mark").read_text() == "old"
        assert list(folder(out).next.iterdir()) == []


def test_a_failed_second_rename_takes_the_first_one_back(out: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    fill(second, "old")
    with pytest.raises(OutputError, match="cannot put the output in place"), staged((folder(out), folder(second))) as commit:
        fill(folder(out).next, "new")
        folder(second).next.rmdir()
        commit()
    assert (out / "mark").read_text() == (second / "mark").read_text() == "old"


def test_two_runs_never_write_one_folder(out: Path) -> None:
    with staged((folder(out),)), pytest.raises(OutputError, match="is being written by another run; wait for it"), staged((folder(out),)):
        pass


def test_somebody_s_files_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("x")
    with pytest.raises(OutputError) as caught, staged((folder(tmp_path / "home"),)):
        pass
    assert str(caught.value) == (f"{tmp_path}/home holds what no synthesis wrote, such as thesis.txt; move it away or choose another place")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    (tmp_path / "link").symlink_to(tmp_path / "home")
    with pytest.raises(OutputError, match="is not a folder"), staged((folder(tmp_path / "link"),)):
        pass
    assert (tmp_path / "home" / "thesis.txt").exists()


def test_a_signal_waits_until_both_renames_are_done(out: Path) -> None:
    program = f"""
import os, signal
from pathlib import Path
from geobot_constructs.platform import staging
folder = staging.Folder(Path({str(out)!r}), lambda found: None)
rename = Path.rename
def slow(self, target):
    os.kill(os.getpid(), signal.SIGTERM)
    return rename(self, target)
with staging.staged((folder,)) as commit:
    (folder.next / "mark").write_text("new")
    Path.rename = slow
    commit()
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=Path.cwd(), env={**os.environ, "PYTHONPATH": "."}, check=False)
    assert done.returncode == -signal.SIGTERM
    assert [path.name for path in out.iterdir()] == ["mark"]
    assert (out / "mark").read_text() == "new"


def test_a_signal_also_waits_until_the_old_folder_is_gone(out: Path) -> None:
    program = f"""
import os, shutil, signal
from pathlib import Path
from geobot_constructs import signals
from geobot_constructs.platform import staging
folder = staging.Folder(Path({str(out)!r}), lambda found: None)
rmtree = shutil.rmtree
def slow(path, ignore_errors=False):
    os.kill(os.getpid(), signal.SIGTERM)
    return rmtree(path, ignore_errors)
signals.raise_stopped()
try:
    with staging.staged((folder,), lambda: print("placed")) as commit:
        (folder.next / "mark").write_text("new")
        shutil.rmtree = slow
        commit()
except signals.StoppedError as stop:
    print(stop.number)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": "."}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "placed\n15\n"
    assert sorted(path.name for path in out.parent.iterdir()) == [".out.lock", "out"]


@pytest.mark.parametrize("name", [".out.next", ".out.old"])
def test_a_stray_file_in_the_place_of_a_staged_folder_is_named(out: Path, name: str) -> None:
    (out.parent / name).write_text("x")
    with pytest.raises(OutputError) as caught, staged((folder(out),)):
        pass
    assert str(caught.value) == f"{out.parent}/{name} is in the way and is not a folder; remove it and run again"
    assert (out.parent / name).read_text() == "x"


def test_an_error_of_the_file_system_names_file_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught, reported("write dist"):
        (tmp_path / "none" / "x").write_text("")
    assert str(caught.value) == f"cannot write dist: {tmp_path}/none/x: No such file or directory; make it writable and run again"
