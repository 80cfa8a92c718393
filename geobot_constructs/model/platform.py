"""The join of what the region files say and what the catalog says; everything after loading reads this."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geobot_constructs.model import naming
from geobot_constructs.model.audience import AudienceSpec, RuleSpec
from geobot_constructs.model.binding import Parameter, PodIdentity, Secret
from geobot_constructs.model.catalog import Catalog
from geobot_constructs.model.database import ReplicaOrigin
from geobot_constructs.model.platform_spec import PlatformSpec
from geobot_constructs.model.quota import Demand, Quota, quota
from geobot_constructs.model.region import RegionSpec
from geobot_constructs.model.workload import WorkloadSpec

DATABASE_ADMINISTRATOR = "administrator"
"""Login that creates the other roles; not `admin` or `rdsadmin`, which RDS keeps for itself."""


@dataclass(frozen=True)
class Workload:
    """A service as it runs in one region."""

    spec: WorkloadSpec
    min_replicas: int
    max_replicas: int
    image: str
    """Full reference in the region's own registry."""

    version: str
    """Image tag."""


@dataclass(frozen=True)
class Region:
    """One region: its file, what all regions share, and the catalog."""

    name: str
    spec: RegionSpec
    shared: PlatformSpec
    catalog: Catalog
    database_users: tuple[str, ...]
    """Regions whose database credentials are made here; empty but in the platform's `database_home`."""

    @property
    def platform(self) -> str:
        """Name of the platform."""
        return self.shared.name

    @property
    def account(self) -> str:
        """Account that holds the region's stacks."""
        return self.shared.accounts.platform

    @property
    def namespace(self) -> str:
        """Namespace of the platform's own workloads."""
        return naming.namespace(self.platform)

    @property
    def cluster(self) -> str:
        """Name of the EKS cluster."""
        return naming.cluster(self.platform, self.name)

    @property
    def database(self) -> str:
        """Identifier of the region's database."""
        return naming.database(self.platform, self.name, self.spec.database.generation)

    @property
    def database_source_arn(self) -> str | None:
        """ARN of the database this one copies; None where it was created, or promoted since."""
        origin = self.spec.database.origin
        if not isinstance(origin, ReplicaOrigin) or origin.promoted:
            return None
        source = naming.database(self.platform, origin.replica_of, origin.generation)
        return naming.database_arn(self.account, origin.replica_of, source)

    def check_names(self) -> None:
        """Make every name of the region once.

        Raises:
            NamingError: a name breaks a limit of the service that owns it.
        """
        naming.database_replica(self.platform, self.name, self.spec.database.generation, self.spec.database.read_replicas)
        naming.cache(self.platform, self.name)
        naming.context_table(self.platform, self.name)
        _ = (self.namespace, self.cluster, self.database, self.secrets, self.secrets_made_here, self.pod_identities, self.parameters)

    @cached_property
    def workloads(self) -> tuple[Workload, ...]:
        """Every workload of the catalog with the bounds of this region."""
        return tuple(self._workload(spec) for spec in self.catalog.workloads)

    def workload(self, name: str) -> Workload:
        """The workload of that name.

        Raises:
            KeyError: the catalog has none.
        """
        return {workload.spec.name: workload for workload in self.workloads}[name]

    def _workload(self, spec: WorkloadSpec) -> Workload:
        bounds = self.spec.workloads[spec.name]
        return Workload(
            spec=spec,
            min_replicas=bounds.min_replicas,
            max_replicas=bounds.max_replicas,
            image=self.image(spec.image),
            version=self.shared.images[spec.image].tag,
        )

    def image(self, repository: str) -> str:
        """Full reference of an image in the region's own registry.

        Raises:
            KeyError: `regions/platform.yaml` has no version of it.
        """
        return naming.image(self.account, self.name, repository, self.shared.images[repository])

    @cached_property
    def quota(self) -> Quota:
        """What the platform's namespace may use in this region."""
        demands = (
            Demand(
                max_replicas=workload.max_replicas,
                cpu_millicores=workload.spec.resources.cpu_millicores,
                memory_mib=workload.spec.resources.memory_mib,
                memory_limit_mib=workload.spec.resources.memory_limit_mib,
            )
            for workload in self.workloads
        )
        return quota(demands, self.catalog.namespace_limits)

    def rules(self, audience: AudienceSpec) -> tuple[RuleSpec, ...]:
        """What an audience may do in the platform's namespace: its own rules, and restarting what its team owns."""
        owned = tuple(spec.name for spec in self.catalog.workloads if spec.team == audience.team)
        restart = RuleSpec(groups=("apps",), resources=("deployments",), verbs=("patch",), names=owned) if owned else None
        return audience.namespaced if restart is None else (*audience.namespaced, restart)

    @cached_property
    def pod_identities(self) -> tuple[PodIdentity, ...]:
        """Every ServiceAccount of the cluster that gets an AWS role."""
        workloads = [(self.namespace, spec.name, False) for spec in self.catalog.workloads if spec.calls_aws]
        operators = [(spec.namespace, spec.service_account, True) for spec in self.catalog.operators if spec.reads_secrets]
        return tuple(
            PodIdentity(self.cluster, namespace, account, naming.role(self.platform, self.name, account), by_operator)
            for namespace, account, by_operator in workloads + operators
        )

    def secret(self, store: str, workload: str) -> Secret:
        """Credential of one workload of this region for one of its stores."""
        return next(secret for secret in self.secrets if secret.workload == workload and f"/{store}/" in secret.name)

    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """Credentials that workloads of this region use."""
        return tuple(
            self._database_secret(self.name, spec.name) if store == "database" else self._cache_secret(spec.name)
            for spec in self.catalog.workloads
            for store in spec.credential_stores
        )

    @cached_property
    def secrets_made_here(self) -> tuple[Secret, ...]:
        """Secrets of this region's Secrets stack: its cache's, and every region's database credentials in their home."""
        cache = tuple(secret for secret in self.secrets if secret.data_class == "answers")
        databases = tuple(
            self._database_secret(region, spec.name)
            for region in self.database_users
            for spec in self.catalog.workloads
            if "database" in spec.stores
        )
        return cache + databases + ((self.administrator,) if self.database_users else ())

    @property
    def administrator(self) -> Secret:
        """Credential of the database's administrator."""
        return Secret(
            name=naming.secret(self.platform, self.shared.database_home, "database", DATABASE_ADMINISTRATOR),
            user=DATABASE_ADMINISTRATOR,
            data_class="programme-data",
            home=self.shared.database_home,
            region=self.shared.database_home,
            workload=None,
        )

    def _database_secret(self, region: str, workload: str) -> Secret:
        return Secret(
            name=naming.secret(self.platform, region, "database", workload),
            user=naming.database_user(region, workload),
            data_class="programme-data",
            home=self.shared.database_home,
            region=region,
            workload=workload,
        )

    def _cache_secret(self, workload: str) -> Secret:
        return Secret(
            name=naming.secret(self.platform, self.name, "cache", workload),
            user=naming.cache_user(self.platform, self.name, workload),
            data_class="answers",
            home=self.name,
            region=self.name,
            workload=workload,
        )

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Endpoints of the region's stores that manifests refer to."""
        return tuple(Parameter(naming.parameter(self.platform, self.name, store), store) for store in ("database", "cache"))


@dataclass(frozen=True)
class Platform:
    """The whole platform."""

    shared: PlatformSpec
    regions: tuple[Region, ...]
    """In alphabetical order."""


def join(shared: PlatformSpec, specs: dict[str, RegionSpec], catalog: Catalog) -> Platform:
    """Join validated files and catalog.

    Args:
        shared: Contents of `regions/platform.yaml`.
        specs: Contents of the region files, by region; exactly one is primary.
        catalog: What is chosen for every region; the files name its workloads and images.
    """
    return Platform(
        shared=shared,
        regions=tuple(
            Region(name, specs[name], shared, catalog, tuple(sorted(specs)) if name == shared.database_home else ())
            for name in sorted(specs)
        ),
    )
