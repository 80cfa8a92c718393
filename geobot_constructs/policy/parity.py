"""Regions differ only by what their files say: everything else is the same, word for word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.network import Tier
from geobot_constructs.model.output import Document, Output
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.policy.documents import Cluster, clusters, dotted, found
from geobot_constructs.policy.schema_error import shown

REGION_PARITY = "region-parity"
"""Rule: a difference between two regions stands in their files."""

TIERS: tuple[Tier, ...] = ("public", "private", "isolated")
"""Tiers of subnets, whose ranges follow from the network of a region's file."""

Key = tuple[str, str, str | None, str]


@dataclass(frozen=True)
class _Side:
    """One region and the words that mean the same in every region."""

    region: Region
    words: tuple[tuple[str, str], ...]
    facts: dict[str, str]
    """Every value of the region's file and of the quota that follows from it, by its path."""

    def common(self, text: str) -> str:
        """The text with what belongs to the region replaced by what it means."""
        for word, meaning in self.words:
            text = text.replace(word, meaning)
        return text


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Compare each region's documents with the first one's."""
    regions = {region.name: region for region in platform.regions}
    judged = [cluster for cluster in clusters(output) if cluster.region in regions]
    if len(judged) < 2:
        return
    first, *others = [(_side(regions[cluster.region]), _by_key(cluster, _side(regions[cluster.region]))) for cluster in judged]
    texts = {key: first[0].common(json.dumps(document.body)) for key, document in first[1].items()}
    for side, documents in others:
        yield from _only_there(documents, first[1], first[0].region.name)
        yield from _only_there(first[1], documents, side.region.name)
        for key, document in documents.items():
            if key in texts and side.common(json.dumps(document.body)) != texts[key]:
                for steps, here, there in _differences(document.body, first[1][key].body, side, first[0], ()):
                    place, other = dotted(list(steps)), first[0].region.name
                    problem = (
                        f"{place}: differs from {other} and no field of the region files says so, got {shown(here)} and {shown(there)}"
                    )
                    yield found(document, REGION_PARITY, problem, "make them equal, or make it a field of the region files")


def _side(region: Region) -> _Side:
    network = region.spec.network
    words = {
        region.name: "<region>",
        region.name.replace("-", "_"): "<region_>",
        region.database: "<database>",
        network.cidr: "<network>",
        **dict.fromkeys(network.zones, "<zone>"),
        **{cidr: f"<{tier}>" for tier in TIERS for cidr in network.cidrs(tier)},
    }
    chosen = {**region.spec.model_dump(), "quota": asdict(region.quota)}
    facts = {".".join(map(str, steps)): str(value) for steps, value in _facts(chosen, ())}
    # The longest first: a zone begins with the name of its region.
    return _Side(region, tuple(sorted(words.items(), key=lambda word: (-len(word[0]), word[0]))), facts)


def _facts(value: object, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else None
    if parts is None:
        yield steps, value
    else:
        for step, inner in parts:
            yield from _facts(inner, (*steps, step))


def _by_key(cluster: Cluster, side: _Side) -> dict[Key, Document]:
    return {_key(document, side): document for document in cluster.documents}


def _key(document: Document, side: _Side) -> Key:
    namespace = document.namespace
    return document.app, document.kind, namespace if namespace is None else side.common(namespace), side.common(document.name)


def _only_there(documents: dict[Key, Document], others: dict[Key, Document], region: str) -> Iterator[Finding]:
    for key, document in documents.items():
        if key in others:
            continue
        problem = f"{document.kind} {document.name} of {document.app} has no counterpart in {region}"
        yield found(document, REGION_PARITY, problem, "make it in every region")


def _differences(
    here: object, there: object, side: _Side, first: _Side, steps: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    """Places where two bodies differ unexplained, with both values; None stands for what is missing."""
    if isinstance(here, dict) and isinstance(there, dict):
        mine = {side.common(str(key)): (key, value) for key, value in here.items()}
        theirs = {first.common(str(key)): value for key, value in there.items()}
        for common in sorted(mine.keys() | theirs.keys()):
            key, value = mine.get(common, (common, None))
            yield from _differences(value, theirs.get(common), side, first, (*steps, str(key)))
    elif isinstance(here, list) and isinstance(there, list):
        if {side.common(json.dumps(item)) for item in here} == {first.common(json.dumps(item)) for item in there}:
            return
        if len(here) != len(there):
            yield steps, here, there
            return
        for index, (one, other) in enumerate(zip(here, there, strict=True)):
            yield from _differences(one, other, side, first, (*steps, index))
    elif not _is_explained(here, there, side, first):
        yield steps, here, there


def _is_explained(here: object, there: object, side: _Side, first: _Side) -> bool:
    """Whether two values are one to the reader of the region files.

    They are where they become equal once the region's words, or the values of one field that differs, are
    replaced; a number may be a whole multiple of its field, as a quota is of a number of pods.
    """
    if isinstance(here, dict | list) or isinstance(there, dict | list) or type(here) is not type(there):
        return False
    one, other = side.common(str(here)), first.common(str(there))
    if one == other:
        return True
    for path in side.facts.keys() & first.facts.keys():
        mine, theirs = side.facts[path], first.facts[path]
        if mine != theirs and (_replaced(one, mine) & _replaced(other, theirs) or _is_multiple(one, other, mine, theirs)):
            return True
    return False


def _replaced(text: str, value: str) -> set[str]:
    """The text with a value of a region's file taken out, where it stands as a word of its own."""
    pattern = rf"(?<![\w.]){re.escape(value)}(?![0-9.])"
    replaced = re.sub(pattern, "<field>", text)
    return {replaced} - {text}


def _is_multiple(one: str, other: str, mine: str, theirs: str) -> bool:
    numbers = [re.fullmatch(r"(\d+)([A-Za-z]*)", text) for text in (one, other)]
    if not (mine.isdigit() and theirs.isdigit() and numbers[0] and numbers[1] and numbers[0][2] == numbers[1][2]):
        return False
    a, b, x, y = int(numbers[0][1]), int(numbers[1][1]), int(mine), int(theirs)
    return x > 0 and a * y == b * x and a % x == 0 and b % y == 0
