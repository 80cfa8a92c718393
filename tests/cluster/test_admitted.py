"""A real API server, Pod Security and our admission policy enforcing, admits every object of every region."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tests.cluster.control_plane import ControlPlane
from tests.support import ROOT

pytestmark = pytest.mark.usefixtures("applied")

Pod = dict[str, Any]


def test_every_object_is_admitted(applied: dict[str, list[str]], region_name: str) -> None:
    folder = ROOT / "dist" / region_name
    assert {app: len(lines) for app, lines in applied.items()} == {path.name: len(list(path.iterdir())) for path in folder.iterdir()}
    assert all(line.endswith("serverside-applied") for lines in applied.values() for line in lines)


def test_nothing_differs_after_the_server_filled_in_its_defaults(
    applied: dict[str, list[str]], plane: ControlPlane, region_name: str
) -> None:
    for app in applied:
        folder = ROOT / "dist" / region_name / app
        done = plane.kubectl("diff", "--server-side", "--field-manager=argocd-controller", "-R", "-f", str(folder), check=False)
        assert (done.returncode, done.stdout) == (0, ""), done.stdout[:3000] + done.stderr[:1000]


@pytest.fixture
def pod(plane: ControlPlane, region_name: str) -> Pod:
    """A pod of the API, as its Deployment would make it."""
    # The controllers that count and that make default accounts are not running; the server refuses pods without their work.
    account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default", "namespace": "geo-bot"}}
    plane.kubectl("apply", "-f", "-", stdin=json.dumps(account))
    quota = yaml.safe_load((ROOT / "dist" / region_name / "base" / "ResourceQuota.geo-bot.yaml").read_text())
    status = {"status": {"hard": quota["spec"]["hard"], "used": dict.fromkeys(quota["spec"]["hard"], "0")}}
    plane.kubectl("patch", "resourcequota", "geo-bot", "-n", "geo-bot", "--subresource=status", "--type=merge", "-p", json.dumps(status))
    deployment = yaml.safe_load((ROOT / "dist" / region_name / "geo-bot-api" / "Deployment.geo-bot-api.yaml").read_text())
    template = deployment["spec"]["template"]
    metadata = {**template["metadata"], "name": "probe", "namespace": "geo-bot"}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": copy.deepcopy(template["spec"])}


def test_a_pod_of_ours_is_admitted(pod: Pod, plane: ControlPlane) -> None:
    assert plane.refusal(pod) == ""


def _container(pod: Pod) -> Pod:
    container: Pod = pod["spec"]["containers"][0]
    return container


VIOLATIONS: dict[str, tuple[Callable[[Pod], Any], str]] = {
    "foreign_image": (lambda pod: _container(pod).update(image="docker.io/geobot/api:v2.1.0"), "images come from"),
    "latest": (
        lambda pod: _container(pod).update(image=_container(pod)["image"].partition(":")[0] + ":latest"),
        "the tag latest names no version",
    ),
    "default_account": (lambda pod: pod["spec"].pop("serviceAccountName"), "every workload has a ServiceAccount of its own"),
    "mounted_token": (lambda pod: pod["spec"].update(automountServiceAccountToken=True), "no pod mounts a token"),
    "writable_root": (
        lambda pod: _container(pod)["securityContext"].update(readOnlyRootFilesystem=False),
        "the root file system is read-only",
    ),
    "no_label": (
        lambda pod: pod["metadata"]["labels"].pop("app.kubernetes.io/component"),
        "pods carry the label app.kubernetes.io/component",
    ),
    "root": (lambda pod: _container(pod)["securityContext"].update(runAsUser=0, runAsNonRoot=False), "violates PodSecurity"),
    "host_network": (lambda pod: pod["spec"].update(hostNetwork=True), "violates PodSecurity"),
    "unknown_priority": (lambda pod: pod["spec"].update(priorityClassName="none"), "no PriorityClass with name none was found"),
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_violating_pod_is_refused_with_its_reason(name: str, pod: Pod, plane: ControlPlane) -> None:
    change, reason = VIOLATIONS[name]
    change(pod)
    assert reason in plane.refusal(pod)
