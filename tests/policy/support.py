"""A small platform of two regions and output that breaks no rule, to break one rule at a time."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from geobot_constructs.model import naming
from geobot_constructs.model.catalog import Catalog
from geobot_constructs.model.finding import Finding
from geobot_constructs.model.operator import OperatorSpec
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform, join
from geobot_constructs.model.platform_spec import PlatformSpec
from geobot_constructs.model.priority import PriorityClassSpec
from geobot_constructs.model.quota import NamespaceLimitsSpec
from geobot_constructs.model.region import RegionSpec
from geobot_constructs.model.workload import AutoscalerSpec, ResourcesSpec, WorkloadSpec
from tests.policy.example_argocd import argocd
from tests.policy.example_egress import egress

REGION, HOME = "eu-west-1", "us-east-1"
REMOVED = object()
"""Stands for a field that is taken away."""

CATALOG = Catalog(
    workloads=(
        WorkloadSpec(
            name="api",
            image="geobot/api",
            team="platform",
            component="api",
            data_class="conversations",
            resources=ResourcesSpec(cpu_millicores=100, memory_mib=64, memory_limit_mib=128),
            autoscaler=AutoscalerSpec(name="api-hpa"),
            priority="serving",
            stores=("database", "context"),
            secret_names={"database": "db-credentials"},
            network_policy="api",
        ),
    ),
    operators=(
        OperatorSpec(
            name="external-secrets",
            repository="https://charts.example.org",
            chart="external-secrets",
            version="1.2.3",
            namespace="external-secrets",
            service_account="external-secrets",
            reads_secrets=True,
        ),
    ),
    priority_classes=(PriorityClassSpec(name="serving", value=1000, meaning="answers people now"),),
    data_classes=(),
    audiences=(),
    images=(),
    namespace_limits=NamespaceLimitsSpec(job_pods=5),
)


def region_file(name: str, **changes: Any) -> Body:
    """A region file as plain data."""
    number = {HOME: 0, REGION: 1}[name]
    return {
        "role": "primary" if name == HOME else "secondary",
        "jurisdiction": "EU",
        "backup_region": {"name": "eu-central-1", "jurisdiction": "EU"},
        "edge": {"latitude": 1.0, "longitude": 2.0},
        "network": {"cidr": f"10.{number}.0.0/16", "zones": tuple(f"{name}{zone}" for zone in "abc")},
        "cluster": {"node_pools": {"system": {"instance_types": ("m7g.large",), "min_nodes": 3, "max_nodes": 9}}},
        "database": {
            "origin": "created" if name == HOME else {"replica_of": HOME},
            "instance_class": "db.r7g.large",
            "storage_gib": 100,
            "max_storage_gib": 200,
        },
        "cache": {"node_type": "cache.r7g.large"},
        "workloads": {"api": {"min_replicas": 3, "max_replicas": 50}},
        **changes,
    }


def platform(waivers: Iterable[Body] = (), **region_changes: Any) -> Platform:
    """The platform, with waivers, and with changes to the file of `REGION`."""
    shared = PlatformSpec.model_validate(
        {
            "name": "geo-bot",
            "accounts": {"platform": "111122223333", "administrator_role": "administrator"},
            "gitops": {"repository": "https://example.org/geo/platform.git", "revision": "main"},
            "kubernetes_version": "1.35",
            "database_engine_version": "17.6",
            "cache_engine_version": "8.0",
            "database_home": HOME,
            "images": {"geobot/api": {"tag": "v1"}},
            "waivers": tuple(waivers),
        }
    )
    files = {HOME: region_file(HOME), REGION: region_file(REGION, **region_changes)}
    return join(shared, {name: RegionSpec.model_validate(file) for name, file in files.items()}, CATALOG)


PLATFORM = platform()
LABELS = naming.labels("geo-bot", "api", "api")
SELECTOR = naming.selector("geo-bot", "api")


def document(body: Body, region: str = REGION, app: str = "api") -> Document:
    """A body as a document; its file and construct follow from kind and name."""
    name = body.get("metadata", {}).get("name", "none") if isinstance(body.get("metadata"), dict) else "none"
    kind = body.get("kind", "None")
    return Document(f"dist/{region}/{app}/{kind}.{name}.yaml", region, app, f"{app}/{kind}", body)


def manifest(api_version: str, kind: str, name: str, body: Body, namespace: str | None = "geo-bot") -> Body:
    """A body with metadata."""
    metadata = {"name": name, "labels": dict(LABELS)} | ({} if namespace is None else {"namespace": namespace})
    return {"apiVersion": api_version, "kind": kind, "metadata": metadata, **copy.deepcopy(body)}


def container(region: str = REGION) -> Body:
    """A container that breaks no rule."""
    return {
        "name": "api",
        "image": f"111122223333.dkr.ecr.{region}.amazonaws.com/geobot/api:v1",
        "ports": [{"name": "http", "containerPort": 8080}],
        "env": [
            {"name": "AWS_REGION", "value": region},
            {"name": "DATABASE_URL", "valueFrom": {"secretKeyRef": {"name": "db-credentials", "key": "url"}}},
        ],
        "resources": {"requests": {"cpu": "100m", "memory": "64Mi", "ephemeral-storage": "64Mi"}, "limits": {"memory": "128Mi"}},
        "lifecycle": {"preStop": {"sleep": {"seconds": 20}}},
        "securityContext": {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}},
        "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],
    }


def pod_spec(region: str = REGION) -> Body:
    """The spec of pods that break no rule."""
    return {
        "serviceAccountName": "api",
        "automountServiceAccountToken": False,
        "priorityClassName": "serving",
        "terminationGracePeriodSeconds": 60,
        "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
        "topologySpreadConstraints": [
            {"maxSkew": 1, "topologyKey": key, "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": SELECTOR}}
            for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
        ],
        "containers": [container(region)],
        "volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}}],
    }


def deployment(region: str = REGION, name: str = "api") -> Body:
    """A Deployment that breaks no rule."""
    template = {"metadata": {"labels": dict(LABELS)}, "spec": pod_spec(region)}
    spec = {"revisionHistoryLimit": 5, "selector": {"matchLabels": dict(SELECTOR)}, "template": template}
    return manifest("apps/v1", "Deployment", name, {"spec": spec})


def external_secret(region: str = REGION) -> Body:
    """An ExternalSecret that joins a credential with an address."""
    entries = [
        ("password", f"geo-bot/{region}/database/api", "geo-bot-secrets"),
        ("database_host", f"/geo-bot/{region}/database/endpoint", "geo-bot-parameters"),
        ("cache_host", f"/geo-bot/{region}/cache/endpoint", "geo-bot-parameters"),
    ]
    spec = {
        "target": {"name": "db-credentials", "template": {"data": {"url": "{{ .password }}"}}},
        "data": [
            {
                "secretKey": key,
                "remoteRef": {"key": remote, "property": key},
                "sourceRef": {"storeRef": {"kind": "SecretStore", "name": store}},
            }
            for key, remote, store in entries
        ],
    }
    return manifest("external-secrets.io/v1", "ExternalSecret", "db-credentials", {"spec": spec})


def bodies(region: str = REGION) -> list[Body]:
    """Every object of one region."""
    aws = {"secrets": "SecretsManager", "parameters": "ParameterStore"}
    selector = {"matchLabels": dict(SELECTOR)}
    return [
        manifest("v1", "Namespace", "geo-bot", {}, None),
        manifest("scheduling.k8s.io/v1", "PriorityClass", "serving", {"value": 1000}, None),
        manifest(
            "networking.k8s.io/v1", "NetworkPolicy", "default-deny", {"spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}}
        ),
        manifest(
            "networking.k8s.io/v1",
            "NetworkPolicy",
            "api",
            {"spec": {"podSelector": selector, "policyTypes": ["Egress"], "egress": egress(platform=PLATFORM, region=region)}},
        ),
        *(
            manifest(
                "external-secrets.io/v1",
                "SecretStore",
                f"geo-bot-{name}",
                {"spec": {"provider": {"aws": {"service": service, "region": region}}}},
            )
            for name, service in aws.items()
        ),
        external_secret(region),
        manifest("v1", "ServiceAccount", "api", {}),
        deployment(region),
        manifest(
            "v1", "Service", "api", {"spec": {"selector": dict(SELECTOR), "ports": [{"name": "http", "port": 80, "targetPort": "http"}]}}
        ),
        manifest("policy/v1", "PodDisruptionBudget", "api", {"spec": {"maxUnavailable": 1, "selector": selector}}),
        manifest(
            "autoscaling/v2",
            "HorizontalPodAutoscaler",
            "api-hpa",
            {
                "spec": {
                    "minReplicas": 3,
                    "maxReplicas": 50,
                    "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "api"},
                }
            },
        ),
        *(manifest("argoproj.io/v1alpha1", kind, name, {"spec": spec}, "argocd") for kind, name, spec in argocd(region)),
    ]


def documents(region: str = REGION) -> tuple[Document, ...]:
    """Every document of one region."""
    return tuple(document(body, region, "argocd" if body["metadata"].get("namespace") == "argocd" else "api") for body in bodies(region))


def altered(given: Iterable[Document], kind: str, name: str, place: str, value: Any) -> tuple[Document, ...]:
    """The documents with one field of one of them changed.

    Args:
        given: Left as they are.
        kind: Kind of the document.
        name: Its name.
        place: Steps to the field, with spaces between them: `spec template spec containers 0 image`.
        value: What to put there, `REMOVED` to take the field away.
    """
    result = []
    for each in given:
        body = copy.deepcopy(each.body)
        if (each.kind, each.name) == (kind, name):
            put(body, place.split(), value)
        result.append(Document(each.path, each.region, each.app, each.construct, body))
    return tuple(result)


def put(body: Any, steps: list[str], value: Any) -> None:
    """Write a value at a place of a body, in the body itself."""
    *before, last = [int(step) if step.isdigit() else step for step in steps]
    for step in before:
        body = body.setdefault(step, {}) if isinstance(body, dict) else body[step]
    if value is REMOVED:
        del body[last]
    else:
        body[last] = value


def without(given: Iterable[Document], kind: str, name: str) -> tuple[Document, ...]:
    """The documents but one."""
    return tuple(each for each in given if (each.kind, each.name) != (kind, name))


def kubernetes(*given: Document) -> Output:
    """The Kubernetes half alone."""
    return Output(given, None)


def texts(findings: Iterator[Finding]) -> list[str]:
    """Findings as people read them."""
    return [str(finding) for finding in findings]


def problems(findings: Iterator[Finding]) -> list[tuple[str, str]]:
    """Rule and problem of each finding."""
    return [(finding.rule, finding.problem) for finding in findings]
