import json
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geobot_constructs.model.output import Document, Output
from geobot_constructs.policy import POLICIES, Report, check_all
from geobot_constructs.policy.schema import Schemas
from tests.policy.example_stacks import templates
from tests.policy.support import HOME, PLATFORM, REGION, altered, documents, platform

BOTH = Output(documents() + documents(HOME), templates() + templates(HOME))
SCHEMAS = Schemas("1.35")
WAIVER = {
    "rule": "labels-recommended",
    "object": "dist/*/api/Service.api.yaml",
    "reason": "the team renames its labels this quarter",
    "approved_by": "platform lead",
    "expires": date(2027, 1, 1),
}


def test_the_compliant_example_breaks_no_rule() -> None:
    report = check_all(BOTH, PLATFORM, SCHEMAS)
    assert [str(finding) for finding in report.findings] == []
    assert report.unchecked == (
        "AppProject argoproj.io/v1alpha1",
        "Application argoproj.io/v1alpha1",
        "ExternalSecret external-secrets.io/v1",
        "SecretStore external-secrets.io/v1",
    )


@pytest.mark.parametrize("half", [Output(None, BOTH.templates), Output(BOTH.documents, None), Output(None, None)])
def test_one_half_alone_breaks_no_rule(half: Output) -> None:
    assert check_all(half, PLATFORM, SCHEMAS).findings == ()


def _without_labels() -> Output:
    return Output(altered(documents(), "Service", "api", "metadata labels", {}), templates())


def test_a_waiver_accepts_what_its_rule_and_path_match() -> None:
    report = check_all(_without_labels(), platform([WAIVER]), SCHEMAS)
    assert [(finding.path, waiver.approved_by) for finding, waiver in report.waived] == [
        ("dist/eu-west-1/api/Service.api.yaml", "platform lead")
    ]
    assert report.findings == ()


@pytest.mark.parametrize("change", [{"rule": "label-syntax"}, {"object": "dist/*/Service.api.yaml"}, {"object": "dist/*/api/Service"}])
def test_a_waiver_accepts_nothing_else(change: dict[str, str]) -> None:
    report = check_all(_without_labels(), platform([{**WAIVER, **change}]), SCHEMAS)
    assert [finding.rule for finding in report.findings] == ["labels-recommended", "waiver-unused"]


def test_an_unused_waiver_is_a_finding_only_when_both_halves_were_judged() -> None:
    with_waiver = platform([WAIVER])
    assert [str(finding) for finding in check_all(BOTH, with_waiver, SCHEMAS).findings] == [
        "regions/platform.yaml: waiver-unused: waivers: no finding matches, got rule labels-recommended and object "
        "dist/*/api/Service.api.yaml; remove it, or correct rule and object"
    ]
    assert check_all(Output(BOTH.documents, None), with_waiver, SCHEMAS).findings == ()


def test_findings_are_sorted_and_stand_once() -> None:
    given = altered(altered(documents(), "Service", "api", "metadata labels", {}), "Deployment", "api", "spec replicas", 3)
    found = check_all(Output(given, None), PLATFORM, SCHEMAS).findings
    assert [finding.path.rsplit("/", 1)[1] for finding in found] == ["Deployment.api.yaml", "Service.api.yaml"]


JUNK = st.sampled_from([None, 7, -1.5, True, "", "x", "${Token[1]}", [], [None], {}, {"a": None}, [[1]], {"name": 3}])


def _places(value: Any, put: Callable[[Any], Any]) -> list[Callable[[Any], Any]]:
    """A function for each place of a body that writes something else there."""
    found = [put]
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():

        def put_inside(junk: Any, key: Any = key) -> Any:
            copied = value.copy()
            copied[key] = junk
            return put(copied)

        found += _places(value[key], put_inside)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_policy_stumbles_over_a_body_of_any_shape(data: st.DataObject) -> None:
    every = documents()
    chosen = data.draw(st.sampled_from(every))
    body = data.draw(st.sampled_from(_places(chosen.body, lambda junk: junk)[1:]))(data.draw(JUNK))
    broken = Document(chosen.path, chosen.region, chosen.app, chosen.construct, body)
    output = Output(tuple(broken if each is chosen else each for each in every) + documents(HOME), None)
    report = check_all(output, PLATFORM, SCHEMAS)
    assert isinstance(report, Report)
    json.dumps([str(finding) for finding in report.findings])


def test_nine_hundred_documents_take_well_below_a_second() -> None:
    many = tuple(
        Document(each.path.replace("/api/", f"/api{number}/"), each.region, f"api{number}", each.construct, each.body)
        for number in range(33)
        for each in (*documents(), *documents(HOME))
    )
    check_all(BOTH, PLATFORM, SCHEMAS)
    start = time.perf_counter()
    for policy in POLICIES:
        list(policy(Output(many, None), PLATFORM))
    # Measured 0.3 s on 2 cores; the bound leaves room for a busy machine.
    assert time.perf_counter() - start < 2
    assert len(many) > 900


def test_the_output_of_one_region_alone_can_be_judged() -> None:
    assert check_all(BOTH.of_region(REGION), PLATFORM, SCHEMAS).findings == ()
