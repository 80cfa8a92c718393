"""A service of the catalog."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geobot_constructs.catalog.workloads.geo_bot_api import WORKLOAD
from geobot_constructs.model.workload import DrainSpec, ResourcesSpec, WorkloadSpec


@given(st.integers(0, 3600), st.integers(1, 3600))
def test_a_pod_waits_longer_than_deregistration_and_dies_after_its_longest_request(deregistration: int, request: int) -> None:
    drain = DrainSpec(deregistration_seconds=deregistration, longest_request_seconds=request)
    assert drain.pre_stop_seconds > deregistration
    assert drain.grace_period_seconds > drain.pre_stop_seconds + request


def test_every_store_with_a_password_needs_a_secret_s_name() -> None:
    fields = {**dict(WORKLOAD), "secret_names": {"cache": "cache-credentials"}}
    with pytest.raises(
        ValidationError, match=r"secret_names of geo-bot-api names \['cache'\], its stores need \['cache', 'database'\]; name each"
    ):
        WorkloadSpec(**fields)


def test_a_limit_below_the_request_is_refused() -> None:
    with pytest.raises(ValidationError, match="memory_limit_mib 100 is below memory_mib 200; raise it"):
        ResourcesSpec(cpu_millicores=10, memory_mib=200, memory_limit_mib=100)


def test_only_what_keeps_conversations_needs_an_aws_role() -> None:
    assert WORKLOAD.calls_aws
    assert not WORKLOAD.model_copy(update={"stores": ("database",)}).calls_aws
    assert WORKLOAD.credential_stores == ("database", "cache")
