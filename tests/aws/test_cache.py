from typing import Any

from aws_cdk import Stack
from aws_cdk.assertions import Template

from geobot_constructs.aws.cache import Cache
from geobot_constructs.model.binding import Secret
from geobot_constructs.model.cache import CacheSpec
from tests.stacks import new_stack, properties


def synthesize() -> Stack:
    stack = new_stack()
    Cache(
        stack,
        "Cache",
        spec=CacheSpec(node_type="cache.r7g.large", replicas=2),
        name="geo-bot-eu-west-1",
        engine_version="8.0",
        user_group="geo-bot-eu-west-1",
        credentials=[Secret("geo-bot/c", "geo-bot-eu-west-1-api", "answers", home="eu-west-1", region="eu-west-1", workload="geo-bot-api")],
        port=6379,
        endpoint="/geo-bot/eu-west-1/cache/endpoint",
        log_groups={"slow-log": "/geo-bot/eu-west-1/cache-slow", "engine-log": "/geo-bot/eu-west-1/cache-engine"},
        vpc_id="vpc-1",
        subnet_ids=["subnet-1"],
        clients=["10.1.0.0/19"],
        key_arn="arn:answers",
        logs_key_arn="arn:logs",
    )
    return stack


def group() -> dict[str, Any]:
    return properties(synthesize(), "AWS::ElastiCache::ReplicationGroup")[0]


def test_a_lost_zone_is_survived() -> None:
    assert (group()["NumCacheClusters"], group()["MultiAZEnabled"], group()["AutomaticFailoverEnabled"]) == (3, True, True)


def test_answers_are_encrypted_and_never_copied() -> None:
    assert (group()["TransitEncryptionEnabled"], group()["TransitEncryptionMode"]) == (True, "required")
    assert (group()["AtRestEncryptionEnabled"], group()["KmsKeyId"], group()["SnapshotRetentionLimit"]) == (True, "arn:answers", 0)


def test_only_users_of_the_group_log_in() -> None:
    template = Template.from_stack(synthesize())
    (user,) = template.find_resources("AWS::ElastiCache::User")
    ((users, body),) = template.find_resources("AWS::ElastiCache::UserGroup").items()
    assert body["Properties"] == {"Engine": "valkey", "UserGroupId": "geo-bot-eu-west-1", "UserIds": [{"Ref": user}]}
    assert group()["UserGroupIds"] == [{"Ref": users}]


def test_logs_go_to_groups_that_exist_before() -> None:
    template = Template.from_stack(synthesize())
    (cache,) = template.find_resources("AWS::ElastiCache::ReplicationGroup").values()
    assert sorted(cache["DependsOn"]) == sorted(template.find_resources("AWS::Logs::LogGroup"))
    assert [(log["LogType"], log["LogFormat"]) for log in group()["LogDeliveryConfigurations"]] == [
        ("slow-log", "json"),
        ("engine-log", "json"),
    ]
