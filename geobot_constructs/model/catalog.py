"""What is chosen for every region, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from geobot_constructs.model.audience import AudienceSpec
from geobot_constructs.model.data_class import DataClass
from geobot_constructs.model.operator import OperatorSpec
from geobot_constructs.model.priority import PriorityClassSpec
from geobot_constructs.model.quota import NamespaceLimitsSpec
from geobot_constructs.model.workload import WorkloadSpec


@dataclass(frozen=True)
class Catalog:
    """The catalog's values; `geobot_constructs.catalog.CATALOG` is the reference platform's."""

    workloads: tuple[WorkloadSpec, ...]
    operators: tuple[OperatorSpec, ...]
    priority_classes: tuple[PriorityClassSpec, ...]
    data_classes: tuple[DataClass, ...]
    audiences: tuple[AudienceSpec, ...]
    namespace_limits: NamespaceLimitsSpec
    images: tuple[str, ...]
    """Repositories that charts of teams and jobs run, beside the workloads' own."""
