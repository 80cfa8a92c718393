import json
from typing import Any

from aws_cdk.assertions import Template

from geobot_constructs.aws.secret import Secret, password
from geobot_constructs.model.binding import Secret as Binding
from geobot_constructs.model.data_class import DataClassName
from tests.stacks import new_stack


def synthesize(data_class: DataClassName, region: str) -> dict[str, Any]:
    stack = new_stack()
    binding = Binding("geo-bot/x/y/z", "somebody", data_class, home="us-east-1", region=region, workload="geo-bot-api")
    Secret(stack, "Secret", platform="geo-bot", binding=binding, database="geo_bot")
    (found,) = Template.from_stack(stack).find_resources("AWS::SecretsManager::Secret").values()
    return dict(found)


def test_a_secret_is_copied_to_the_region_that_uses_it() -> None:
    away = synthesize("programme-data", "eu-west-1")["Properties"]
    assert away["ReplicaRegions"] == [{"Region": "eu-west-1", "KmsKeyId": "alias/geo-bot/programme-data"}]
    assert away["KmsKeyId"] == "alias/geo-bot/programme-data"
    assert "ReplicaRegions" not in synthesize("programme-data", "us-east-1")["Properties"]


def test_only_a_database_credential_names_a_database() -> None:
    known = {
        data_class: json.loads(synthesize(data_class, "us-east-1")["Properties"]["GenerateSecretString"]["SecretStringTemplate"])
        for data_class in ("programme-data", "answers")
    }
    assert known == {"programme-data": {"username": "somebody", "dbname": "geo_bot"}, "answers": {"username": "somebody"}}


def test_a_password_is_generated_and_stands_in_a_url() -> None:
    generate = synthesize("answers", "us-east-1")["Properties"]["GenerateSecretString"]
    assert (generate["GenerateStringKey"], generate["PasswordLength"], generate["ExcludePunctuation"]) == ("password", 48, True)
    binding = Binding("geo-bot/x/y/z", "somebody", "answers", home="us-east-1", region="us-east-1", workload=None)
    assert password(binding) == "{{resolve:secretsmanager:geo-bot/x/y/z:SecretString:password}}"


def test_a_secret_outlives_its_stack() -> None:
    secret = synthesize("answers", "us-east-1")
    assert (secret["DeletionPolicy"], secret["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
