"""How much a namespace may use."""

from geobot_constructs.kubernetes.resource_quota import LimitRange, ResourceQuota
from tests.kubernetes.support import LABELS, chart, region


def test_the_quota_is_what_the_region_s_workloads_need() -> None:
    quota = ResourceQuota(chart(), "Quota", quota=region().quota, name="q", namespace="geo-bot", labels=LABELS)
    assert quota.body["spec"]["hard"] == {
        "limits.memory": "34816Mi",
        "pods": "83",
        "requests.cpu": "16750m",
        "requests.memory": "17408Mi",
        "services.loadbalancers": "0",
        "services.nodeports": "0",
    }


def test_a_container_that_names_nothing_gets_no_cpu_limit() -> None:
    limits = LimitRange(chart(), "Limits", spec=region().catalog.namespace_limits, name="l", namespace="geo-bot", labels=LABELS)
    assert limits.body["spec"]["limits"][0]["default"] == {"ephemeral-storage": "64Mi", "memory": "128Mi"}
