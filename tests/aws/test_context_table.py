from typing import Any

from aws_cdk.assertions import Template

from geobot_constructs.aws.context_table import ContextTable
from tests.stacks import new_stack


def table() -> dict[str, Any]:
    stack = new_stack()
    ContextTable(stack, "ContextTable", name="geo-bot-eu-west-1-context", key_arn="arn:key")
    (found,) = Template.from_stack(stack).find_resources("AWS::DynamoDB::Table").values()
    return dict(found)


def test_conversations_are_encrypted_with_their_own_key_and_expire() -> None:
    properties = table()["Properties"]
    assert properties["SSESpecification"] == {"KMSMasterKeyId": "arn:key", "SSEEnabled": True, "SSEType": "KMS"}
    assert properties["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_conversations_can_be_restored_and_not_be_deleted() -> None:
    properties = table()["Properties"]
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 35}
    assert properties["DeletionProtectionEnabled"] is True
    assert (table()["DeletionPolicy"], table()["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_nothing_carries_conversations_elsewhere() -> None:
    assert not {"StreamSpecification", "KinesisStreamSpecification", "GlobalSecondaryIndexes"} & set(table()["Properties"])
