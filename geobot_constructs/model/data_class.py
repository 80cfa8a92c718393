"""Classes of data: every store, copy, key and route carries one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DataClassName = Literal["programme-data", "conversations", "answers", "logs", "configuration"]
"""One key per class and region; a credential has the class of the store it opens."""


@dataclass(frozen=True)
class DataClass:
    """What may be done with one kind of data."""

    name: DataClassName
    personal: bool
    """Whether it says something about a person; personal data stays in its jurisdiction."""

    meaning: str
    """What it is, in one sentence."""
