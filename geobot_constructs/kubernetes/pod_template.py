"""The pods of one workload."""

from __future__ import annotations

from geobot_constructs.kubernetes.hardening import hardened_pod
from geobot_constructs.kubernetes.service import HTTP, METRICS
from geobot_constructs.model import naming
from geobot_constructs.model.output import Body
from geobot_constructs.model.platform import Region, Workload
from geobot_constructs.model.workload import CredentialStore, WorkloadSpec

CREDENTIALS_FOLDER = "/etc/credentials"
"""Where credentials are mounted, one folder a Secret; a file changes with the Secret, without a restart."""

URL = "url"
"""Key of a Secret that holds the whole connection string."""

VARIABLES: dict[CredentialStore, str] = {"database": "DATABASE_URL", "cache": "CACHE_URL"}
"""Environment variable of each store's connection string; with `_FILE` behind it, the file that stays current."""


def pod_template(workload: Workload, region: Region, labels: dict[str, str]) -> Body:
    """Pods that start, drain, spread and are confined the way every workload's are.

    Args:
        workload: What runs.
        region: Where it runs.
        labels: Labels of the pods, the selector's among them.
    """
    spec = workload.spec
    selector = naming.selector(region.platform, spec.name)
    pod = {
        "serviceAccountName": spec.name,
        "priorityClassName": spec.priority,
        "terminationGracePeriodSeconds": spec.drain.grace_period_seconds,
        "topologySpreadConstraints": [
            _spread("topology.kubernetes.io/zone", "DoNotSchedule", selector),
            _spread("kubernetes.io/hostname", "ScheduleAnyway", selector),
        ],
        "containers": [_container(workload, region)],
        "volumes": [
            {"name": "tmp", "emptyDir": {"sizeLimit": f"{spec.resources.ephemeral_storage_mib}Mi"}},
            *({"name": name, "secret": {"secretName": name, "defaultMode": 0o440}} for name in spec.secret_names.values()),
        ],
    }
    return hardened_pod({"metadata": {"labels": labels}, "spec": pod}, labels)


def _container(workload: Workload, region: Region) -> Body:
    spec = workload.spec
    return {
        "name": spec.name,
        "image": workload.image,
        "imagePullPolicy": "IfNotPresent",
        "ports": [
            {"name": HTTP, "containerPort": spec.port, "protocol": "TCP"},
            {"name": METRICS, "containerPort": spec.metrics_port, "protocol": "TCP"},
        ],
        "env": _environment(spec, region),
        "resources": _resources(spec),
        "startupProbe": _probe(spec.probes.liveness_path, period=1, failures=spec.probes.startup_seconds),
        "readinessProbe": _probe(spec.probes.readiness_path, period=5, failures=2),
        "livenessProbe": _probe(spec.probes.liveness_path, period=10, failures=3),
        "lifecycle": {"preStop": {"sleep": {"seconds": spec.drain.pre_stop_seconds}}},
        "volumeMounts": [
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - inside the container, a volume of its own
            *({"name": name, "mountPath": f"{CREDENTIALS_FOLDER}/{name}", "readOnly": True} for name in spec.secret_names.values()),
        ],
    }


def _environment(spec: WorkloadSpec, region: Region) -> list[Body]:
    plain = {"AWS_REGION": region.name, "PORT": str(spec.port), "METRICS_PORT": str(spec.metrics_port)}
    if "context" in spec.stores:
        plain["CONTEXT_TABLE"] = naming.context_table(region.platform, region.name)
    variables: list[Body] = [{"name": name, "value": value} for name, value in plain.items()]
    for store, secret in spec.secret_names.items():
        variable = VARIABLES[store]
        variables.append({"name": variable, "valueFrom": {"secretKeyRef": {"name": secret, "key": URL}}})
        variables.append({"name": f"{variable}_FILE", "value": f"{CREDENTIALS_FOLDER}/{secret}/{URL}"})
    return variables


def _resources(spec: WorkloadSpec) -> Body:
    disk = f"{spec.resources.ephemeral_storage_mib}Mi"
    return {
        "requests": {"cpu": f"{spec.resources.cpu_millicores}m", "memory": f"{spec.resources.memory_mib}Mi", "ephemeral-storage": disk},
        "limits": {"memory": f"{spec.resources.memory_limit_mib}Mi", "ephemeral-storage": disk},
    }


def _probe(path: str, *, period: int, failures: int) -> Body:
    return {
        "httpGet": {"path": path, "port": HTTP, "scheme": "HTTP"},
        "periodSeconds": period,
        "failureThreshold": failures,
        "successThreshold": 1,
        "timeoutSeconds": 1,
    }


def _spread(key: str, unsatisfiable: str, selector: dict[str, str]) -> Body:
    return {
        "maxSkew": 1,
        "topologyKey": key,
        "whenUnsatisfiable": unsatisfiable,
        "labelSelector": {"matchLabels": selector},
        # A rollout counts its own pods, and a zone whose nodes are tainted away does not hold the others back.
        "matchLabelKeys": ["pod-template-hash"],
        "nodeTaintsPolicy": "Honor",
    }
