"""What differs between regions."""

import pytest
from pydantic import ValidationError

from geobot_constructs.model.region import EdgeSpec, WorkloadBoundsSpec


def test_bounds_in_order_are_accepted_and_others_refused() -> None:
    assert WorkloadBoundsSpec(min_replicas=3, max_replicas=3).max_replicas == 3
    with pytest.raises(ValidationError, match="min_replicas 4 is above max_replicas 3; lower one or raise the other"):
        WorkloadBoundsSpec(min_replicas=4, max_replicas=3)


def test_a_place_on_earth_has_finite_coordinates() -> None:
    with pytest.raises(ValidationError):
        EdgeSpec(latitude=float("nan"), longitude=0.0)
