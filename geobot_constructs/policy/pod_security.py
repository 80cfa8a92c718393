"""Every pod meets the Pod Security Standard `restricted`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import Pods, bodies, found, listing, mapping, pods
from geobot_constructs.policy.schema_error import shown

POD_SECURITY = "pod-security-restricted"
"""Rule: the API server admits the pod into a namespace labelled `restricted`."""

# Source: Kubernetes documentation, Pod Security Standards, Baseline and Restricted, v1.36; one constant for each control.
VOLUMES = frozenset({"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"})
"""Volume types that are allowed."""

SYSCTLS = (
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_wmem",
)
"""Kernel parameters that are allowed."""

SELINUX_TYPES = (None, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")
"""SELinux types that are allowed."""

PROFILES = ("RuntimeDefault", "Localhost")
"""Seccomp and AppArmor profiles that are allowed."""

_REMEDY = "use kubernetes/hardening.py"


def check(output: Output, platform: Platform) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Judge every pod template."""
    for document in output.documents or ():
        template = pods(document)
        if template is not None:
            for place, problem in (*_pod(template), *_containers(template)):
                yield found(document, POD_SECURITY, f"{place}: {problem}", _REMEDY)


def _pod(template: Pods) -> Iterator[tuple[str, str]]:
    spec, place = template.spec, template.at("spec")
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(field):
            yield f"{place}.{field}", "shares the node's, got true"
    security = mapping(spec, "securityContext")
    for sysctl in bodies(security, "sysctls"):
        if sysctl.get("name") not in SYSCTLS:
            yield f"{place}.securityContext.sysctls", f"is not a safe one, got {sysctl.get('name')}"
    yield from _context(security, f"{place}.securityContext")
    for index, volume in enumerate(bodies(spec, "volumes")):
        for kind in sorted(volume.keys() - VOLUMES - {"name"}):
            yield f"{place}.volumes[{index}]", f"is of a type that is not allowed, got {kind}"


def _containers(template: Pods) -> Iterator[tuple[str, str]]:
    pod = mapping(template.spec, "securityContext")
    for place, container in template.containers:
        security = mapping(container, "securityContext")
        at = f"{place}.securityContext"
        yield from _context(security, at)
        if security.get("privileged"):
            yield f"{at}.privileged", "is privileged, got true"
        if security.get("allowPrivilegeEscalation") is not False:
            yield f"{at}.allowPrivilegeEscalation", f"should be false, got {shown(security.get('allowPrivilegeEscalation'))}"
        dropped, added = listing(security, "capabilities", "drop"), listing(security, "capabilities", "add")
        if "ALL" not in dropped:
            yield f"{at}.capabilities.drop", f"should hold ALL, got {shown(dropped)}"
        if any(capability != "NET_BIND_SERVICE" for capability in added):
            yield f"{at}.capabilities.add", f"adds more than NET_BIND_SERVICE, got {shown(added)}"
        if security.get("procMount", "Default") != "Default":
            yield f"{at}.procMount", f"should be Default, got {security['procMount']}"
        yield from _user(security, pod, at)
        for port in bodies(container, "ports"):
            if port.get("hostPort"):
                yield f"{place}.ports", f"opens a port of the node, got {port['hostPort']}"
        yield from _handlers(container, place)


def _user(security: Body, pod: Body, at: str) -> Iterator[tuple[str, str]]:
    """What a container says itself or takes from its pod."""
    if security.get("runAsNonRoot", pod.get("runAsNonRoot")) is not True:
        yield f"{at}.runAsNonRoot", f"should be true here or in the pod, got {shown(security.get('runAsNonRoot'))}"
    profile = mapping(security, "seccompProfile") or mapping(pod, "seccompProfile")
    if profile.get("type") not in PROFILES:
        yield f"{at}.seccompProfile.type", f"should be RuntimeDefault here or in the pod, got {shown(profile.get('type'))}"


def _context(security: Body, place: str) -> Iterator[tuple[str, str]]:
    """What pods and containers may not say alike."""
    if security.get("runAsUser") == 0:
        yield f"{place}.runAsUser", "is root, got 0"
    if mapping(security, "windowsOptions").get("hostProcess"):
        yield f"{place}.windowsOptions.hostProcess", "is a host process, got true"
    options = mapping(security, "seLinuxOptions")
    if options.get("type") not in SELINUX_TYPES or options.get("user") or options.get("role"):
        yield f"{place}.seLinuxOptions", f"sets user, role or another type, got {shown(options)}"
    for field in ("appArmorProfile", "seccompProfile"):
        kind = mapping(security, field).get("type")
        if kind is not None and kind not in PROFILES:
            yield f"{place}.{field}.type", f"is none of {', '.join(PROFILES)}, got {kind}"


def _handlers(container: Body, place: str) -> Iterator[tuple[str, str]]:
    """Probes and hooks that connect elsewhere than to their pod."""
    handlers = {field: mapping(container, field) for field in ("livenessProbe", "readinessProbe", "startupProbe")}
    handlers |= {f"lifecycle.{hook}": mapping(container, "lifecycle", hook) for hook in ("preStop", "postStart")}
    for field, handler in handlers.items():
        for action in ("httpGet", "tcpSocket"):
            host: Any = mapping(handler, action).get("host")
            if host:
                yield f"{place}.{field}.{action}.host", f"connects to another host, got {host}"
