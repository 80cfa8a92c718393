"""Inputs that are wrong, and every line a person then reads; kept in bad_inputs.yaml."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class BadInput:
    """One change to the reference platform's files."""

    name: str
    file: str
    new: str
    messages: list[str]
    old: str | None = None
    """Text that is replaced; None replaces the whole file."""

    def apply(self, root: Path) -> None:
        """Make the change in `root/regions/`."""
        path = root / "regions" / self.file
        text = path.read_text()
        if self.old is not None:
            assert self.old in text, f"{self.name}: the reference platform no longer has this text"
        path.write_text(self.new if self.old is None else text.replace(self.old, self.new, 1))


BAD_INPUTS = tuple(BadInput(**entry) for entry in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text()))
