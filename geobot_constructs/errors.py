"""Every error this project raises on purpose.

GeobotError            what a person did or the machine refused; printed without a traceback, exit status 1
|-- InputError         the files under regions/ are wrong: one Problem a line
|-- NamingError        a name breaks a limit of the service that owns it
|-- ManifestError      the body of a manifest cannot be written to YAML
|-- RefusedError       what was synthesized breaks a policy: one Finding a line
`-- OutputError        the output could not be written; the old output stands
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one input file."""

    file: str
    """Path as the person would type it, such as `regions/eu-west-1.yaml`."""

    line: int
    """Line of the value, of its key or, for a missing field, of the block it is missing from; from 1."""

    field: str
    """Dotted path, such as `cache.replicas` or `network.zones[2]`; empty for the whole file."""

    problem: str
    """What is wrong, lower case, no full stop."""

    got: str
    """The value as it stands in the file; empty when there is none."""

    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        got = f", got {self.got}" if self.got else ""
        return f"{self.file}:{self.line}: {field}{self.problem}{got}; {self.remedy}"


class GeobotError(Exception):
    """Base of every error that is reported without a traceback."""


class InputError(GeobotError):
    """The files under `regions/` are wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Collect every problem of every file.

        Args:
            problems: At least one.
        """
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class NamingError(GeobotError):
    """A name breaks a limit of the service that owns it."""


class ManifestError(GeobotError):
    """The body of a manifest holds something YAML and Kubernetes cannot."""


class RefusedError(GeobotError):
    """What was synthesized breaks a policy; nothing was written."""


class OutputError(GeobotError):
    """The output could not be written; the old output stands."""
