"""Record of the connections of a network: AWS::EC2::FlowLog."""

from __future__ import annotations

from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from geobot_constructs.aws.log_group import LogGroup
from geobot_constructs.aws.role import Role, service_trust
from geobot_constructs.model import naming


class FlowLog(Construct):
    """Accepted and rejected connections of one VPC, in one encrypted log group."""

    def __init__(
        self, scope: Construct, id: str, *, vpc_id: str, log_group: str, role: str, key_arn: str, account: str, region: str
    ) -> None:
        """Define the flow log.

        Args:
            scope: Stack of the region.
            id: Part of the logical id.
            vpc_id: Network to record.
            log_group: Name of the log group, from `naming.log_group`.
            role: Name of the role that writes to it, from `naming.role`.
            key_arn: Key of the class `logs`.
            account: Account of the log group.
            region: Region of the log group.

        Source: AWS::EC2::FlowLog, CloudFormation reference.
        """
        super().__init__(scope, id)
        group = LogGroup(self, "LogGroup", name=log_group, key_arn=key_arn)
        arn = naming.log_group_arn(account, region, log_group)
        writer = Role(
            self,
            "Role",
            name=role,
            trusts=service_trust("vpc-flow-logs.amazonaws.com", account),
            statements=[
                {
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                    "Resource": [arn, f"{arn}:*"],
                },
                # Source: VPC user guide, IAM role for publishing flow logs to CloudWatch Logs: it lists groups first, 2026-11-24.
                {"Effect": "Allow", "Action": "logs:DescribeLogGroups", "Resource": naming.log_group_arn(account, region, "*")},
            ],
        )
        resource = ec2.CfnFlowLog(
            self,
            "Resource",
            resource_id=vpc_id,
            resource_type="VPC",
            traffic_type="ALL",
            log_destination_type="cloud-watch-logs",
            log_group_name=log_group,
            deliver_logs_permission_arn=writer.arn,
        )
        resource.node.add_dependency(group)
