"""What differs between regions: the contents of `regions/<region>.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from geobot_constructs.model.cache import CacheSpec
from geobot_constructs.model.cluster import ClusterSpec
from geobot_constructs.model.database import DatabaseSpec
from geobot_constructs.model.network import NetworkSpec
from geobot_constructs.model.spec import Jurisdiction, RegionName, Spec


class BackupRegionSpec(Spec):
    """The data-recovery partner: it holds backup copies and runs nothing."""

    name: RegionName
    """Region the copies go to; it needs no file of its own."""

    jurisdiction: Jurisdiction
    """Legal zone of the partner; another one than the region's own needs a declared transfer."""


class EdgeSpec(Spec):
    """How the edge sees the region."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    """Degrees north of the equator."""

    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    """Degrees east of Greenwich."""

    weight: Annotated[int, Field(ge=0, le=100)] = 100
    """Share of the traffic the region takes, relative to the others; 0 drains it."""


class WorkloadBoundsSpec(Spec):
    """How far one workload may scale in this region."""

    min_replicas: Annotated[int, Field(ge=3, le=1000)]
    """Pods that always run; three, so that each zone has one."""

    max_replicas: Annotated[int, Field(ge=3, le=1000)]
    """Most pods the autoscaler may ask for."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min_replicas > self.max_replicas:
            raise ValueError(f"min_replicas {self.min_replicas} is above max_replicas {self.max_replicas}; lower one or raise the other")
        return self


class RegionSpec(Spec):
    """One region of the platform."""

    role: Literal["primary", "secondary"]
    """The primary holds the database that is written today; exactly one region has this role."""

    jurisdiction: Jurisdiction
    """Legal zone whose personal data lives here."""

    backup_region: BackupRegionSpec
    """Where backup copies go."""

    edge: EdgeSpec
    """Coordinates and weight."""

    network: NetworkSpec
    """Address range and zones."""

    cluster: ClusterSpec
    """Kubernetes cluster."""

    database: DatabaseSpec
    """Programme database."""

    cache: CacheSpec
    """Valkey."""

    workloads: dict[str, WorkloadBoundsSpec]
    """Bounds of every autoscaled workload of the catalog, by name."""
