"""What the API server refuses."""

from geobot_constructs.kubernetes.admission_policy import AdmissionPolicyBinding, PodAdmissionPolicy, pod_validations
from tests.kubernetes.support import LABELS, chart


def test_a_digest_is_asked_for_where_the_file_gives_one() -> None:
    def asked(*pinned: str) -> list[str]:
        return [v.expression for v in pod_validations("registry.example", pinned) if "sha256" in v.expression]

    assert asked() == []
    assert asked("geobot/api") == [
        "variables.containers.all(c, !c.image.startsWith('registry.example/geobot/api:') || c.image.contains('@sha256:'))"
    ]


def test_a_policy_that_cannot_be_evaluated_refuses() -> None:
    validations = list(pod_validations("registry.example", ()))
    spec = PodAdmissionPolicy(chart(), "Policy", name="p", validations=validations, labels=LABELS).body["spec"]
    assert spec["failurePolicy"] == "Fail"
    assert len(spec["validations"]) == len(validations)
    assert all(v["message"].partition("; ")[2] for v in spec["validations"])


def test_it_is_bound_to_one_namespace_and_denies() -> None:
    spec = AdmissionPolicyBinding(chart(), "Binding", name="p", namespace="geo-bot", labels=LABELS).body["spec"]
    assert spec["matchResources"]["namespaceSelector"] == {"matchLabels": {"kubernetes.io/metadata.name": "geo-bot"}}
    assert spec["validationActions"] == ["Deny", "Audit"]
