"""The reachability proof on what the reference platform really writes."""

from functools import cache

import pytest

from geobot_constructs.model.output import Document, Output
from geobot_constructs.platform.documents import build_documents
from geobot_constructs.policy.reachability import check, matrix
from tests.policy.mutations import each_element_removed, each_undeclared_rule_added
from tests.support import reference_platform

REGIONS = [region.name for region in reference_platform().regions]


@cache
def documents(region: str) -> tuple[Document, ...]:
    return tuple(document for document in _all() if document.region == region)


@cache
def _all() -> tuple[Document, ...]:
    return build_documents(reference_platform())


def test_every_declared_edge_is_open_and_no_other_pair() -> None:
    output = Output(_all(), None)
    assert [str(finding) for finding in check(output, reference_platform())] == []
    for region, rows in matrix(output, reference_platform()).items():
        assert {(row.declared, row.open) for row in rows} == {(True, "open"), (False, "shut")}, region


@pytest.mark.parametrize("region", REGIONS)
def test_each_edge_removed_by_hand_is_named(region: str) -> None:
    rows = matrix(Output(documents(region), None), reference_platform())[region]
    sides = {(str(row), name) for row in rows if row.declared for name, side in (("egress", row.egress), ("ingress", row.ingress)) if side}
    named = []
    for given, direction, _, _ in each_element_removed(documents(region)):
        (finding,) = check(Output(given, None), reference_platform())
        assert finding.rule == "edge-open"
        named.append((finding.problem.partition(": ")[0], direction))
    assert sorted(named) == sorted(sides)


@pytest.mark.parametrize("region", REGIONS)
def test_each_undeclared_rule_is_named(region: str) -> None:
    for given, path, place in each_undeclared_rule_added(documents(region)):
        found = list(check(Output(given, None), reference_platform()))
        assert {(finding.rule, finding.path) for finding in found} == {("edge-closed", path)}
        assert all(finding.problem.startswith(place) for finding in found)
