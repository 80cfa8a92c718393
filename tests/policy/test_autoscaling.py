from geobot_constructs.policy.autoscaling import check
from tests.policy.support import PLATFORM, REMOVED, altered, document, documents, kubernetes, manifest, platform, problems, texts, without

HPA = ("HorizontalPodAutoscaler", "api-hpa")


def test_the_compliant_example_has_one_owner() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


def test_replicas_under_an_autoscaler_are_refused() -> None:
    given = altered(documents(), "Deployment", "api", "spec replicas", 3)
    assert texts(check(kubernetes(*given), PLATFORM)) == [
        "dist/eu-west-1/api/Deployment.api.yaml (api/Deployment): replicas-owned: spec.replicas: HorizontalPodAutoscaler api-hpa owns it, "
        "got 3; remove it: each sync would undo the autoscaler"
    ]


def test_replicas_are_required_without_an_autoscaler() -> None:
    given = without(documents(), *HPA)
    assert problems(check(kubernetes(*given), PLATFORM)) == [("replicas-owned", "spec.replicas: is missing and no autoscaler owns api")]
    assert list(check(kubernetes(*altered(given, "Deployment", "api", "spec replicas", 3)), PLATFORM)) == []


def test_a_scaled_object_owns_replicas_too_and_a_second_autoscaler_is_refused() -> None:
    spec = {"minReplicaCount": 3, "maxReplicaCount": 50, "scaleTargetRef": {"name": "api"}}
    scaled = document(manifest("keda.sh/v1alpha1", "ScaledObject", "api", {"spec": spec}))
    assert list(check(kubernetes(*without(documents(), *HPA), scaled), PLATFORM)) == []
    assert problems(check(kubernetes(*documents(), scaled), PLATFORM)) == [
        ("replicas-owned", "spec.scaleTargetRef: HorizontalPodAutoscaler api-hpa scales it too, got Deployment api")
    ]


def test_bounds_are_those_of_the_regions_file() -> None:
    other = platform(workloads={"api": {"min_replicas": 4, "max_replicas": 60}})
    assert problems(check(kubernetes(*documents()), other)) == [
        ("bounds-declared", "spec.minReplicas and spec.maxReplicas: differ from regions/eu-west-1.yaml, got 3 and 50")
    ]
    without_least = altered(documents(), *HPA, "spec minReplicas", REMOVED)
    assert [rule for rule, _ in problems(check(kubernetes(*without_least), PLATFORM))] == ["bounds-declared"]


def test_the_least_is_not_above_the_most() -> None:
    given = altered(documents(), *HPA, "spec minReplicas", 51)
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("bounds-declared", "spec.minReplicas and spec.maxReplicas: the least is above the most, got 51 and 50")
    ]


def test_the_autoscaler_has_its_declared_name() -> None:
    given = altered(documents(), *HPA, "metadata name", "other")
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("bounds-declared", "metadata.name: is not the declared autoscaler of api, got other")
    ]
