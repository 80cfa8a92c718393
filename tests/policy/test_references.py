from typing import Any

import pytest

from geobot_constructs.policy.references import check
from tests.policy.support import PLATFORM, REMOVED, altered, document, documents, kubernetes, manifest, problems, texts, without

POD = "spec.template.spec"
PLACE = f"{POD}.containers[0]"
NOWHERE = "in namespace geo-bot has this name, got nowhere"


def test_the_compliant_example_meets_everything() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


def test_a_secret_that_nothing_makes_is_found() -> None:
    given = without(documents(), "ExternalSecret", "db-credentials")
    assert texts(check(kubernetes(*given), PLATFORM)) == [
        "dist/eu-west-1/api/Deployment.api.yaml (api/Deployment): reference-meets: "
        "spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef: no Secret in namespace geo-bot has this name, "
        "got db-credentials; correct the name, or add it"
    ]


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        (
            "containers 0 env 1 valueFrom secretKeyRef key",
            "uri",
            f"{PLACE}.env[1].valueFrom.secretKeyRef: Secret db-credentials has no such key, got uri",
        ),
        ("containers 0 envFrom", [{"secretRef": {"name": "nowhere"}}], f"{PLACE}.envFrom[0].secretRef: no Secret {NOWHERE}"),
        ("containers 0 envFrom", [{"configMapRef": {"name": "nowhere"}}], f"{PLACE}.envFrom[0].configMapRef: no ConfigMap {NOWHERE}"),
        ("volumes 0", {"name": "tmp", "secret": {"secretName": "nowhere"}}, f"{POD}.volumes[0].secret: no Secret {NOWHERE}"),
        (
            "volumes 0",
            {"name": "tmp", "secret": {"secretName": "db-credentials", "items": [{"key": "uri", "path": "x"}]}},
            f"{POD}.volumes[0].secret.items[0]: Secret db-credentials has no such key, got uri",
        ),
        ("volumes 0", {"name": "tmp", "configMap": {"name": "nowhere"}}, f"{POD}.volumes[0].configMap: no ConfigMap {NOWHERE}"),
        (
            "volumes 0",
            {"name": "tmp", "projected": {"sources": [{"secret": {"name": "nowhere"}}]}},
            f"{POD}.volumes[0].projected.sources[0].secret: no Secret {NOWHERE}",
        ),
        (
            "volumes 0",
            {"name": "tmp", "persistentVolumeClaim": {"claimName": "nowhere"}},
            f"{POD}.volumes[0].persistentVolumeClaim: no PersistentVolumeClaim {NOWHERE}",
        ),
        ("imagePullSecrets", [{"name": "nowhere"}], f"{POD}.imagePullSecrets[0]: no Secret {NOWHERE}"),
        ("serviceAccountName", "nowhere", f"{POD}.serviceAccountName: no ServiceAccount {NOWHERE}"),
        ("priorityClassName", "nowhere", f"{POD}.priorityClassName: no PriorityClass in the cluster has this name, got nowhere"),
    ],
)
def test_what_a_pod_names_is_looked_for(place: str, value: Any, problem: str) -> None:
    given = altered(documents(), "Deployment", "api", f"spec template spec {place}", value)
    assert problems(check(kubernetes(*given), PLATFORM)) == [("reference-meets", problem)]


def test_what_is_optional_need_not_be_there() -> None:
    reference = {"name": "FLAG", "valueFrom": {"configMapKeyRef": {"name": "nowhere", "key": "x", "optional": True}}}
    given = altered(documents(), "Deployment", "api", "spec template spec containers 0 env 0", reference)
    assert list(check(kubernetes(*given), PLATFORM)) == []


def _key(key: str) -> list[str]:
    reference = {"name": "X", "valueFrom": {"secretKeyRef": {"name": "db-credentials", "key": key}}}
    given = altered(documents(), "Deployment", "api", "spec template spec containers 0 env", [reference])
    changes = {
        "template": given,
        "merged": altered(given, "ExternalSecret", "db-credentials", "spec target template mergePolicy", "Merge"),
        "plain": altered(given, "ExternalSecret", "db-credentials", "spec target template", REMOVED),
        "all": altered(
            altered(given, "ExternalSecret", "db-credentials", "spec dataFrom", [{"extract": {"key": "x"}}]),
            "ExternalSecret",
            "db-credentials",
            "spec target template",
            REMOVED,
        ),
    }
    return [name for name, changed in changes.items() if not list(check(kubernetes(*changed), PLATFORM))]


def test_keys_are_those_of_the_template_or_of_the_data() -> None:
    assert _key("url") == ["template", "merged", "all"]
    assert _key("password") == ["merged", "plain", "all"]
    assert _key("other") == ["all"]


def test_a_secret_without_a_target_has_the_name_of_its_object() -> None:
    given = altered(documents(), "ExternalSecret", "db-credentials", "spec target name", REMOVED)
    assert list(check(kubernetes(*given), PLATFORM)) == []


@pytest.mark.parametrize(
    ("kind", "name", "place", "value", "problem"),
    [
        (
            "ExternalSecret",
            "db-credentials",
            "spec data 0 sourceRef storeRef",
            {"name": "nowhere"},
            f"spec.data[0].sourceRef.storeRef: no SecretStore {NOWHERE}",
        ),
        (
            "ExternalSecret",
            "db-credentials",
            "spec secretStoreRef",
            {"kind": "ClusterSecretStore", "name": "nowhere"},
            "spec.secretStoreRef: no ClusterSecretStore in the cluster has this name, got nowhere",
        ),
        ("HorizontalPodAutoscaler", "api-hpa", "spec scaleTargetRef name", "nowhere", f"spec.scaleTargetRef: no Deployment {NOWHERE}"),
        (
            "Application",
            "external-secrets",
            "spec project",
            "nowhere",
            "spec.project: no AppProject in namespace argocd has this name, got nowhere",
        ),
        (
            "Application",
            "external-secrets",
            "spec source",
            {"path": "dist/eu-west-1/nowhere"},
            "spec.source.path: is no folder of this region, got dist/eu-west-1/nowhere",
        ),
    ],
)
def test_what_other_objects_name_is_looked_for(kind: str, name: str, place: str, value: Any, problem: str) -> None:
    assert problems(check(kubernetes(*altered(documents(), kind, name, place, value)), PLATFORM)) == [("reference-meets", problem)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"roleRef": {"kind": "Role", "name": "nowhere"}}, [f"roleRef: no Role {NOWHERE}"]),
        ({"roleRef": {"kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "ServiceAccount", "name": "api"}]}, []),
        (
            {"roleRef": {"kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "ServiceAccount", "name": "nowhere"}]},
            [f"subjects[0]: no ServiceAccount {NOWHERE}"],
        ),
        (
            {
                "roleRef": {"kind": "ClusterRole", "name": "system:node"},
                "subjects": [{"kind": "ServiceAccount", "name": "external-secrets", "namespace": "external-secrets"}],
            },
            [],
        ),
        ({"roleRef": {"kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "Group", "name": "on-call"}]}, []),
    ],
)
def test_role_bindings_meet_role_and_account(body: dict[str, Any], found: list[str]) -> None:
    binding = document(manifest("rbac.authorization.k8s.io/v1", "RoleBinding", "x", body))
    assert [problem for _, problem in problems(check(kubernetes(*documents(), binding), PLATFORM))] == found


def test_an_ingress_meets_its_service() -> None:
    backend = {"service": {"name": "nowhere", "port": {"number": 80}}}
    ingress = manifest("networking.k8s.io/v1", "Ingress", "x", {"spec": {"rules": [{"http": {"paths": [{"backend": backend}]}}]}})
    assert problems(check(kubernetes(*documents(), document(ingress)), PLATFORM)) == [
        ("reference-meets", f"spec.rules[0].http.paths[0].backend: no Service {NOWHERE}")
    ]


def test_a_namespace_that_nothing_makes_is_found() -> None:
    body = manifest("v1", "ConfigMap", "x", {}, "nowhere")
    assert problems(check(kubernetes(*documents(), document(body)), PLATFORM)) == [
        ("namespace-made", "metadata.namespace: nothing makes this namespace, got nowhere")
    ]
    made = manifest("v1", "ConfigMap", "x", {}, "external-secrets")
    assert list(check(kubernetes(*documents(), document(made)), PLATFORM)) == []
    unmade = altered(documents(), "Application", "external-secrets", "spec syncPolicy", {})
    assert [rule for rule, _ in problems(check(kubernetes(*unmade, document(made)), PLATFORM))] == ["namespace-made"]
