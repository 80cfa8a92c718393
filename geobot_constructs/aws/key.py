"""Encryption key of one data class in one region: AWS::KMS::Key."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk import aws_kms as kms
from constructs import Construct

from geobot_constructs.aws.role import Statement
from geobot_constructs.model import naming
from geobot_constructs.model.data_class import DataClass


class Key(Construct):
    """One key with its alias, turned every year; it outlives the stack, because what it encrypted does."""

    def __init__(self, scope: Construct, id: str, *, data_class: DataClass, alias: str, account: str, region: str) -> None:
        """Define the key.

        Args:
            scope: Stack of the region.
            id: Part of the logical id; renaming it makes a second key.
            data_class: What it encrypts.
            alias: Name by which services find it, from `naming.key_alias`.
            account: Account whose IAM policies decide who may use it.
            region: Region it stays in.

        Source: AWS::KMS::Key, CloudFormation reference.
        """
        super().__init__(scope, id)
        statements = [_account_statement(account)]
        if data_class.name == "logs":
            statements.append(_logs_statement(account, region))
        resource = kms.CfnKey(
            self,
            "Resource",
            description=f"{data_class.name}: {data_class.meaning}",
            enable_key_rotation=True,
            key_policy={"Version": "2012-10-17", "Statement": statements},
        )
        resource.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        kms.CfnAlias(self, "Alias", alias_name=alias, target_key_id=resource.ref)
        self.arn: str = resource.attr_arn
        """ARN of the key; a token, so for stacks only."""


def _account_statement(account: str) -> Statement:
    """Let IAM policies of the account decide; without it nobody could ever change the key's policy again."""
    return {
        "Sid": "AccountDecides",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }


def _logs_statement(account: str, region: str) -> Statement:
    """Let CloudWatch Logs use the key, for log groups of this account and region only.

    Source: CloudWatch Logs user guide, Encrypt log data using AWS KMS, 2026-11-24.
    """
    return {
        "Sid": "LogGroupsOfTheRegion",
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{region}.amazonaws.com"},
        "Action": ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        "Resource": "*",
        "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": naming.log_group_arn(account, region, "*")}},
    }
