"""The Kubernetes cluster of one region."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from geobot_constructs.model.spec import Spec

InstanceType = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
"""An EC2 instance type, such as `m7g.large`."""


def architecture(instance_type: str) -> Literal["arm64", "x86_64"]:
    """Processor of an instance type: `g` after the generation is Graviton, as in `m7g`.

    Source: EC2 instance types guide, Naming conventions.
    """
    return "arm64" if re.match(r"[a-z]+[0-9]+g", instance_type) or instance_type.startswith("a1.") else "x86_64"


class NodePoolSpec(Spec):
    """One managed group of nodes."""

    instance_types: Annotated[tuple[InstanceType, ...], Field(min_length=1, max_length=20)]
    """Types the group may launch, best first; all of one processor architecture."""

    min_nodes: Annotated[int, Field(ge=1, le=450)]
    """Nodes that always run."""

    max_nodes: Annotated[int, Field(ge=1, le=450)]
    """Most nodes the group may have. Source: EKS quota, 450 nodes per managed node group, 2026-11-24."""

    disk_gib: Annotated[int, Field(ge=20, le=16384)] = 50
    """Encrypted gp3 root volume of each node, in GiB."""

    @field_validator("instance_types")
    @classmethod
    def _one_architecture(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len({architecture(instance_type) for instance_type in value}) > 1:
            raise ValueError(f"mixes processor architectures, {', '.join(value)}; give each architecture a pool of its own")
        return value

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min_nodes > self.max_nodes:
            raise ValueError(f"min_nodes {self.min_nodes} is above max_nodes {self.max_nodes}; lower one or raise the other")
        return self


class ClusterSpec(Spec):
    """EKS cluster of one region."""

    node_pools: Annotated[
        dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=20)], NodePoolSpec], Field(min_length=1)
    ]
    """Managed node groups by name, such as `system`."""
