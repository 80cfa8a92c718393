import pytest
from aws_cdk import Stack

from geobot_constructs.aws.node_group import NodeGroup, NodeRole
from geobot_constructs.model.cluster import NodePoolSpec
from tests.stacks import new_stack, properties


def synthesize(instance_type: str = "m7g.large") -> Stack:
    stack = new_stack()
    NodeGroup(
        stack,
        "Nodes",
        spec=NodePoolSpec(instance_types=(instance_type,), min_nodes=3, max_nodes=9, disk_gib=60),
        name="system",
        cluster="geo-bot-eu-west-1",
        role_arn="arn:role",
        subnet_ids=["subnet-1"],
        tags={"geo-bot:jurisdiction": "EU"},
    )
    return stack


@pytest.mark.parametrize(
    ("instance_type", "ami_type"),
    [
        ("m7g.large", "AL2023_ARM_64_STANDARD"),
        ("c7gn.xlarge", "AL2023_ARM_64_STANDARD"),
        ("im4gn.large", "AL2023_ARM_64_STANDARD"),
        ("g5g.xlarge", "AL2023_ARM_64_STANDARD"),
        ("a1.large", "AL2023_ARM_64_STANDARD"),
        ("g5.xlarge", "AL2023_x86_64_STANDARD"),
        ("m7i.large", "AL2023_x86_64_STANDARD"),
        ("m7i-flex.large", "AL2023_x86_64_STANDARD"),
    ],
)
def test_the_image_fits_the_processor(instance_type: str, ami_type: str) -> None:
    assert properties(synthesize(instance_type), "AWS::EKS::Nodegroup")[0]["AmiType"] == ami_type


def test_pods_cannot_reach_the_node_s_credentials_and_disks_are_encrypted() -> None:
    launch = properties(synthesize(), "AWS::EC2::LaunchTemplate")[0]["LaunchTemplateData"]
    assert launch["MetadataOptions"] == {"HttpEndpoint": "enabled", "HttpPutResponseHopLimit": 1, "HttpTokens": "required"}
    assert launch["BlockDeviceMappings"][0]["Ebs"] == {
        "DeleteOnTermination": True,
        "Encrypted": True,
        "VolumeSize": 60,
        "VolumeType": "gp3",
    }


def test_other_instance_types_can_replace_the_group() -> None:
    assert "NodegroupName" not in properties(synthesize(), "AWS::EKS::Nodegroup")[0]


def test_a_node_may_join_pull_images_and_give_pods_addresses() -> None:
    stack = new_stack()
    NodeRole(stack, "NodeRole", name="geo-bot-eu-west-1-node")
    (role,) = properties(stack, "AWS::IAM::Role")
    assert [arn.rpartition("/")[2] for arn in role["ManagedPolicyArns"]] == [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEC2ContainerRegistryPullOnly",
        "AmazonEKS_CNI_Policy",
    ]
