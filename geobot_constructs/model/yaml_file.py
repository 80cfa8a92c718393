"""Reading one YAML file so that every value knows its line, and nothing means two things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from geobot_constructs.errors import InputError, Problem

Location = tuple[str | int, ...]
"""Where a value stands: keys and indices from the top."""

READERS_DISAGREE = re.compile(
    r"y|n|yes|no|on|off"  # booleans in YAML 1.1 only
    r"|[-+]?0[0-7_]+|0o[0-7]+|[-+]?0b[01_]+"  # octal and binary, by one reader each
    r"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"  # base 60
    r"|[-+]?[0-9]+_[0-9_.]*"  # digits in groups
    r"|[-+]?[0-9]+(\.[0-9]*)?[eE][0-9]+"  # 1e3: a string in 1.1, a number in 1.2
    r"|=|<<",
    re.IGNORECASE,
)
"""Unquoted scalars that YAML 1.1 and YAML 1.2 read differently. Source: yaml.org, type repository and 1.2.2 core schema."""

NOT_FINITE = re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE)
"""How YAML writes what JSON, and so the Kubernetes API, cannot hold."""

MOST_DIGITS = 100
"""Characters a whole number may have; no field needs more, and Python refuses to convert some thousands."""

PLAIN_TAGS = {"str", "int", "float", "bool", "null", "timestamp"}
"""What a scalar may be; a timestamp is kept as the text it is."""

SCALARS: Mapping[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:int": lambda text: int(text, 0),
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": lambda text: text.lower() == "true",
    "tag:yaml.org,2002:null": lambda _: None,
}
"""How a plain scalar is read, by its tag; every other tag is text."""


@dataclass
class YamlFile:
    """Plain data of one file, with the line and the text of everything in it."""

    shown: str
    """Path as the person would type it."""

    problems: list[Problem] = field(default_factory=list)
    """What may not stand in any file: repeated keys, aliases, tags, scalars two YAML readers read differently."""

    data: dict[str, Any] = field(default_factory=dict)
    aliases: bool = False
    """Whether a value stands for another, perhaps for one around it."""

    lines: dict[Location, int] = field(default_factory=dict)
    texts: dict[Location, str] = field(default_factory=dict)

    def line(self, location: Location) -> int:
        """Line of the value there, or of the nearest block around it; from 1."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, problem: str, remedy: str, got: str | None = None) -> Problem:
        """A problem at a location; `got` defaults to the text that stands there."""
        shown = self.texts.get(location, "") if got is None else got
        return Problem(self.shown, self.line(location), dotted(location), problem, shown, remedy)


def dotted(location: Location) -> str:
    """The location as people write it, such as `network.zones[2]`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).removeprefix(".")


def read(path: Path, shown: str) -> YamlFile:
    """Read one file.

    Args:
        path: File to read.
        shown: Its path as the person would type it.

    Raises:
        InputError: it cannot be read, is not YAML, is not a mapping, is nested too deeply, or uses aliases.
    """
    try:
        return _read(path, shown)
    except RecursionError:
        raise InputError((Problem(shown, 1, "", "is nested too deeply", "", "write it flatter"),)) from None


def _read(path: Path, shown: str) -> YamlFile:
    file = YamlFile(shown)
    try:
        node = yaml.compose(path.read_bytes().decode(), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise InputError((Problem(shown, 1, "", f"cannot be read: {error.strerror}", "", "make it a readable file"),)) from None
    except UnicodeDecodeError as error:
        raise InputError((Problem(shown, 1, "", f"is not UTF-8 text: byte {error.start} is invalid", "", "save it as UTF-8"),)) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(
            (Problem(shown, line, "", f"is not one YAML document: {error.problem}", "", "correct the syntax there"),)
        ) from None
    except yaml.reader.ReaderError as error:
        raise InputError((Problem(shown, 1, "", f"holds a character YAML forbids: {error.reason}", "", "remove it"),)) from None
    if not isinstance(node, yaml.MappingNode):
        raise InputError((Problem(shown, 1, "", "should be a mapping of fields", "", "write `field: value` lines"),))
    file.problems.extend(_collect(file, node, (), set()))
    if file.aliases:
        raise InputError(tuple(file.problems))
    file.data = _plain(node)
    return file


def _collect(file: YamlFile, node: yaml.Node, location: Location, seen: set[int]) -> Iterator[Problem]:
    """Record line and text of a node and of everything in it; yield what may not stand in a file."""
    file.lines.setdefault(location, node.start_mark.line + 1)
    if id(node) in seen:
        file.aliases = True
        yield file.problem(location, "is an alias", "write the value out, so that one place decides one thing", "")
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        yield from _collect_mapping(file, node, location, seen)
    elif isinstance(node, yaml.SequenceNode):
        file.texts[location] = "a list"
        for index, item in enumerate(node.value):
            yield from _collect(file, item, (*location, index), seen)
    elif isinstance(node, yaml.ScalarNode):
        file.texts[location] = repr(node.value) if node.style else node.value or "nothing"
        yield from _ambiguous(file, node, location)


def _collect_mapping(file: YamlFile, node: yaml.MappingNode, location: Location, seen: set[int]) -> Iterator[Problem]:
    file.texts[location] = "a mapping"
    keys: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            yield file.problem(location, "has a key that is not a name", "write a plain name before the colon", "")
            continue
        inner = (*location, key.value)
        file.lines[inner] = key.start_mark.line + 1
        if key.value in keys:
            yield Problem(file.shown, key.start_mark.line + 1, dotted(inner), "is there twice", "", "keep one of them")
            continue
        keys.add(key.value)
        yield from _ambiguous(file, key, inner)
        yield from _collect(file, value, inner, seen)


def _ambiguous(file: YamlFile, node: yaml.ScalarNode, location: Location) -> Iterator[Problem]:
    if not node.style and READERS_DISAGREE.fullmatch(node.value):
        yield file.problem(
            location, "is read differently by YAML 1.1 and 1.2", "quote it, or write a plain number, true or false", node.value
        )
    elif not node.style and NOT_FINITE.fullmatch(node.value):
        yield file.problem(location, "is not a finite number", "write a number", node.value)
    elif _too_long(node):
        yield file.problem(location, "has too many digits", "write a smaller number", f"{len(node.value)} characters")
    elif node.tag.removeprefix("tag:yaml.org,2002:") not in PLAIN_TAGS:
        yield file.problem(location, f"has the tag {node.tag}", "remove the tag", "")


def _too_long(node: yaml.Node) -> bool:
    return node.tag == "tag:yaml.org,2002:int" and len(node.value) > MOST_DIGITS


def _plain(node: yaml.Node) -> Any:
    """The node as dicts, lists and scalars; a date stays the text it is."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    text = str(node.value)
    read = SCALARS.get(node.tag, str)
    return text if READERS_DISAGREE.fullmatch(text) or NOT_FINITE.fullmatch(text) or _too_long(node) else read(text)
