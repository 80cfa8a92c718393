from aws_cdk.assertions import Template

from geobot_constructs.aws.key import Key
from geobot_constructs.model.data_class import DataClass
from tests.stacks import ACCOUNT, REGION, new_stack, properties


def synthesize(name: str) -> Template:
    stack = new_stack()
    data_class = DataClass(name, personal=False, meaning="something")  # type: ignore[arg-type]
    Key(stack, "Key", data_class=data_class, alias=f"alias/geo-bot/{name}", account=ACCOUNT, region=REGION)
    return Template.from_stack(stack)


def test_a_key_turns_and_outlives_its_stack() -> None:
    synthesize("answers").has_resource(
        "AWS::KMS::Key",
        {"Properties": {"EnableKeyRotation": True}, "DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"},
    )


def test_only_the_key_of_logs_admits_cloudwatch() -> None:
    statements = {
        name: next(iter(synthesize(name).find_resources("AWS::KMS::Key").values()))["Properties"]["KeyPolicy"]["Statement"]
        for name in ("answers", "logs")
    }
    assert [statement["Principal"] for statement in statements["answers"]] == [{"AWS": "arn:aws:iam::111122223333:root"}]
    assert statements["logs"][1]["Principal"] == {"Service": "logs.eu-west-1.amazonaws.com"}
    assert statements["logs"][1]["Condition"] == {
        "ArnLike": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:*"}
    }


def test_the_alias_leads_to_the_key() -> None:
    stack = new_stack()
    data_class = DataClass("logs", personal=True, meaning="logs")
    Key(stack, "Key", data_class=data_class, alias="alias/geo-bot/logs", account=ACCOUNT, region=REGION)
    (key,) = Template.from_stack(stack).find_resources("AWS::KMS::Key")
    assert properties(stack, "AWS::KMS::Alias") == [{"AliasName": "alias/geo-bot/logs", "TargetKeyId": {"Ref": key}}]
