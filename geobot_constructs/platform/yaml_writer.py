"""Plain data to YAML that YAML 1.1 and YAML 1.2 readers take for the same thing."""

from __future__ import annotations

import re

import yaml

from geobot_constructs.model.output import Body

MAY_BE_MISREAD = re.compile(r"[-+.0-9~=<].*|y|n|yes|no|on|off|true|false|null", re.IGNORECASE | re.DOTALL)
"""Strings that some reader takes for a number, a boolean, a date or nothing: quoted when in doubt."""

UNPRINTABLE = re.compile(r"[^\x20-\x7e\n\xa1-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
"""Characters that readers drop, fold or refuse when they are not escaped."""

NEVER_FOLD = 2**20
"""Line width of the emitter: a long string stays on its line, so that a diff shows what changed."""


class _Dumper(yaml.CSafeDumper):
    """libyaml's emitter with our quoting."""

    def ignore_aliases(self, data: object) -> bool:
        """Write every value out; an alias would tie two fields together."""
        del data
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if UNPRINTABLE.search(text) or MAY_BE_MISREAD.fullmatch(text):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def to_yaml(body: Body) -> str:
    """One document, keys in the order of the body, LF line ends, at the end too.

    Args:
        body: Plain data, as `kubernetes/body.py` admits it.
    """
    return str(yaml.dump(body, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=NEVER_FOLD, line_break="\n"))
