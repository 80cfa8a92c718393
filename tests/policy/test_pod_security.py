from typing import Any

import pytest

from geobot_constructs.policy.pod_security import check
from tests.policy.support import PLATFORM, REMOVED, altered, container, document, documents, kubernetes, manifest, problems, texts

POD = "spec.template.spec"
CONTEXT = f"{POD}.containers[0].securityContext"


def test_the_compliant_example_is_restricted() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ("hostNetwork", True, f"{POD}.hostNetwork: shares the node's, got true"),
        ("hostPID", True, f"{POD}.hostPID: shares the node's, got true"),
        ("hostIPC", True, f"{POD}.hostIPC: shares the node's, got true"),
        ("securityContext sysctls", [{"name": "kernel.msgmax"}], f"{POD}.securityContext.sysctls: is not a safe one, got kernel.msgmax"),
        ("securityContext runAsUser", 0, f"{POD}.securityContext.runAsUser: is root, got 0"),
        ("securityContext runAsNonRoot", False, f"{CONTEXT}.runAsNonRoot: should be true here or in the pod, got null"),
        (
            "securityContext seccompProfile",
            REMOVED,
            f"{CONTEXT}.seccompProfile.type: should be RuntimeDefault here or in the pod, got null",
        ),
        (
            "securityContext seLinuxOptions",
            {"type": "spc_t"},
            f'{POD}.securityContext.seLinuxOptions: sets user, role or another type, got {{"type": "spc_t"}}',
        ),
        (
            "securityContext windowsOptions",
            {"hostProcess": True},
            f"{POD}.securityContext.windowsOptions.hostProcess: is a host process, got true",
        ),
        ("volumes 0", {"name": "tmp", "hostPath": {}}, f"{POD}.volumes[0]: is of a type that is not allowed, got hostPath"),
        ("containers 0 securityContext privileged", True, f"{CONTEXT}.privileged: is privileged, got true"),
        (
            "containers 0 securityContext allowPrivilegeEscalation",
            REMOVED,
            f"{CONTEXT}.allowPrivilegeEscalation: should be false, got null",
        ),
        ("containers 0 securityContext capabilities", {}, f"{CONTEXT}.capabilities.drop: should hold ALL, got []"),
        (
            "containers 0 securityContext capabilities add",
            ["SYS_TIME"],
            f'{CONTEXT}.capabilities.add: adds more than NET_BIND_SERVICE, got ["SYS_TIME"]',
        ),
        ("containers 0 securityContext procMount", "Unmasked", f"{CONTEXT}.procMount: should be Default, got Unmasked"),
        ("containers 0 securityContext runAsNonRoot", False, f"{CONTEXT}.runAsNonRoot: should be true here or in the pod, got false"),
        (
            "containers 0 securityContext appArmorProfile",
            {"type": "Unconfined"},
            f"{CONTEXT}.appArmorProfile.type: is none of RuntimeDefault, Localhost, got Unconfined",
        ),
        ("containers 0 ports 0 hostPort", 80, f"{POD}.containers[0].ports: opens a port of the node, got 80"),
        (
            "containers 0 livenessProbe",
            {"httpGet": {"host": "x.org"}},
            f"{POD}.containers[0].livenessProbe.httpGet.host: connects to another host, got x.org",
        ),
    ],
)
def test_each_control_is_judged(place: str, value: Any, problem: str) -> None:
    given = altered(documents(), "Deployment", "api", f"spec template spec {place}", value)
    assert problems(check(kubernetes(*given), PLATFORM)) == [("pod-security-restricted", problem)]


def test_containers_that_run_first_are_judged_too() -> None:
    first = {**container(), "name": "first", "securityContext": {}}
    given = altered(documents(), "Deployment", "api", "spec template spec initContainers", [first])
    assert texts(check(kubernetes(*given), PLATFORM)) == [
        "dist/eu-west-1/api/Deployment.api.yaml (api/Deployment): pod-security-restricted: "
        f"spec.template.spec.initContainers[0].securityContext.{problem}; use kubernetes/hardening.py"
        for problem in ("allowPrivilegeEscalation: should be false, got null", "capabilities.drop: should hold ALL, got []")
    ]


def test_pods_of_a_cron_job_are_judged_where_they_stand() -> None:
    job = {"spec": {"jobTemplate": {"spec": {"template": {"spec": {"hostPID": True}}}}}}
    given = document(manifest("batch/v1", "CronJob", "x", job))
    assert problems(check(kubernetes(given), PLATFORM)) == [
        ("pod-security-restricted", "spec.jobTemplate.spec.template.spec.hostPID: shares the node's, got true")
    ]
