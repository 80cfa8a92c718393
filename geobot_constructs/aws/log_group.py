"""A log group: AWS::Logs::LogGroup."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk import aws_logs as logs
from constructs import Construct

RETENTION_DAYS = 365
"""Days logs are kept: an auditor asks for a year."""


class LogGroup(Construct):
    """One encrypted log group, made before the service that writes to it would make its own without a key."""

    def __init__(self, scope: Construct, id: str, *, name: str, key_arn: str) -> None:
        """Define the log group.

        Args:
            scope: Construct whose logs it holds.
            id: Part of the logical id; renaming it fails, since the name is taken.
            name: Name, from `naming.log_group` or, where the service chooses it, from a function named after the service.
            key_arn: Key of the class `logs`.

        Source: AWS::Logs::LogGroup, CloudFormation reference.
        """
        super().__init__(scope, id)
        resource = logs.CfnLogGroup(
            self, "Resource", log_group_name=name, kms_key_id=key_arn, retention_in_days=RETENTION_DAYS, deletion_protection_enabled=True
        )
        resource.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        self.name = name
        """Name of the log group, as given."""
