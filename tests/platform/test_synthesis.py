"""From the files to both halves: the same bytes every time, all or nothing."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.projects import digest, new_project, output, run_app
from tests.support import ROOT


@pytest.fixture
def project(tmp_path: Path, synthesized: Path) -> Path:
    """A project of its own with both halves already written."""
    copy = new_project(tmp_path / "project")
    for name in ("dist", "cdk.out"):
        shutil.copytree(synthesized / name, copy / name)
    return copy


def test_the_committed_output_is_current(synthesized: Path) -> None:
    assert digest(synthesized / "dist") == digest(ROOT / "dist")


def test_another_hash_seed_locale_time_zone_and_folder_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    before = output(project)
    for name in ("dist", "cdk.out"):
        shutil.rmtree(project / name)
    run_app(project, cwd=tmp_path, PYTHONHASHSEED="4711", LC_ALL="tr_TR.UTF-8", TZ="Asia/Kathmandu", CDK_CONTEXT_JSON='{"a":"b"}')
    assert output(project) == before


def test_nothing_in_the_output_names_this_machine(synthesized: Path) -> None:
    for name in ("dist", "cdk.out"):
        for path in (synthesized / name).rglob("*"):
            if path.is_file():
                text = path.read_text()
                assert str(synthesized.parent) not in text, path
                assert ".next" not in text, path


def test_a_removed_region_s_files_disappear_and_nothing_else_changes(project: Path) -> None:
    before = digest(project / "dist")
    (project / "regions/ap-southeast-1.yaml").unlink()
    run_app(project)
    assert digest(project / "dist") == {path: value for path, value in before.items() if not path.startswith("ap-southeast-1/")}


def test_a_fourth_region_is_one_more_file(project: Path) -> None:
    before = output(project)
    text = (project / "regions/eu-west-1.yaml").read_text()
    for old, new in (("eu-west-1", "ca-central-1"), ("eu-central-1", "ca-west-1"), (": EU", ": CA"), ("10.1.0.0", "10.3.0.0")):
        text = text.replace(old, new)
    (project / "regions/ca-central-1.yaml").write_text(text)
    run_app(project)
    after = output(project)
    added = {name: {path for path in after[name] if path not in before[name]} for name in after}
    changed = {name: {path for path in before[name] if after[name].get(path) != before[name][path]} for name in after}
    assert {path.partition("/")[0] for path in added["dist"]} == {"ca-central-1"}
    assert {path.rpartition("-")[0] for path in added["cdk.out"]} == {"geo-bot-ca-central-1"}
    assert len(added["dist"]) == len(before["dist"]) / 3
    assert changed["dist"] == set()
    # Their job is to list regions: the assembly's tables of contents, and the credentials made where the database was created.
    listing = {f"geo-bot-us-east-1-secrets.{kind}.json" for kind in ("assets", "metadata", "template")}
    assert changed["cdk.out"] == {"manifest.json", "tree.json", *listing}


def test_a_broken_policy_refuses_with_file_rule_problem_and_remedy_and_changes_nothing(project: Path) -> None:
    before = output(project)
    path = project / "regions/platform.yaml"
    waiver = (
        "waivers:\n  - rule: no-such-rule\n    object: dist/*/x\n    reason: this one is here by mistake\n"
        "    approved_by: security officer\n    expires: 2027-01-01\n"
    )
    path.write_text(path.read_text() + waiver)
    done = run_app(project, check=False)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("geobot:")]
    assert done.returncode == 1
    assert lines == [
        "regions/platform.yaml: waiver-unused: waivers: no finding matches, got rule no-such-rule and object dist/*/x; "
        "remove it, or correct rule and object",
        "refused; nothing was written",
    ]
    assert output(project) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_writing_leaves_the_old_output_whole(project: Path, number: signal.Signals) -> None:
    (project / "regions/ap-southeast-1.yaml").unlink()
    before = output(project)
    process = subprocess.Popen([sys.executable, "app.py"], cwd=project, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (project / ".dist.next" / "us-east-1").exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert stderr.splitlines()[-1] == f"stopped by {number.name}; nothing was written"
    assert "Traceback" not in stderr
    assert output(project) == before
    assert sorted(path.name for path in project.glob(".*.next")) == []


def test_a_killed_run_leaves_whole_folders_and_the_next_run_clears_up(project: Path) -> None:
    before = output(project)
    process = subprocess.Popen([sys.executable, "app.py"], cwd=project, stderr=subprocess.DEVNULL)
    while not (project / ".dist.next" / "us-east-1").exists():
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert output(project) == before
    run_app(project)
    assert output(project) == before
    assert sorted(path.name for path in project.glob(".*.next")) == []


# Kilobytes left on the disk, and the half whose writing then fails: two regions' dist needs about 250, their cdk.out 500.
FULL_DISKS = [(100, "dist"), (400, "the cloud assembly")]


@pytest.mark.parametrize(("kilobytes", "half"), FULL_DISKS)
def test_a_full_disk_leaves_the_old_output_whole(project: Path, tmp_path: Path, kilobytes: int, half: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f"""
set -e
mount -t tmpfs -o size=8m tmpfs {disk}
cp -a {project}/. {disk}/
rm {disk}/regions/ap-southeast-1.yaml
(cd {disk}; find dist cdk.out -type f | sort | xargs sha256sum) > {tmp_path}/before
dd if=/dev/zero of={disk}/filler bs=1k count=$(( $(df -k --output=avail {disk} | tail -n 1) - {kilobytes} )) status=none
code=0; {sys.executable} {disk}/app.py 2> {tmp_path}/errors || code=$?
(cd {disk}; find dist cdk.out -type f | sort | xargs sha256sum) > {tmp_path}/after
echo $code; ls -A {disk}
"""
    done = subprocess.run(["unshare", "--map-root-user", "--mount", "bash", "-c", script], capture_output=True, text=True, check=True)
    code, *names = done.stdout.split()
    errors = (tmp_path / "errors").read_text().splitlines()
    assert code == "1"
    assert errors[-2].startswith(f"cannot write {half}:")
    assert "no space left on device" in errors[-2].lower()
    assert "free some space" in errors[-2]
    assert errors[-1] == "refused; nothing was written"
    assert (tmp_path / "after").read_text() == (tmp_path / "before").read_text()
    assert [name for name in names if name.endswith(".next")] == []
