"""A project of its own for a test: the reference files in a folder that nothing else uses."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT

COPIED = ("app.py", "cdk.json", "cdk8s.yaml")


def new_project(folder: Path) -> Path:
    """Copy the input files and the entry points; the package and the tools are links to this checkout's."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "regions", folder / "regions")
    (folder / "geobot_constructs").symlink_to(ROOT / "geobot_constructs")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def digest(folder: Path) -> dict[str, str]:
    """Digest of every file under a folder, by relative path; empty where there is no folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def output(project: Path) -> dict[str, dict[str, str]]:
    """Digests of both halves."""
    return {name: digest(project / name) for name in ("dist", "cdk.out")}


def run_app(project: Path, *, check: bool = True, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python app.py` of a project; `environment` is added to this process's."""
    done = subprocess.run(
        [sys.executable, project / "app.py"],
        cwd=cwd or project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr
    return done
