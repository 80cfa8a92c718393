from typing import Any

import pytest

from geobot_constructs.model.output import Body
from geobot_constructs.policy.parity import check
from tests.policy.support import (
    HOME,
    PLATFORM,
    altered,
    document,
    documents,
    kubernetes,
    manifest,
    platform,
    problems,
    region_file,
    texts,
    without,
)

REGION = "eu-west-1"


def _pair(here: Any, there: Any, **changes: Any) -> list[str]:
    """Problems of one value that `REGION` and `HOME` give differently; the file of `REGION` has changes."""

    def body(value: Any) -> Body:
        return manifest("v1", "ConfigMap", "x", {"data": {"x": value}})

    output = kubernetes(document(body(here), REGION), document(body(there), HOME))
    return [problem for _, problem in problems(check(output, platform(**changes)))]


def test_the_compliant_example_is_the_same_everywhere() -> None:
    assert list(check(kubernetes(*documents(), *documents(HOME)), PLATFORM)) == []


def test_one_region_alone_is_not_compared() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


def test_an_unexplained_difference_is_found_with_both_values() -> None:
    other = altered(documents(HOME), "Deployment", "api", "spec revisionHistoryLimit", 9)
    assert texts(check(kubernetes(*documents(), *other), PLATFORM)) == [
        "dist/us-east-1/api/Deployment.api.yaml (api/Deployment): region-parity: spec.revisionHistoryLimit: differs from eu-west-1 and no "
        "field of the region files says so, got 9 and 5; make them equal, or make it a field of the region files"
    ]


def test_an_object_of_one_region_alone_is_found_from_either_side() -> None:
    less = without(documents(HOME), "Service", "api")
    assert problems(check(kubernetes(*documents(), *less), PLATFORM)) == [
        ("region-parity", "Service api of api has no counterpart in us-east-1")
    ]
    more = document(manifest("v1", "ConfigMap", "x", {}), HOME)
    assert problems(check(kubernetes(*documents(), *documents(HOME), more), PLATFORM)) == [
        ("region-parity", "ConfigMap x of api has no counterpart in eu-west-1")
    ]


def test_names_and_keys_hold_the_name_of_their_region() -> None:
    pair = [document(manifest("v1", "ConfigMap", f"x-{name}", {"data": {f"{name}.url": "x"}}), name) for name in (REGION, HOME)]
    assert list(check(kubernetes(*pair), PLATFORM)) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("host.eu-west-1.example.org", "host.us-east-1.example.org"),
        ("api_eu_west_1", "api_us_east_1"),
        ("geo-bot-eu-west-1-g1", "geo-bot-us-east-1-g1"),
        ("10.1.0.0/16", "10.0.0.0/16"),
        (["10.1.0.0/19", "10.1.32.0/19"], ["10.0.0.0/19", "10.0.32.0/19"]),
        (["eu-west-1a", "eu-west-1b", "eu-west-1c"], ["us-east-1a", "us-east-1b"]),
        ({"zone": "eu-west-1c"}, {"zone": "us-east-1c"}),
    ],
)
def test_what_belongs_to_a_region_may_differ(here: Any, there: Any) -> None:
    assert _pair(here, there) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("host.eu-west-1.example.org", "host.eu-west-1.example.org"),
        ("us-east-1", "us-east-1"),
        (["a"], ["a", "b"]),
        ("1", 1),
        ("a", None),
        ({"a": 1}, {"b": 1}),
        (3, 4),
    ],
)
def test_what_belongs_to_another_region_or_to_none_may_not(here: Any, there: Any) -> None:
    assert _pair(here, there) != []


BOUNDS: dict[str, Any] = {"workloads": {"api": {"min_replicas": 4, "max_replicas": 60}}}
LARGER = {**region_file(REGION)["database"], "storage_gib": 150}


@pytest.mark.parametrize(
    ("here", "there", "changes"),
    [
        (60, 50, BOUNDS),
        ("60", "50", BOUNDS),
        ("at most 60 pods", "at most 50 pods", BOUNDS),
        ("15000m", "12500m", BOUNDS),
        ("150Gi", "100Gi", {"database": LARGER}),
        ("cache.m7g.large", "cache.r7g.large", {"cache": {"node_type": "cache.m7g.large"}}),
    ],
)
def test_a_field_of_the_file_explains_its_value_with_a_unit_and_as_a_multiple(here: Any, there: Any, changes: dict[str, Any]) -> None:
    assert _pair(here, there, **changes) == []
    assert _pair(here, there) != []


def test_the_quota_that_follows_from_the_bounds_is_explained() -> None:
    changed = platform(**BOUNDS)
    home, region = changed.regions[1], changed.regions[0]
    assert (home.name, region.name) == (HOME, REGION)
    assert _pair(f"{region.quota.memory_mib}Mi", f"{home.quota.memory_mib}Mi", **BOUNDS) == []


@pytest.mark.parametrize(("here", "there"), [(61, 50), ("160", "150"), ("601", "501"), ("60 of 7", "50 of 8"), (60, "50")])
def test_a_field_explains_nothing_else(here: Any, there: Any) -> None:
    assert _pair(here, there, **BOUNDS) != []
