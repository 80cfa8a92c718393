from collections.abc import Mapping

from geobot_constructs.aws.permission import statements
from geobot_constructs.aws.role import Statement
from geobot_constructs.model.data_class import DataClassName
from tests.support import reference_platform

KEYS: Mapping[DataClassName, str] = {"conversations": "arn:conversations", "programme-data": "arn:programme-data", "answers": "arn:answers"}


def of(service_account: str) -> tuple[Statement, ...]:
    region = next(region for region in reference_platform().regions if region.name == "eu-west-1")
    binding = next(binding for binding in region.pod_identities if binding.service_account == service_account)
    return statements(region, binding, KEYS)


def test_the_api_reads_and_writes_by_key_and_never_scans() -> None:
    table, key = of("geo-bot-api")
    assert table["Resource"] == [
        "arn:aws:dynamodb:eu-west-1:111122223333:table/geo-bot-eu-west-1-context",
        "arn:aws:dynamodb:eu-west-1:111122223333:table/geo-bot-eu-west-1-context/index/*",
    ]
    assert not [action for action in table["Action"] if "*" in action or "Scan" in action]
    assert key["Resource"] == ["arn:conversations"]
    assert key["Condition"] == {"StringEquals": {"kms:ViaService": "dynamodb.eu-west-1.amazonaws.com"}}


def test_the_operator_reads_the_secrets_of_its_region_only() -> None:
    secrets, parameters, key = of("external-secrets")
    assert secrets["Resource"] == [
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:geo-bot/eu-west-1/database/geo-bot-api-??????",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:geo-bot/eu-west-1/cache/geo-bot-api-??????",
    ]
    assert parameters["Resource"] == [
        "arn:aws:ssm:eu-west-1:111122223333:parameter/geo-bot/eu-west-1/database/endpoint",
        "arn:aws:ssm:eu-west-1:111122223333:parameter/geo-bot/eu-west-1/cache/endpoint",
    ]
    assert (key["Action"], key["Resource"]) == (["kms:Decrypt"], ["arn:answers", "arn:programme-data"])
