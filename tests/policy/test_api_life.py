from pathlib import Path

import pytest
import yaml

from geobot_constructs.errors import GeobotError
from geobot_constructs.model.output import Body
from geobot_constructs.policy import check_all
from geobot_constructs.policy.api_life import check
from geobot_constructs.policy.core_schemas import CoreSchemas, age
from geobot_constructs.policy.schema import Schemas
from tests.policy.crds import crd
from tests.policy.support import PLATFORM, document, documents, kubernetes, manifest, texts

CORE = Schemas("1.35")


def judged(api_version: str, kind: str, schemas: Schemas = CORE) -> list[str]:
    """What is found about an object of that kind, without the place of its file."""
    found = texts(check(kubernetes(document(manifest(api_version, kind, "x", {}))), PLATFORM, schemas))
    return [text.partition(": api-life: ")[2] for text in found]


@pytest.mark.parametrize("version", ["1.34", "1.35", "1.36"])
def test_the_compliant_example_lives_on_after_every_supported_version(version: str) -> None:
    assert list(check(kubernetes(*documents()), PLATFORM, Schemas(version))) == []


def test_a_version_that_the_next_upgrade_takes_away_is_a_finding() -> None:
    given = kubernetes(document(manifest("storage.k8s.io/v1beta1", "VolumeAttributesClass", "x", {})))
    assert list(check(given, PLATFORM, CORE)) == []
    assert texts(check(given, PLATFORM, Schemas("1.36"))) == [
        "dist/eu-west-1/api/VolumeAttributesClass.x.yaml (api/VolumeAttributesClass): api-life: apiVersion: is gone in Kubernetes 1.37, "
        "got VolumeAttributesClass storage.k8s.io/v1beta1; write storage.k8s.io/v1"
    ]


def test_a_version_that_has_no_lasting_one_yet_moves_with_the_upgrade() -> None:
    assert judged("scheduling.k8s.io/v1alpha1", "Workload") == [
        "apiVersion: is gone in Kubernetes 1.36, got Workload scheduling.k8s.io/v1alpha1; "
        "write scheduling.k8s.io/v1alpha2 with the upgrade to Kubernetes 1.36"
    ]


@pytest.mark.parametrize(
    ("api_version", "kind", "remedy"),
    [
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "write autoscaling/v2"),
        ("extensions/v1beta1", "Ingress", "write networking.k8s.io/v1"),
        ("policy/v1beta1", "PodDisruptionBudget", "write policy/v1"),
        ("events.k8s.io/v1beta1", "Event", "write events.k8s.io/v1"),
    ],
)
def test_a_version_that_is_gone_already_names_what_to_write(api_version: str, kind: str, remedy: str) -> None:
    assert judged(api_version, kind) == [f"apiVersion: is gone in Kubernetes 1.35, got {kind} {api_version}; {remedy}"]


def test_a_version_that_only_the_next_upgrade_brings_is_a_finding() -> None:
    assert judged("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy") == [
        "apiVersion: is not served before Kubernetes 1.36, got MutatingAdmissionPolicy admissionregistration.k8s.io/v1; "
        "write admissionregistration.k8s.io/v1beta1"
    ]


def test_a_kind_without_successor_is_to_be_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    schemas = Schemas("1.35")
    monkeypatch.setattr(schemas.following, "_names", {})
    assert judged("v1", "Service", schemas) == [
        "apiVersion: is gone in Kubernetes 1.36, got Service v1; remove it, Kubernetes 1.36 has no such kind"
    ]


def test_a_kind_that_never_was_is_left_to_the_schema() -> None:
    assert judged("apps/v1", "Deploy") == []


@pytest.mark.parametrize("body", [{}, {"kind": "Service"}, {"kind": 1, "apiVersion": "v1"}, {"kind": "Service", "apiVersion": None}])
def test_a_document_without_kind_is_left_to_the_schema(body: Body) -> None:
    assert list(check(kubernetes(document(body)), PLATFORM, CORE)) == []


def test_later_and_more_general_versions_are_newer() -> None:
    assert sorted(["v1", "v10", "v1beta1", "v2", "v2alpha1", "x/odd", "v1beta2", "v1alpha1"], key=age) == [
        *("x/odd", "v1alpha1", "v2alpha1", "v1beta1", "v1beta2", "v1", "v2", "v10")
    ]
    assert CoreSchemas("1.34").newest("resource.k8s.io/v1alpha3", "ResourceClaim") == [
        f"resource.k8s.io/{version}" for version in ("v1", "v1beta2", "v1beta1")
    ]


def test_a_version_whose_successor_has_no_schemas_is_refused() -> None:
    with pytest.raises(GeobotError) as refused:
        Schemas("1.37")
    assert str(refused.value) == (
        "kubernetes_version: kubernetes-validate has no schemas of the version after it, 1.38, got 1.37; "
        "upgrade kubernetes-validate, or choose an earlier version"
    )


@pytest.fixture
def crds(tmp_path: Path) -> Schemas:
    """Schemas of Widget: v1 stays, v1beta1 is deprecated, v1alpha1 is served no more."""
    made = crd({"type": "object"})
    gone = made["spec"]["versions"][1]
    deprecated = {**made["spec"]["versions"][0], "name": "v1beta1", "deprecated": True, "deprecationWarning": "v1beta1 ends\nin May"}
    made["spec"]["versions"].append(deprecated)
    (tmp_path / "widgets.yaml").write_text(yaml.safe_dump(made))
    only = crd({"type": "object"}, "Gear")
    only["spec"]["versions"] = [{**only["spec"]["versions"][0], "deprecated": True}, gone]
    (tmp_path / "gears.yaml").write_text(yaml.safe_dump(only))
    return Schemas("1.35", tmp_path)


def test_a_version_that_its_crd_gives_up_is_a_finding(crds: Schemas) -> None:
    assert judged("example.org/v1", "Widget", crds) == []
    assert judged("example.org/v1beta1", "Widget", crds) == [
        "apiVersion: is deprecated by its CRD (v1beta1 ends in May), got Widget example.org/v1beta1; write example.org/v1"
    ]
    assert judged("example.org/v1alpha1", "Widget", crds) == [
        "apiVersion: is not served by its CRD, got Widget example.org/v1alpha1; write example.org/v1"
    ]
    assert judged("example.org/v1", "Gear", crds) == [
        "apiVersion: is deprecated by its CRD, got Gear example.org/v1; choose another kind, its CRD keeps no version"
    ]


def test_custom_kinds_and_versions_that_nobody_defines_are_left_to_the_schema(crds: Schemas) -> None:
    assert judged("example.org/v9", "Widget", crds) == []
    assert judged("example.org/v1", "Lever", crds) == []
    assert judged("example.org/v1beta1", "Widget") == []


def test_the_life_of_apis_is_judged_with_all_policies() -> None:
    given = kubernetes(*documents(), document(manifest("scheduling.k8s.io/v1alpha1", "Workload", "x", {})))
    assert "api-life" in {finding.rule for finding in check_all(given, PLATFORM, CORE).findings}
