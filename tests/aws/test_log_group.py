from aws_cdk.assertions import Template

from geobot_constructs.aws.log_group import LogGroup
from tests.stacks import new_stack


def test_logs_are_encrypted_kept_a_year_and_protected() -> None:
    stack = new_stack()
    LogGroup(stack, "LogGroup", name="/geo-bot/eu-west-1/flow", key_arn="arn:key")
    (group,) = Template.from_stack(stack).find_resources("AWS::Logs::LogGroup").values()
    assert group == {
        "Type": "AWS::Logs::LogGroup",
        "Properties": {
            "LogGroupName": "/geo-bot/eu-west-1/flow",
            "KmsKeyId": "arn:key",
            "RetentionInDays": 365,
            "DeletionProtectionEnabled": True,
        },
        "DeletionPolicy": "RetainExceptOnCreate",
        "UpdateReplacePolicy": "Retain",
    }
