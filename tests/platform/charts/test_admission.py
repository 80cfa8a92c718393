"""App `admission`."""

import cdk8s

from geobot_constructs.platform.charts.admission import Admission
from tests.kubernetes.support import region


def test_one_policy_of_pods_is_bound_to_the_platform_s_namespace() -> None:
    policy, binding = Admission(cdk8s.App(), "admission", region=region()).manifests
    assert (policy.name, binding.body["spec"]["policyName"]) == ("geo-bot-pods", "geo-bot-pods")
    assert "111122223333.dkr.ecr.eu-west-1.amazonaws.com/" in policy.body["spec"]["validations"][0]["expression"]
