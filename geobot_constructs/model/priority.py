"""Which pods make room for which."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from geobot_constructs.model.spec import Spec


class PriorityClassSpec(Spec):
    """One PriorityClass."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
    """Name of the object."""

    # Source: Kubernetes documentation, Pod Priority and Preemption: above 1000000000 is reserved, 2026-11-24.
    value: Annotated[int, Field(ge=-1_000_000, le=1_000_000_000)]
    """The higher, the later it gives way."""

    preemption: Literal["PreemptLowerPriority", "Never"] = "PreemptLowerPriority"
    """Whether a waiting pod may push others out."""

    meaning: Annotated[str, Field(min_length=10, max_length=200)]
    """Which pods carry it."""
