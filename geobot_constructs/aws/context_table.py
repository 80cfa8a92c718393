"""The conversations of one region: AWS::DynamoDB::Table."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

RECOVERY_DAYS = 35
"""Days back the table can be restored to any second. Source: DynamoDB developer guide, point-in-time recovery: 35 at most, 2026-11-24."""


class ContextTable(Construct):
    """What people asked and were told, one item a turn, each with the second it expires; no stream, so nothing leaves the region."""

    def __init__(self, scope: Construct, id: str, *, name: str, key_arn: str) -> None:
        """Define the table.

        Args:
            scope: Stack of the region.
            id: Part of the logical id; renaming it fails, since the name is taken.
            name: Table name, from `naming.context_table`.
            key_arn: Key of the class `conversations`.

        Source: AWS::DynamoDB::Table, CloudFormation reference.
        """
        super().__init__(scope, id)
        keys = {"conversation": ("S", "HASH"), "turn": ("N", "RANGE")}
        resource = dynamodb.CfnTable(
            self,
            "Resource",
            table_name=name,
            attribute_definitions=[
                dynamodb.CfnTable.AttributeDefinitionProperty(attribute_name=key, attribute_type=kind) for key, (kind, _) in keys.items()
            ],
            key_schema=[dynamodb.CfnTable.KeySchemaProperty(attribute_name=key, key_type=role) for key, (_, role) in keys.items()],
            billing_mode="PAY_PER_REQUEST",
            deletion_protection_enabled=True,
            point_in_time_recovery_specification=dynamodb.CfnTable.PointInTimeRecoverySpecificationProperty(
                point_in_time_recovery_enabled=True, recovery_period_in_days=RECOVERY_DAYS
            ),
            sse_specification=dynamodb.CfnTable.SSESpecificationProperty(sse_enabled=True, sse_type="KMS", kms_master_key_id=key_arn),
            time_to_live_specification=dynamodb.CfnTable.TimeToLiveSpecificationProperty(attribute_name="expires_at", enabled=True),
        )
        resource.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
