"""Values that the API server refuses although the schemas of Kubernetes allow them: enumerations, ports, quantities, names used twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import Pods, bodies, dotted, found, mapping, pods
from geobot_constructs.policy.schema_error import shown

VALUE_ALLOWED = "value-allowed"
"""Rule: a field with fixed values has one of them."""

PORT_IN_RANGE = "port-in-range"
"""Rule: ports are 1 to 65535 or named."""

QUANTITY_PARSES = "quantity-parses"
"""Rule: amounts of resources are quantities, and no limit is below its request."""

NAME_UNIQUE = "name-unique"
"""Rule: what is named inside an object is named once, and mounts name a volume."""

# Source: Kubernetes API reference 1.36, constants of core/v1, apps/v1, batch/v1, policy/v1, networking/v1, autoscaling/v2.
VALUES: dict[str, tuple[str, ...]] = {
    "completionMode": ("NonIndexed", "Indexed"),
    "concurrencyPolicy": ("Allow", "Forbid", "Replace"),
    "dnsPolicy": ("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
    "effect": ("NoSchedule", "PreferNoSchedule", "NoExecute"),
    "externalTrafficPolicy": ("Cluster", "Local"),
    "fsGroupChangePolicy": ("Always", "OnRootMismatch"),
    "imagePullPolicy": ("Always", "IfNotPresent", "Never"),
    "internalTrafficPolicy": ("Cluster", "Local"),
    "ipFamilyPolicy": ("SingleStack", "PreferDualStack", "RequireDualStack"),
    "nodeAffinityPolicy": ("Honor", "Ignore"),
    "nodeTaintsPolicy": ("Honor", "Ignore"),
    "operator": ("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Equal"),
    "pathType": ("Exact", "Prefix", "ImplementationSpecific"),
    "podManagementPolicy": ("OrderedReady", "Parallel"),
    "policyTypes": ("Ingress", "Egress"),
    "preemptionPolicy": ("PreemptLowerPriority", "Never"),
    "protocol": ("TCP", "UDP", "SCTP"),
    "reclaimPolicy": ("Delete", "Retain"),
    "restartPolicy": ("Always", "OnFailure", "Never"),
    "scheme": ("HTTP", "HTTPS"),
    "selectPolicy": ("Max", "Min", "Disabled"),
    "sessionAffinity": ("None", "ClientIP"),
    "terminationMessagePolicy": ("File", "FallbackToLogsOnError"),
    "unhealthyPodEvictionPolicy": ("IfHealthyBudget", "AlwaysAllow"),
    "volumeBindingMode": ("Immediate", "WaitForFirstConsumer"),
    "whenUnsatisfiable": ("DoNotSchedule", "ScheduleAnyway"),
}
"""Fields that mean the same wherever they stand."""

TYPES: dict[str, tuple[str, ...]] = {
    "seccompProfile": ("RuntimeDefault", "Localhost", "Unconfined"),
    "appArmorProfile": ("RuntimeDefault", "Localhost", "Unconfined"),
    "strategy": ("RollingUpdate", "Recreate"),
    "updateStrategy": ("RollingUpdate", "OnDelete"),
    "target": ("Utilization", "AverageValue", "Value"),
    "metrics": ("Resource", "ContainerResource", "Pods", "Object", "External"),
    "policies": ("Pods", "Percent"),
}
"""Values of the field `type` under each of these fields."""

_FREE = frozenset({"annotations", "labels", "matchLabels", "data", "stringData", "binaryData", "nodeSelector", "openAPIV3Schema"})
_PORTS = frozenset({"containerPort", "hostPort", "port", "targetPort", "nodePort", "endPort"})
_AMOUNTS = frozenset({"requests", "limits", "hard", "defaultRequest", "capacity", "overhead"})
_LIMIT_RANGE_AMOUNTS = frozenset({"default", "max", "min", "maxLimitRequestRatio"})
_AMOUNT = frozenset({"sizeLimit", "averageValue"})
# Source: Kubernetes API reference, Quantity.
_QUANTITY = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?")
_SCALE = {unit: 1024.0**power for power, unit in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)} | {
    unit: 10.0**power for unit, power in {"n": -9, "u": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}.items()
}
_PORT_NAME = re.compile(r"(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?")


def check(output: Output, platform: Platform) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Judge every document of Kubernetes' own groups, and pod templates of every kind."""
    for document in output.documents or ():
        template = pods(document)
        if template is not None:
            yield from _pod(template)
        is_core = "." not in document.api_version or document.api_version.partition("/")[0].endswith(".k8s.io")
        if is_core:
            yield from _values(document, document.body)
        elif template is not None:
            yield from _values(document, mapping(document.body, "spec", "template"), ("spec", "template"))
        if document.kind == "Service":
            ports = bodies(document.body, "spec", "ports")
            yield from _twice(document, "spec.ports", "port name", [port.get("name") for port in ports])
            yield from _twice(document, "spec.ports", "port", [_endpoint(port, "port") for port in ports])


Field = tuple[tuple[str | int, ...], str, str, Any]
"""Place of a field, its name, the name of the field around it, and its value."""


def _fields(value: object, parent: str, steps: tuple[str | int, ...]) -> Iterator[Field]:
    """Every field but those whose keys people choose."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _FREE:
                yield (*steps, key), key, parent, inner
                if isinstance(inner, dict | list):
                    yield from _fields(inner, key, (*steps, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, dict | list):
                yield from _fields(inner, parent, (*steps, index))


def _values(document: Document, body: Body, at: tuple[str | int, ...] = ()) -> Iterator[Finding]:
    for steps, key, parent, value in _fields(body, "", at):
        allowed = TYPES.get(parent) if key == "type" else VALUES.get(key)
        for each in value if isinstance(value, list) else [value]:
            if allowed and isinstance(each, str) and each not in allowed:
                problem = f"{dotted(list(steps))}: is none of the allowed values, got {each}"
                yield found(document, VALUE_ALLOWED, problem, f"choose one of {', '.join(allowed)}")
        if key in _PORTS:
            yield from _port(document, dotted(list(steps)), value)
        elif isinstance(value, dict) and (key in _AMOUNTS or (document.kind == "LimitRange" and key in _LIMIT_RANGE_AMOUNTS)):
            for resource, amount in value.items():
                yield from _quantity(document, f"{dotted(list(steps))}.{resource}", resource, amount)
        elif key in _AMOUNT:
            yield from _quantity(document, dotted(list(steps)), "", value)


def _port(document: Document, place: str, value: object) -> Iterator[Finding]:
    is_wrong = not 1 <= value <= 65535 if isinstance(value, int) else isinstance(value, str) and not _PORT_NAME.fullmatch(value)
    if is_wrong:
        yield found(document, PORT_IN_RANGE, f"{place}: is no port, got {value}", "write 1 to 65535, or a name of at most 15 characters")


def parsed(value: object) -> float | None:
    """The number that a quantity stands for; None where it is none."""
    if isinstance(value, int | float):
        return None if value < 0 else float(value)
    match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    number, unit = float(match[1]), match[2] or ""
    return number * _SCALE[unit] if unit in _SCALE else float(f"{match[1]}{unit}") if unit else number


def _quantity(document: Document, place: str, resource: str, value: object) -> Iterator[Finding]:
    if parsed(value) is None:
        yield found(
            document, QUANTITY_PARSES, f"{place}: is no quantity, got {shown(value)}", "write a number with a unit, such as 250m or 256Mi"
        )
    elif isinstance(value, str) and value.endswith("m") and ("memory" in resource or "storage" in resource):
        yield found(document, QUANTITY_PARSES, f"{place}: is in thousandths of a byte, got {value}", f"write {value[:-1]}Mi")


def _pod(template: Pods) -> Iterator[Finding]:
    document, spec = template.document, template.at("spec")
    volumes = [volume.get("name") for volume in bodies(template.spec, "volumes")]
    yield from _twice(document, spec, "container", [container.get("name") for _, container in template.containers])
    yield from _twice(document, f"{spec}.volumes", "volume", volumes)
    for place, container in template.containers:
        ports, mounts = bodies(container, "ports"), bodies(container, "volumeMounts")
        yield from _twice(document, f"{place}.ports", "port name", [port.get("name") for port in ports])
        yield from _twice(document, f"{place}.ports", "port", [_endpoint(port, "containerPort") for port in ports])
        yield from _twice(document, f"{place}.env", "variable", [variable.get("name") for variable in bodies(container, "env")])
        yield from _twice(document, f"{place}.volumeMounts", "mount path", [mount.get("mountPath") for mount in mounts])
        for mount in mounts:
            if mount.get("name") not in volumes and document.kind != "StatefulSet":
                problem = f"{place}.volumeMounts: mounts a volume that {spec}.volumes does not name, got {mount.get('name')}"
                yield found(document, NAME_UNIQUE, problem, f"choose one of {', '.join(map(str, volumes)) or 'none'}, or add the volume")
        yield from _limits(document, place, container)


def _limits(document: Document, place: str, container: Body) -> Iterator[Finding]:
    requests, limits = mapping(container, "resources", "requests"), mapping(container, "resources", "limits")
    for resource in sorted(requests.keys() & limits.keys()):
        request, limit = parsed(requests[resource]), parsed(limits[resource])
        if request is not None and limit is not None and limit < request:
            problem = f"{place}.resources: the limit of {resource} is below its request, got {limits[resource]} and {requests[resource]}"
            yield found(document, QUANTITY_PARSES, problem, "raise the limit or lower the request")


def _endpoint(port: Body, field: str) -> str:
    return f"{port.get(field)}/{port.get('protocol') or 'TCP'}"


def _twice(document: Document, place: str, what: str, names: Iterable[Any]) -> Iterator[Finding]:
    for name, count in Counter(str(name) for name in names if name is not None).items():
        if count > 1:
            yield found(document, NAME_UNIQUE, f"{place}: {what} stands {count} times, got {name}", "give each its own")
