"""The programme database of one region."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from geobot_constructs.model.spec import RegionName, Spec

Generation = Annotated[int, Field(ge=1, le=99)]
"""Counts how often a region's database was built anew; part of its name and of its logical id."""


class ReplicaOrigin(Spec):
    """The database began as a copy of another region's."""

    replica_of: RegionName
    """Region whose database this one was copied from; never changes, also after a promotion."""

    generation: Generation = 1
    """Generation of that database at the time of copying."""

    promoted: bool = False
    """Whether the copy was cut loose from its source since, for ever; a promoted database becomes a copy again only as a new generation."""


def _branch(value: Any) -> str:
    """Which of the two origins a value is meant to be; decides which errors a person sees."""
    return "(replica)" if isinstance(value, dict | ReplicaOrigin) else "(created)"


Origin = Annotated[Annotated[Literal["created"], Tag("(created)")] | Annotated[ReplicaOrigin, Tag("(replica)")], Discriminator(_branch)]
"""How a database came to be."""


class DatabaseSpec(Spec):
    """PostgreSQL of one region. Who writes today is the region's `role`, not a field here."""

    origin: Annotated[Origin, Field(json_schema_extra={"remedy": "write created, or {replica_of: <region>}"})]
    """How the instance came to be, for ever: `created`, or `replica_of` a region."""

    generation: Generation = 1
    """Raise it to build a new database beside the old one, which is retained."""

    instance_class: Annotated[str, Field(pattern=r"^db\.[a-z0-9]+\.[a-z0-9]+$")]
    """RDS instance class, such as `db.r7g.large`."""

    # Source: RDS user guide, gp3 for PostgreSQL, 20 to 65536 GiB, 2026-11-24.
    storage_gib: Annotated[int, Field(ge=20, le=65536)]
    """Storage at the start, in GiB; it can grow but never shrink."""

    max_storage_gib: Annotated[int, Field(ge=22, le=65536)]
    """Where automatic growth stops, in GiB; at least a tenth above `storage_gib`."""

    read_replicas: Annotated[int, Field(ge=0, le=5)] = 1
    """Replicas inside the region that take read load off the writer or its copy."""

    backup_retention_days: Annotated[int, Field(ge=7, le=35)] = 14
    """Days automated backups are kept."""

    @model_validator(mode="after")
    def _room_to_grow(self) -> Self:
        # Source: RDS user guide, storage autoscaling needs a maximum 10 % above the allocation, 2026-11-24.
        if self.max_storage_gib * 10 < self.storage_gib * 11:
            raise ValueError(
                f"max_storage_gib {self.max_storage_gib} leaves no room above storage_gib {self.storage_gib}; "
                f"set it to {-(-self.storage_gib * 11 // 10)} or more"
            )
        return self
