"""What the pods of one ServiceAccount may do in AWS: statements of its role's policy."""

from __future__ import annotations

from collections.abc import Mapping

from geobot_constructs.aws.role import Statement
from geobot_constructs.model import naming
from geobot_constructs.model.binding import PodIdentity
from geobot_constructs.model.data_class import DataClassName
from geobot_constructs.model.platform import Region

TABLE_ACTIONS = (
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:UpdateItem",
)
"""Reading and writing by key; no Scan, which would read every person's conversations."""


def statements(region: Region, binding: PodIdentity, keys: Mapping[DataClassName, str]) -> tuple[Statement, ...]:
    """Statements of one role: an operator's role reads credentials, a workload's uses the context table.

    Args:
        region: Region of the cluster.
        binding: Whose role it is.
        keys: ARN of the region's key for each class of data.
    """
    return _reads_secrets(region, keys) if binding.made_by_operator else _uses_context(region, keys)


def _uses_context(region: Region, keys: Mapping[DataClassName, str]) -> tuple[Statement, ...]:
    table = naming.table_arn(region.account, region.name, naming.context_table(region.platform, region.name))
    key_actions = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")
    return (
        {"Effect": "Allow", "Action": list(TABLE_ACTIONS), "Resource": [table, f"{table}/index/*"]},
        _through(region, "dynamodb", key_actions, (keys["conversations"],)),
    )


def _reads_secrets(region: Region, keys: Mapping[DataClassName, str]) -> tuple[Statement, ...]:
    secrets = [naming.secret_arn(region.account, region.name, secret.name) for secret in region.secrets]
    parameters = [naming.parameter_arn(region.account, region.name, parameter.name) for parameter in region.parameters]
    classes = sorted({secret.data_class for secret in region.secrets})
    return (
        {"Effect": "Allow", "Action": ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], "Resource": secrets},
        {"Effect": "Allow", "Action": ["ssm:GetParameter", "ssm:GetParameters"], "Resource": parameters},
        _through(region, "secretsmanager", ("kms:Decrypt",), tuple(keys[name] for name in classes)),
    )


def _through(region: Region, service: str, actions: tuple[str, ...], keys: tuple[str, ...]) -> Statement:
    """Use of keys by way of one service of the region, never directly."""
    return {
        "Effect": "Allow",
        "Action": list(actions),
        "Resource": list(keys),
        "Condition": {"StringEquals": {"kms:ViaService": f"{service}.{region.name}.amazonaws.com"}},
    }
