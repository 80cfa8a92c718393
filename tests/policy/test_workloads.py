from typing import Any

import pytest

from geobot_constructs.policy.workloads import check
from tests.policy.support import PLATFORM, REMOVED, altered, deployment, document, documents, kubernetes, manifest, problems, texts, without

POD = "spec.template.spec"
PLACE = f"{POD}.containers[0]"


def test_the_compliant_example_has_everything() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


@pytest.mark.parametrize(
    ("place", "value", "rule", "problem"),
    [
        (
            "serviceAccountName",
            "default",
            "service-account-dedicated",
            f'{POD}.serviceAccountName: is not the workload\'s own, got "default"',
        ),
        ("serviceAccountName", REMOVED, "service-account-dedicated", f"{POD}.serviceAccountName: is not the workload's own, got null"),
        (
            "automountServiceAccountToken",
            REMOVED,
            "token-not-mounted",
            f"{POD}.automountServiceAccountToken: should be false, no RoleBinding names api, got null",
        ),
        (
            "containers 0 securityContext readOnlyRootFilesystem",
            False,
            "root-read-only",
            f"{PLACE}.securityContext.readOnlyRootFilesystem: should be true, got false",
        ),
        (
            "containers 0 resources requests",
            {"cpu": "1"},
            "resources-declared",
            f"{PLACE}.resources.requests: lacks memory, ephemeral-storage",
        ),
        ("containers 0 resources limits", {}, "resources-declared", f"{PLACE}.resources.limits.memory: is missing"),
        ("containers 0 resources limits cpu", "1", "resources-declared", f"{PLACE}.resources.limits.cpu: throttles, got 1"),
        ("priorityClassName", REMOVED, "priority-named", f"{POD}.priorityClassName: is missing"),
        (
            "containers 0 image",
            "111122223333.dkr.ecr.eu-west-1.amazonaws.com/geobot/api:latest",
            "image-pinned",
            f"{PLACE}.image: names no version, got 111122223333.dkr.ecr.eu-west-1.amazonaws.com/geobot/api:latest",
        ),
        (
            "containers 0 image",
            "111122223333.dkr.ecr.us-east-1.amazonaws.com/geobot/api:v1",
            "image-pinned",
            f"{PLACE}.image: is not in the region's own registry, got 111122223333.dkr.ecr.us-east-1.amazonaws.com/geobot/api:v1",
        ),
        (
            "terminationGracePeriodSeconds",
            20,
            "drain-fits",
            f"{POD}.terminationGracePeriodSeconds: is not longer than preStop of {PLACE}, got 20 and 20",
        ),
        (
            "containers 0 lifecycle preStop",
            {"exec": {"command": ["sh", "-c", "sleep 90"]}},
            "drain-fits",
            f"{POD}.terminationGracePeriodSeconds: is not longer than preStop of {PLACE}, got 60 and 90",
        ),
        (
            "topologySpreadConstraints",
            [{"topologyKey": "kubernetes.io/hostname"}],
            "pods-spread",
            f"{POD}.topologySpreadConstraints: lacks topology.kubernetes.io/zone",
        ),
    ],
)
def test_what_a_pod_lacks_is_found(place: str, value: Any, rule: str, problem: str) -> None:
    given = altered(documents(), "Deployment", "api", f"spec template spec {place}", value)
    assert problems(check(kubernetes(*given), PLATFORM)) == [(rule, problem)]


def test_an_image_by_digest_needs_no_tag() -> None:
    image = f"111122223333.dkr.ecr.eu-west-1.amazonaws.com/geobot/api@sha256:{'0' * 64}"
    given = altered(documents(), "Deployment", "api", "spec template spec containers 0 image", image)
    assert list(check(kubernetes(*given), PLATFORM)) == []


def test_a_bound_role_allows_the_token() -> None:
    given = altered(documents(), "Deployment", "api", "spec template spec automountServiceAccountToken", True)
    binding = manifest("rbac.authorization.k8s.io/v1", "RoleBinding", "x", {"subjects": [{"kind": "ServiceAccount", "name": "api"}]})
    assert list(check(kubernetes(*given, document(binding)), PLATFORM)) == []


def test_two_workloads_do_not_share_an_account() -> None:
    assert texts(check(kubernetes(*documents(), document(deployment(name="copy"))), PLATFORM)) == [
        "dist/eu-west-1/api/Deployment.copy.yaml (api/Deployment): service-account-dedicated: spec.template.spec.serviceAccountName: "
        "Deployment api uses it too, got api; give each workload its own ServiceAccount"
    ]


def test_a_service_without_budget_is_found() -> None:
    assert problems(check(kubernetes(*without(documents(), "PodDisruptionBudget", "api")), PLATFORM)) == [
        ("pods-spread", "spec.template.metadata.labels: no PodDisruptionBudget selects these pods")
    ]


def test_a_service_keeps_a_bounded_history() -> None:
    given = altered(documents(), "Deployment", "api", "spec revisionHistoryLimit", REMOVED)
    assert problems(check(kubernetes(*given), PLATFORM)) == [("history-kept", "spec.revisionHistoryLimit: is missing")]


def test_a_job_needs_neither_spread_nor_budget() -> None:
    spec = deployment()["spec"]["template"]["spec"]
    del spec["topologySpreadConstraints"]
    job = manifest("batch/v1", "CronJob", "x", {"spec": {"jobTemplate": {"spec": {"template": {"metadata": {}, "spec": spec}}}}})
    assert list(check(kubernetes(document(job)), PLATFORM)) == []
