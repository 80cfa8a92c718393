"""The programme database of one region."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geobot_constructs.model.database import DatabaseSpec, ReplicaOrigin


def database(storage_gib: int, max_storage_gib: int) -> DatabaseSpec:
    return DatabaseSpec(origin="created", instance_class="db.r7g.large", storage_gib=storage_gib, max_storage_gib=max_storage_gib)


@given(st.integers(20, 50_000))
def test_the_remedy_s_figure_is_the_least_that_is_accepted(storage_gib: int) -> None:
    with pytest.raises(ValidationError) as caught:
        database(storage_gib, max(storage_gib, 22) if storage_gib > 20 else 22 - 1)
    if "set it to" in str(caught.value):
        least = int(str(caught.value).partition("set it to ")[2].split()[0])
        assert database(storage_gib, least).max_storage_gib == least
        with pytest.raises(ValidationError):
            database(storage_gib, least - 1)


def test_a_copy_names_the_generation_it_was_copied_from() -> None:
    assert ReplicaOrigin(replica_of="eu-west-1").generation == 1
