"""Rules between files; most are shown in bad_inputs.yaml."""

from datetime import date

from geobot_constructs.catalog import CATALOG
from geobot_constructs.model.loading import load_inputs
from geobot_constructs.model.rules import expired
from tests.support import ROOT


def test_a_declaration_holds_on_its_last_day_and_ends_the_day_after() -> None:
    inputs = load_inputs(ROOT, CATALOG)
    assert expired(inputs, date(2027, 11, 23)) == ()
    assert [str(problem) for problem in expired(inputs, date(2027, 11, 24))] == [
        "regions/platform.yaml:28: transfers[0].expires: ended before 2027-11-24, got 2027-11-23; renew the declaration or remove its reason"
    ]
