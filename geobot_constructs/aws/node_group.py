"""Nodes of one cluster: AWS::EKS::Nodegroup and its AWS::EC2::LaunchTemplate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import CfnTag
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_eks as eks
from constructs import Construct

from geobot_constructs.aws.role import Role, instance_trust
from geobot_constructs.model.cluster import NodePoolSpec, architecture

NODE_POLICIES = ("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy")
"""What a node may do. Source: EKS user guide, Amazon EKS node IAM role, 2026-11-24."""

AMI_TYPES = {"arm64": "AL2023_ARM_64_STANDARD", "x86_64": "AL2023_x86_64_STANDARD"}
"""Amazon Linux 2023 for each processor. Source: CreateNodegroup API reference, amiType."""

ROOT_DEVICE = "/dev/xvda"
"""Root volume of Amazon Linux 2023. Source: EC2 user guide, Device names for volumes."""


class NodeRole(Construct):
    """The role every node of a region has."""

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        """Define the role.

        Args:
            scope: Stack of the region.
            id: Part of the logical id.
            name: Role name, from `naming.role`.
        """
        super().__init__(scope, id)
        self.arn = Role(self, "Role", name=name, trusts=instance_trust(), managed_policies=NODE_POLICIES).arn
        """ARN of the role; a token, so for stacks only."""


class NodeGroup(Construct):
    """One managed group of nodes over all zones, whose instance credentials no pod can reach."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        spec: NodePoolSpec,
        name: str,
        cluster: str,
        role_arn: str,
        subnet_ids: Sequence[str],
        tags: Mapping[str, str],
    ) -> None:
        """Define the node group. It has no fixed name, so that other instance types can replace it without a gap.

        Args:
            scope: Stack of the region; the group must depend on the cluster, which is known here by name only.
            id: Part of the logical id; renaming it replaces the nodes.
            spec: Types, bounds and disk.
            name: Name of the node pool; its nodes carry it as the label `node-pool`.
            cluster: Cluster name, from `naming.cluster`.
            role_arn: Role of the nodes.
            subnet_ids: Private subnets.
            tags: Tags of instances and volumes, which do not inherit the stack's.

        Source: AWS::EKS::Nodegroup, CloudFormation reference.
        """
        super().__init__(scope, id)
        template = ec2.CfnLaunchTemplate(self, "LaunchTemplate", launch_template_data=_launch(spec, {"Name": f"{cluster}-{name}", **tags}))
        eks.CfnNodegroup(
            self,
            "Resource",
            cluster_name=cluster,
            node_role=role_arn,
            subnets=list(subnet_ids),
            ami_type=AMI_TYPES[architecture(spec.instance_types[0])],
            capacity_type="ON_DEMAND",
            instance_types=list(spec.instance_types),
            labels={"node-pool": name},
            launch_template=eks.CfnNodegroup.LaunchTemplateSpecificationProperty(
                id=template.ref, version=template.attr_latest_version_number
            ),
            scaling_config=eks.CfnNodegroup.ScalingConfigProperty(
                min_size=spec.min_nodes, desired_size=spec.min_nodes, max_size=spec.max_nodes
            ),
            update_config=eks.CfnNodegroup.UpdateConfigProperty(max_unavailable=1),
        )


def _launch(spec: NodePoolSpec, tags: Mapping[str, str]) -> ec2.CfnLaunchTemplate.LaunchTemplateDataProperty:
    return ec2.CfnLaunchTemplate.LaunchTemplateDataProperty(
        block_device_mappings=[
            ec2.CfnLaunchTemplate.BlockDeviceMappingProperty(
                device_name=ROOT_DEVICE,
                ebs=ec2.CfnLaunchTemplate.EbsProperty(
                    volume_type="gp3", volume_size=spec.disk_gib, encrypted=True, delete_on_termination=True
                ),
            )
        ],
        # One hop ends at the node: a pod asking for the instance's credentials gets no answer.
        metadata_options=ec2.CfnLaunchTemplate.MetadataOptionsProperty(
            http_endpoint="enabled", http_tokens="required", http_put_response_hop_limit=1
        ),
        tag_specifications=[
            ec2.CfnLaunchTemplate.TagSpecificationProperty(
                resource_type=kind, tags=[CfnTag(key=key, value=value) for key, value in tags.items()]
            )
            for kind in ("instance", "volume")
        ],
    )
