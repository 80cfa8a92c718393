from geobot_constructs.aws.addon import Addon
from tests.stacks import new_stack, properties


def test_an_addon_takes_its_settings_and_names_its_cluster() -> None:
    stack = new_stack()
    Addon(stack, "Addon", cluster="geo-bot-eu-west-1", name="vpc-cni", configuration='{"enableNetworkPolicy":"true"}')
    assert properties(stack, "AWS::EKS::Addon") == [
        {
            "AddonName": "vpc-cni",
            "ClusterName": "geo-bot-eu-west-1",
            "ConfigurationValues": '{"enableNetworkPolicy":"true"}',
            "ResolveConflicts": "OVERWRITE",
        }
    ]
