from typing import Any

from aws_cdk import Stack
from aws_cdk.assertions import Template

from geobot_constructs.aws.cluster import Cluster
from tests.stacks import ACCOUNT, new_stack, properties


def synthesize() -> Stack:
    stack = new_stack()
    Cluster(
        stack,
        "Cluster",
        name="geo-bot-eu-west-1",
        version="1.35",
        role="geo-bot-eu-west-1-cluster",
        account=ACCOUNT,
        subnet_ids=["subnet-1", "subnet-2"],
        key_arn="arn:configuration",
        logs_key_arn="arn:logs",
    )
    return stack


def cluster() -> dict[str, Any]:
    return properties(synthesize(), "AWS::EKS::Cluster")[0]


def test_the_api_is_reached_from_inside_only() -> None:
    assert cluster()["ResourcesVpcConfig"] == {
        "EndpointPrivateAccess": True,
        "EndpointPublicAccess": False,
        "SubnetIds": ["subnet-1", "subnet-2"],
    }
    assert cluster()["AccessConfig"] == {"AuthenticationMode": "API", "BootstrapClusterCreatorAdminPermissions": False}


def test_secrets_are_encrypted_and_deletion_is_refused() -> None:
    assert cluster()["EncryptionConfig"] == [{"Provider": {"KeyArn": "arn:configuration"}, "Resources": ["secrets"]}]
    assert cluster()["DeletionProtection"] is True


def test_all_five_logs_go_to_a_group_that_exists_before() -> None:
    kinds = [kind["Type"] for kind in cluster()["Logging"]["ClusterLogging"]["EnabledTypes"]]
    assert kinds == ["api", "audit", "authenticator", "controllerManager", "scheduler"]
    template = Template.from_stack(synthesize())
    ((group, body),) = template.find_resources("AWS::Logs::LogGroup").items()
    assert body["Properties"]["LogGroupName"] == "/aws/eks/geo-bot-eu-west-1/cluster"
    template.has_resource("AWS::EKS::Cluster", {"DependsOn": [group]})


def test_network_policies_are_enforced() -> None:
    settings = {addon["AddonName"]: addon.get("ConfigurationValues") for addon in properties(synthesize(), "AWS::EKS::Addon")}
    assert settings == {"vpc-cni": '{"enableNetworkPolicy":"true"}', "kube-proxy": None, "eks-pod-identity-agent": None}
