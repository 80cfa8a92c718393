"""How many pods a workload has."""

from geobot_constructs.kubernetes.horizontal_pod_autoscaler import HorizontalPodAutoscaler
from tests.kubernetes.support import LABELS, chart, region


def test_the_bounds_are_the_region_s_and_the_target_the_catalog_s() -> None:
    hpa = HorizontalPodAutoscaler(chart(), "Hpa", workload=region().workload("geo-bot-api"), namespace="geo-bot", labels=LABELS)
    spec = hpa.body["spec"]
    assert (hpa.name, spec["minReplicas"], spec["maxReplicas"]) == ("geo-bot-hpa", 3, 50)
    assert spec["metrics"][0]["containerResource"]["target"] == {"type": "Utilization", "averageUtilization": 70}


def test_one_step_may_go_from_least_to_most() -> None:
    hpa = HorizontalPodAutoscaler(chart(), "Hpa", workload=region().workload("geo-bot-api"), namespace="geo-bot", labels=LABELS)
    up = hpa.body["spec"]["behavior"]["scaleUp"]
    assert (up["stabilizationWindowSeconds"], up["selectPolicy"]) == (0, "Max")
    assert {"type": "Pods", "value": 50, "periodSeconds": 15} in up["policies"]
