"""How many pods a drain may take."""

from geobot_constructs.kubernetes.pod_disruption_budget import PodDisruptionBudget
from tests.kubernetes.support import LABELS, chart, region


def test_a_drain_takes_what_the_spec_allows_and_never_waits_for_a_broken_pod() -> None:
    spec = region().workload("geo-bot-api").spec.model_copy(update={"max_unavailable": 2})
    budget = PodDisruptionBudget(chart(), "Budget", spec=spec, namespace="geo-bot", labels=LABELS, selector={"a": "b"})
    assert budget.body["spec"] == {
        "maxUnavailable": 2,
        "selector": {"matchLabels": {"a": "b"}},
        "unhealthyPodEvictionPolicy": "AlwaysAllow",
    }
