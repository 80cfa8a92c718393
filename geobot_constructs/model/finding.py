"""What a policy found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One place where the output breaks a rule."""

    path: str
    """File under `dist/` or `cdk.out/`."""

    rule: str
    """Rule id, such as `selector-matches`."""

    construct: str
    """Path of the construct that wrote it; empty where nothing was written."""

    problem: str
    """What is wrong, with the value as found."""

    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        construct = f" ({self.construct})" if self.construct else ""
        return f"{self.path}{construct}: {self.rule}: {self.problem}; {self.remedy}"
