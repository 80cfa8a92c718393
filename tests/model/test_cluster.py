"""Node groups."""

import pytest
from pydantic import ValidationError

from geobot_constructs.model.cluster import NodePoolSpec


def test_bounds_in_order_are_accepted_and_others_refused() -> None:
    assert NodePoolSpec(instance_types=("m7g.large",), min_nodes=3, max_nodes=3).disk_gib == 50
    with pytest.raises(ValidationError, match="min_nodes 4 is above max_nodes 3; lower one or raise the other"):
        NodePoolSpec(instance_types=("m7g.large",), min_nodes=4, max_nodes=3)
