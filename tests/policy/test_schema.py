from pathlib import Path
from typing import Any

import pytest

from geobot_constructs.errors import GeobotError
from geobot_constructs.model.output import Body
from geobot_constructs.policy.core_schemas import CoreSchemas
from geobot_constructs.policy.schema import Schemas, check
from tests.policy.crds import operators_directory, write_crd
from tests.policy.support import PLATFORM, altered, document, documents, external_secret, kubernetes, manifest, problems, texts

CORE = Schemas("1.35")


def _judge(body: Body, schemas: Schemas = CORE) -> list[tuple[str, str]]:
    return problems(check(kubernetes(document(body)), PLATFORM, schemas))


@pytest.mark.parametrize("version", ["1.34", "1.35", "1.36"])
def test_the_compliant_example_is_valid_in_every_supported_version(version: str) -> None:
    assert list(check(kubernetes(*documents()), PLATFORM, Schemas(version))) == []


def test_a_misspelt_field_is_named_with_its_place_and_its_right_spelling() -> None:
    given = altered(documents(), "Deployment", "api", "spec template spec containers 0 imagePullPolicyy", "Always")
    assert texts(check(kubernetes(*given), PLATFORM, CORE)) == [
        "dist/eu-west-1/api/Deployment.api.yaml (api/Deployment): schema-valid: spec.template.spec.containers[0].imagePullPolicyy: "
        "is not a field of Deployment apps/v1 in Kubernetes 1.35; write imagePullPolicy"
    ]


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ("spec replicas", "3", 'spec.replicas: should be of type integer in Deployment apps/v1 in Kubernetes 1.35, got "3"'),
        ("spec selector", [], "spec.selector: should be of type object in Deployment apps/v1 in Kubernetes 1.35, got []"),
        (
            "spec template spec containers 0 resources requests cpu",
            None,
            "spec.template.spec.containers[0].resources.requests.cpu: "
            "has none of the forms of Deployment apps/v1 in Kubernetes 1.35, got null",
        ),
        ("spec template spec nodeselector", {}, "spec.template.spec.nodeselector: is not a field of Deployment apps/v1 in Kubernetes 1.35"),
        ("metadata lables", {}, "metadata.lables: is not a field of Deployment apps/v1 in Kubernetes 1.35"),
        ("metadata", None, "metadata: should be of type object, got null"),
        ("apiVersion", None, "apiVersion: is missing or no string, got null"),
    ],
)
def test_a_wrong_value_is_shown(place: str, value: Any, problem: str) -> None:
    given = altered(documents(), "Deployment", "api", place, value)
    assert ("schema-valid", problem) in problems(check(kubernetes(*given), PLATFORM, CORE))


def test_a_missing_field_is_named() -> None:
    body = manifest("apps/v1", "Deployment", "api", {"spec": {"selector": {}}})
    assert _judge(body) == [("schema-valid", "spec.template: is missing in Deployment apps/v1 in Kubernetes 1.35")]


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [("apps/v1", "Deploy"), ("v1", "Deployment"), ("autoscaling/v2beta2", "HorizontalPodAutoscaler"), ("extensions/v1beta1", "Ingress")],
)
def test_a_kind_that_kubernetes_does_not_serve_is_a_finding(api_version: str, kind: str) -> None:
    assert _judge(manifest(api_version, kind, "x", {})) == [("kind-known", f"kind: Kubernetes 1.35 does not serve {kind} {api_version}")]


def test_versions_are_told_apart() -> None:
    policy = manifest("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy", "x", {}, None)
    assert [bool(_judge(policy, Schemas(version))) for version in ("1.34", "1.35", "1.36")] == [True, True, False]


def test_a_version_without_schemas_is_refused() -> None:
    with pytest.raises(GeobotError, match=r"no schemas of it, got 1\.99; upgrade it, or choose one of 1\.25, "):
        CoreSchemas("1.99")


def test_definitions_are_pruned_to_what_the_kind_reaches() -> None:
    compiled = CoreSchemas("1.35").kind("v1", "ConfigMap")
    assert compiled is not None
    assert 1 < len(compiled[0]["$defs"]) < 10


def test_a_kind_is_compiled_once() -> None:
    core = CoreSchemas("1.35")
    assert core.kind("v1", "Service") is core.kind("v1", "Service")


def test_without_a_directory_custom_kinds_are_listed_as_unchecked() -> None:
    output = kubernetes(document(external_secret()), document(manifest("v1", "ConfigMap", "x", {})))
    assert list(check(output, PLATFORM, CORE)) == []
    assert CORE.unchecked(output) == ("ExternalSecret external-secrets.io/v1",)


def test_metadata_of_custom_kinds_is_judged_without_any_crd() -> None:
    body = external_secret()
    body["metadata"]["lable"] = {}
    assert _judge(body) == [("schema-valid", "metadata.lable: is not a field of metadata in Kubernetes 1.35")]


def test_a_custom_kind_is_held_to_its_crd(tmp_path: Path) -> None:
    write_crd(tmp_path, {"type": "object", "properties": {"size": {"type": "integer"}}})
    schemas = Schemas("1.35", tmp_path)
    good = manifest("example.org/v1", "Widget", "x", {"spec": {"size": 1}})
    assert _judge(good, schemas) == []
    assert _judge({**good, "spec": {"siz": 1}}, schemas) == [("schema-valid", "spec.siz: is not a field of Widget example.org/v1")]
    assert schemas.unchecked(kubernetes(document(good))) == ()


def test_a_version_that_the_crd_does_not_serve_is_a_finding(tmp_path: Path) -> None:
    write_crd(tmp_path, {"type": "object"})
    schemas = Schemas("1.35", tmp_path)
    for version in ("v1alpha1", "v9"):
        assert _judge(manifest(f"example.org/{version}", "Widget", "x", {}), schemas) == [
            ("kind-known", f"apiVersion: Widget of example.org is not served in that version, got {version}")
        ]


def test_a_custom_kind_without_crd_is_a_finding_once_a_directory_is_named(tmp_path: Path) -> None:
    write_crd(tmp_path, {"type": "object"})
    assert texts(check(kubernetes(document(external_secret())), PLATFORM, Schemas("1.35", tmp_path))) == [
        "dist/eu-west-1/api/ExternalSecret.db-credentials.yaml (api/ExternalSecret): kind-known: kind: the directory of CRDs does not "
        "define ExternalSecret external-secrets.io/v1; correct the kind, or add its CRD"
    ]


def test_the_operators_own_crds_judge_the_example(tmp_path: Path) -> None:
    schemas = Schemas("1.35", operators_directory(), tmp_path)
    given = kubernetes(document(external_secret()))
    assert list(check(given, PLATFORM, schemas)) == []
    wrong = altered(given.documents or (), "ExternalSecret", "db-credentials", "spec refreshIntervall", "5m")
    assert problems(check(kubernetes(*wrong), PLATFORM, schemas)) == [
        ("schema-valid", "spec.refreshIntervall: is not a field of ExternalSecret external-secrets.io/v1")
    ]
