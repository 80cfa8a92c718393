"""How much of a cluster the platform's namespace may use, and what a container gets that asks for nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from geobot_constructs.model.spec import Spec


class NamespaceLimitsSpec(Spec):
    """Room for the pods of teams' jobs, and the defaults of their containers."""

    job_pods: Annotated[int, Field(ge=1, le=500)]
    """Pods of jobs and tests that may run at one time."""

    default_cpu_millicores: Annotated[int, Field(ge=10, le=4000)] = 50
    """CPU request of a container that names none."""

    default_memory_mib: Annotated[int, Field(ge=16, le=8192)] = 64
    """Memory request of a container that names none."""

    default_memory_limit_mib: Annotated[int, Field(ge=16, le=8192)] = 128
    """Memory limit of a container that names none."""

    default_ephemeral_storage_mib: Annotated[int, Field(ge=16, le=8192)] = 64
    """Writable disk, request and limit, of a container that names none."""


@dataclass(frozen=True)
class Demand:
    """What one workload may ask for at most."""

    max_replicas: int
    cpu_millicores: int
    memory_mib: int
    memory_limit_mib: int


@dataclass(frozen=True)
class Quota:
    """Sums over a namespace."""

    pods: int
    cpu_millicores: int
    memory_mib: int
    memory_limit_mib: int


SURGE_PERCENT = 25
"""Pods above the wanted number while a new version rolls out, in percent; the Deployments' maxSurge."""


def quota(demands: Iterable[Demand], limits: NamespaceLimitsSpec) -> Quota:
    """The least quota under which every workload reaches its maximum during a rollout and every job still runs.

    Args:
        demands: Every workload of the namespace.
        limits: Room for jobs; their containers count with the default requests.
    """
    counted = [(demand.max_replicas + math.ceil(demand.max_replicas * SURGE_PERCENT / 100), demand) for demand in demands]
    jobs = limits.job_pods
    return Quota(
        pods=sum(pods for pods, _ in counted) + jobs,
        cpu_millicores=sum(pods * demand.cpu_millicores for pods, demand in counted) + jobs * limits.default_cpu_millicores,
        memory_mib=sum(pods * demand.memory_mib for pods, demand in counted) + jobs * limits.default_memory_mib,
        memory_limit_mib=sum(pods * demand.memory_limit_mib for pods, demand in counted) + jobs * limits.default_memory_limit_mib,
    )
