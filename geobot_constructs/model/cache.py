"""The cache of one region."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from geobot_constructs.model.spec import Spec


class CacheSpec(Spec):
    """Valkey of one region: one primary, `replicas` copies in other zones; cold after a failover."""

    node_type: Annotated[str, Field(pattern=r"^cache\.[a-z0-9]+\.[a-z0-9]+$")]
    """ElastiCache node type, such as `cache.r7g.large`."""

    replicas: Annotated[
        int, Field(ge=1, le=5, json_schema_extra={"remedy": "one replica is the least that fails over, five the most a shard has"})
    ] = 2
    """Read replicas; one is the least that allows automatic failover. Each node stands in its own zone."""
