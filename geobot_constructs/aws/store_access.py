"""Who may connect to a store: AWS::EC2::SecurityGroup."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_ec2 as ec2
from constructs import Construct

NOWHERE = "255.255.255.255/32"
"""A destination that does not exist: an empty list of egress rules would mean everywhere. Source: AWS::EC2::SecurityGroup."""


class StoreAccess(Construct):
    """A security group that admits one port from the subnets of nodes and pods, and lets nothing out."""

    def __init__(self, scope: Construct, id: str, *, vpc_id: str, port: int, clients: Sequence[str], description: str) -> None:
        """Define the security group.

        Args:
            scope: Store it belongs to.
            id: Part of the logical id.
            vpc_id: Network of the store.
            port: The only TCP port that is open.
            clients: Ranges that may connect, from `NetworkSpec.cidrs`.
            description: What it protects; changing it replaces the group.

        Source: AWS::EC2::SecurityGroup, CloudFormation reference.
        """
        super().__init__(scope, id)
        resource = ec2.CfnSecurityGroup(
            self,
            "Resource",
            vpc_id=vpc_id,
            group_description=description,
            security_group_ingress=[
                ec2.CfnSecurityGroup.IngressProperty(
                    ip_protocol="tcp", from_port=port, to_port=port, cidr_ip=client, description="nodes and pods of one zone"
                )
                for client in clients
            ],
            security_group_egress=[
                ec2.CfnSecurityGroup.EgressProperty(ip_protocol="icmp", from_port=252, to_port=86, cidr_ip=NOWHERE, description="nothing")
            ],
        )
        self.group_id: str = resource.attr_group_id
        """Id of the security group; a token, so for stacks only."""
