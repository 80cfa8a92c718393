"""The command `geobot`, and the run behind `app.py`.

Exit status: 0 done, 1 refused or failed with a message, 2 wrong usage, 129 hung up, 130 interrupted, 143 terminated.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import click

from geobot_constructs import __version__, signals
from geobot_constructs.catalog import CATALOG
from geobot_constructs.errors import GeobotError, InputError, Problem
from geobot_constructs.model.json_schema import FOLDER, json_schemas
from geobot_constructs.model.loading import load_inputs
from geobot_constructs.model.platform import join
from geobot_constructs.model.rules import expired
from geobot_constructs.platform.staging import reported
from geobot_constructs.signals import UNCHANGED, StoppedError

CRDS_SETTING = "GEOBOT_CRDS"
"""Environment variable that names a directory of CustomResourceDefinitions; custom resources are checked only with it."""

CACHE = Path(".cache") / "geobot"
"""Folder of converted schemas, under the root of the project; safe to delete at any time."""


@dataclass
class Outcome:
    """How far a run came."""

    placed: bool = False
    """Whether the output is in place."""

    def place(self) -> None:
        """Note that it is."""
        self.placed = True


def guarded(work: Callable[[Outcome], None]) -> int:
    """Run `work` and turn whatever a person or the machine did into a message and an exit status.

    Args:
        work: What to do; it notes when its output is in place, and raises `GeobotError` to refuse.
    """
    outcome = Outcome()
    signals.raise_stopped()
    try:
        work(outcome)
        signals.ignore()
    except InputError as error:
        count = len(error.problems)
        return _fail(f"{error}\n{count} problem{'s' if count > 1 else ''} in the input; {UNCHANGED}")
    except GeobotError as error:
        return _fail(f"{error}\n{'failed after the output was put in place' if outcome.placed else f'refused; {UNCHANGED}'}")
    except StoppedError as stop:
        words = signals.stopped_by(stop.number)
        _fail(f"{words} after the output was put in place" if outcome.placed else f"{words}; {UNCHANGED}")
        return 128 + stop.number
    return 0


def _fail(message: str) -> int:
    *lines, last = message.splitlines()
    for line in lines:
        click.secho(line, err=True)
    click.secho(last, err=True, fg="red")
    return 1


def _synthesize(
    root: Path, outcome: Outcome, *, dist: Path | None, assembly: Path | None, crds: Path | None, linked: Path | None = None
) -> None:
    """Load, compose, check and write the halves that have a place."""
    inputs = load_inputs(root, CATALOG)
    platform = join(inputs.shared, inputs.specs, CATALOG)

    # Only now: a refused input costs no start of Node.
    from geobot_constructs.platform import runtime  # noqa: PLC0415 - only now: it starts Node or takes its time

    runtime.prepare(root)
    # A run is over before there is anything to collect; looking for it takes a tenth of the time (docs/benchmarks.md).
    gc.disable()
    from geobot_constructs.platform.synthesis import Target, link, synthesize  # noqa: PLC0415 - only now: it starts Node or takes its time
    from geobot_constructs.policy.schema import Schemas  # noqa: PLC0415 - only now: it starts Node or takes its time

    schemas = Schemas(platform.shared.kubernetes_version, crds, root / CACHE)
    report = synthesize(
        platform, Target(dist, assembly), schemas, lambda words: click.echo(f"geobot: {words}", err=True), placed=outcome.place
    )
    if linked is not None and dist is not None:
        link(linked, dist)
    for finding, waiver in report.waived:
        click.echo(f"geobot: waived until {waiver.expires}: {finding}", err=True)
    if report.unchecked:
        click.echo(f"geobot: not checked, for want of {CRDS_SETTING}: {', '.join(report.unchecked)}", err=True)
    regions = ", ".join(region.name for region in platform.regions)
    # From here the run counts as done.
    signals.ignore()
    click.echo(f"geobot: wrote {', '.join(str(p.name) for p in (dist, assembly) if p)} for {regions}", err=True)


def run_app(root: Path, environment: Mapping[str, str]) -> int:
    """Do what `python app.py` does: both halves, or the one that the `cdk8s` or `cdk` command asks for.

    Args:
        root: Folder of the project.
        environment: The process's environment.

    Returns:
        Exit status.
    """
    kubernetes, aws = environment.get("CDK8S_OUTDIR"), environment.get("CDK_OUTDIR")
    both = not kubernetes and not aws
    crds = environment.get(CRDS_SETTING)
    return guarded(
        lambda outcome: _synthesize(
            root,
            outcome,
            dist=root / "dist" if kubernetes or both else None,
            assembly=root / (aws or "cdk.out") if aws or both else None,
            crds=Path(crds) if crds else None,
            linked=root / kubernetes if kubernetes else None,
        )
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def geobot() -> None:
    """Run a service in many regions: Kubernetes YAML and CloudFormation from the files under regions/."""


@geobot.command()
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder that holds regions/.")
@click.option("--half", type=click.Choice(["kubernetes", "aws", "both"]), default="both", show_default=True, help="What to write.")
@click.option(
    "--crds",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    envvar=CRDS_SETTING,
    help=f"Directory of CustomResourceDefinitions to check custom resources against. [env: {CRDS_SETTING}]",
)
def synth(root: Path, half: str, crds: Path | None) -> None:
    """Write dist/ and cdk.out/, or refuse and change nothing."""
    sys.exit(
        guarded(
            lambda outcome: _synthesize(
                root.resolve(),
                outcome,
                dist=root.resolve() / "dist" if half != "aws" else None,
                assembly=root.resolve() / "cdk.out" if half != "kubernetes" else None,
                crds=crds,
            )
        )
    )


@geobot.command()
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder that holds regions/.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day by which declarations may have expired.  [default: today]"
)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON on standard output.")
def validate(root: Path, as_of: datetime | None, as_json: bool) -> None:
    """Check the files under regions/, and that no transfer or waiver has expired; needs no Node and writes nothing."""
    day = as_of.date() if as_of else date.today()
    problems: tuple[Problem, ...]
    try:
        problems = expired(load_inputs(root, CATALOG), day)
    except InputError as error:
        problems = error.problems
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in problems], indent=2))
        sys.exit(1 if problems else 0)

    def report(_: Outcome) -> None:
        if problems:
            raise InputError(problems)
        click.echo(f"geobot: the input is right, as of {day}", err=True)

    sys.exit(guarded(report))


@geobot.command()
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder that holds regions/.")
def schema(root: Path) -> None:
    """Write regions/schema/*.json, by which editors complete and check the files."""

    def write(_: Outcome) -> None:
        with reported("write the schemas"):
            folder = root / FOLDER
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in json_schemas().items():
                (folder / name).write_text(text, encoding="utf-8", newline="\n")

    sys.exit(guarded(write))


def main() -> None:
    """Entry point of the installed command."""
    geobot(prog_name="geobot")
