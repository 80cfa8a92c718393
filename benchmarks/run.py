"""Whole-process time and peak memory of a synthesis, for 1, 3, 10 and 100 regions; writes docs/benchmarks.md.

Cold means a new process with bytecode and jsii's package cache warm. Every round runs every case once, in shuffled order, so that
the drift of a busy machine hits all of them alike; figures are medians over the rounds.
"""

from __future__ import annotations

import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import psutil
from tabulate import tabulate

ROOT = Path(__file__).resolve().parent.parent
REGIONS = (1, 3, 10, 100)
HALVES = ("kubernetes", "aws", "both")
ROUNDS = {1: 3, 3: 7, 10: 3, 100: 1}
REPORT = ROOT / "docs" / "benchmarks.md"
TEMPLATE = ROOT / "regions" / "eu-west-1.yaml"


@dataclass
class Case:
    """One size and half, and what its runs took."""

    regions: int
    half: str
    seconds: list[float] = field(default_factory=list)
    mebibytes: list[float] = field(default_factory=list)
    objects: int = 0

    @property
    def median(self) -> float:
        """Median wall-clock time, in seconds."""
        return statistics.median(self.seconds)


def region_names(count: int) -> Iterator[str]:
    """Names in the shape of AWS's, the first of them the primary."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for number in range(count):
        yield f"x{letters[number // 9 % 26]}-north-{number % 9 + 1}"


def generate(folder: Path, count: int) -> None:
    """Write a project with `count` regions, each with an address range of its own."""
    (folder / "regions").mkdir(parents=True)
    names = list(region_names(count))
    shared = (ROOT / "regions" / "platform.yaml").read_text().replace("database_home: us-east-1", f"database_home: {names[0]}")
    (folder / "regions" / "platform.yaml").write_text(shared)
    for number, name in enumerate(names):
        text = TEMPLATE.read_text().replace(TEMPLATE.stem, name).replace("10.1.0.0", f"10.{number}.0.0")
        if number == 0:
            text = text.replace("role: secondary", "role: primary").replace("{replica_of: us-east-1}", "created")
        (folder / "regions" / f"{name}.yaml").write_text(text.replace("us-east-1", names[0]))


def measure(case: Case, project: Path) -> None:
    """Run the case once for its time, and the first time once more for its memory, which is slow to watch."""
    started = time.perf_counter()
    run(case, project)
    case.seconds.append(time.perf_counter() - started)
    if not case.mebibytes:
        case.mebibytes.append(run(case, project, watch=True) / 2**20)
    manifests = sum(1 for _ in (project / "dist").rglob("*.yaml")) if case.half != "aws" else 0
    templates = (project / "cdk.out").glob("*.template.json") if case.half != "kubernetes" else ()
    case.objects = manifests + sum(template.read_text().count('\n   "Type": "AWS::') for template in templates)


def run(case: Case, project: Path, *, watch: bool = False) -> int:
    """Run the case once; returns the peak memory in bytes where it was watched, else 0."""
    command = [sys.executable, "-m", "geobot_constructs", "synth", "--root", str(project), "--half", case.half]
    # One cache of unpacked packages for all projects, or each would pay for its own.
    environment = {**os.environ, "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(ROOT / ".cache" / "jsii")}
    process = psutil.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    peak = 0
    while watch and process.poll() is None:
        peak = max(peak, memory(process))
        time.sleep(0.02)
    if process.wait():
        sys.exit(f"the run failed: {' '.join(command)}")
    return peak


def memory(process: psutil.Popen) -> int:
    """Proportional set size of a process and all its children, in bytes."""
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            total += one.memory_full_info().pss
    except psutil.Error:
        return total
    return total


def processor() -> str:
    """Model name of the processor."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())


def report(cases: list[Case]) -> str:
    """The page, as Markdown."""
    by_key = {(case.regions, case.half): case for case in cases}
    rows = [
        [
            case.half,
            case.regions,
            f"{case.median:.2f}",
            f"{min(case.seconds):.2f} to {max(case.seconds):.2f}",
            f"{case.mebibytes[0]:.0f}",
            case.objects,
            f"{1000 * case.median / case.objects:.1f}",
        ]
        for case in sorted(cases, key=lambda case: (HALVES.index(case.half), case.regions))
    ]
    growth = [
        [half, *(f"{1000 * (by_key[big, half].median - by_key[small, half].median) / (big - small):.0f}" for small, big in steps())]
        for half in HALVES
    ]
    machine = f"{os.cpu_count()} cores of {processor()}, {psutil.virtual_memory().total / 2**30:.0f} GiB, {platform.system()}"
    head = ["half", "regions", "seconds", "least to most", "peak MiB", "objects", "ms per object"]
    return f"""# Benchmarks

Made by `make bench`: whole processes, from start to exit, all checks included, custom resources unchecked. Peak memory is the sum of
the proportional set sizes of Python and Node. An object is a manifest or a CloudFormation resource.

Machine: {machine}, Python {platform.python_version()}. Rounds: {", ".join(f"{n} for {size}" for size, n in ROUNDS.items())} regions.

{tabulate(rows, head, tablefmt="github")}

Milliseconds that each further region adds:

{tabulate(growth, ["half", *(f"{small} to {big} regions" for small, big in steps())], tablefmt="github")}
"""


def steps() -> list[tuple[int, int]]:
    """Neighbouring sizes."""
    return list(pairwise(REGIONS))


def main() -> None:
    """Measure every case and write the page."""
    cases = [Case(regions, half) for regions in REGIONS for half in HALVES]
    with tempfile.TemporaryDirectory() as folder:
        projects = {regions: Path(folder) / str(regions) for regions in REGIONS}
        for regions, project in projects.items():
            generate(project, regions)
        measure(Case(1, "both"), projects[1])
        for number in range(max(ROUNDS.values())):
            chosen = [case for case in cases if number < ROUNDS[case.regions]]
            random.shuffle(chosen)
            for case in chosen:
                print(f"round {number + 1}: {case.regions} regions, {case.half}", file=sys.stderr, flush=True)
                measure(case, projects[case.regions])
    REPORT.write_text(report(cases))
    print(REPORT.read_text())


if __name__ == "__main__":
    main()
