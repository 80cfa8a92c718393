"""A service that runs in every region: what the catalog says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from geobot_constructs.model.audience import Team
from geobot_constructs.model.data_class import DataClassName
from geobot_constructs.model.spec import Spec

Store = Literal["database", "cache", "context"]
"""A store of the workload's own region: PostgreSQL, Valkey, or the DynamoDB table of conversations."""

CredentialStore = Literal["database", "cache"]
"""A store that is opened with a name and a password; the others are opened with an AWS role."""

KubernetesName = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$")]
"""A DNS-1123 label."""

Caller = KubernetesName
"""Who connects: `edge` for the load balancer, `monitoring` for Prometheus, else the `app.kubernetes.io/name` of pods beside it."""

Port = Annotated[int, Field(ge=1024, le=65535)]
"""A TCP port a container without privileges may open."""


class ResourcesSpec(Spec):
    """What one pod asks for. There is no CPU limit: throttling would break the latency objective."""

    cpu_millicores: Annotated[int, Field(ge=10, le=64000)]
    """CPU request, in thousandths of a core."""

    memory_mib: Annotated[int, Field(ge=16, le=262144)]
    """Memory request, in MiB."""

    memory_limit_mib: Annotated[int, Field(ge=16, le=262144)]
    """Memory at which the container is ended, in MiB."""

    ephemeral_storage_mib: Annotated[int, Field(ge=16, le=20480)] = 64
    """Request and limit of writable disk, in MiB; also the size of `/tmp`."""

    @model_validator(mode="after")
    def _limit_holds_request(self) -> Self:
        if self.memory_limit_mib < self.memory_mib:
            raise ValueError(f"memory_limit_mib {self.memory_limit_mib} is below memory_mib {self.memory_mib}; raise it")
        return self


class ProbesSpec(Spec):
    """How the kubelet asks a pod about itself, over HTTP on the service port."""

    readiness_path: Annotated[str, Field(pattern=r"^/\S*$")] = "/readyz"
    """Answers 200 when the pod can serve."""

    liveness_path: Annotated[str, Field(pattern=r"^/\S*$")] = "/livez"
    """Answers 200 while the process is worth keeping; never asks a dependency."""

    startup_seconds: Annotated[int, Field(ge=5, le=900)] = 60
    """Longest start before the pod is given up."""


class AutoscalerSpec(Spec):
    """HorizontalPodAutoscaler of a workload; its bounds stand in the region files."""

    name: KubernetesName
    """Name of the object."""

    cpu_utilization_percent: Annotated[int, Field(ge=10, le=95)] = 70
    """Target mean CPU use of the main container, in percent of its request."""


class DrainSpec(Spec):
    """How a pod leaves without dropping a request."""

    deregistration_seconds: Annotated[int, Field(ge=0, le=3600)] = 15
    """Time the load balancer takes to stop sending new requests to a pod."""

    longest_request_seconds: Annotated[int, Field(ge=1, le=3600)] = 30
    """Longest request a pod still finishes."""

    @property
    def pre_stop_seconds(self) -> int:
        """Wait before SIGTERM: longer than deregistration."""
        return self.deregistration_seconds + 5

    @property
    def grace_period_seconds(self) -> int:
        """Wait before SIGKILL: longer than preStop and the longest request together."""
        return self.pre_stop_seconds + self.longest_request_seconds + 5


class WorkloadSpec(Spec):
    """One service of the catalog, the same in every region."""

    name: Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$")]
    """Name of its Deployment, Service, ServiceAccount and of everything made for it."""

    image: Annotated[str, Field(pattern=r"^[a-z0-9]+([._/-][a-z0-9]+)*$")]
    """Repository of its image; the version stands in `regions/platform.yaml`."""

    team: Team
    """Team that owns it and may restart it."""

    component: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    """Its part in the platform, the label `app.kubernetes.io/component`."""

    port: Port = 8080
    """Port it serves on."""

    metrics_port: Port = 9090
    """Port Prometheus scrapes."""

    data_class: DataClassName
    """Most sensitive data it handles."""

    resources: ResourcesSpec
    """What one pod asks for."""

    probes: ProbesSpec = ProbesSpec()
    """How it is asked about itself."""

    autoscaler: AutoscalerSpec
    """What owns its number of pods."""

    drain: DrainSpec = DrainSpec()
    """How a pod leaves."""

    max_unavailable: Annotated[int, Field(ge=1, le=10)] = 1
    """Pods a voluntary disruption may take away at one time."""

    priority: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
    """Name of its PriorityClass, one of the catalog's."""

    stores: tuple[Store, ...] = ()
    """Stores of its region it reads or writes."""

    secret_names: Mapping[CredentialStore, KubernetesName] = Field(default_factory=dict)
    """Kubernetes Secret that holds the credential of each store that has one, such as `db-credentials`."""

    called_by: tuple[Caller, ...] = ()
    """Who connects to it."""

    network_policy: KubernetesName
    """Name of the NetworkPolicy made from its dependencies."""

    @property
    def calls_aws(self) -> bool:
        """Whether its pods need an AWS role."""
        return "context" in self.stores

    @property
    def credential_stores(self) -> tuple[CredentialStore, ...]:
        """Its stores that are opened with a name and a password."""
        return tuple(store for store in self.stores if store != "context")

    @model_validator(mode="after")
    def _a_secret_for_each_credential(self) -> Self:
        named, needed = sorted(self.secret_names), sorted(self.credential_stores)
        if named != needed:
            raise ValueError(f"secret_names of {self.name} names {named}, its stores need {needed}; name each")
        return self
