from typing import Any

from aws_cdk.assertions import Template

from geobot_constructs.aws.database import Database
from geobot_constructs.model.binding import Secret
from geobot_constructs.model.database import DatabaseSpec, Origin, ReplicaOrigin
from tests.stacks import ACCOUNT, new_stack

SOURCE = "arn:aws:rds:us-east-1:111122223333:db:geo-bot-us-east-1-g1"


def synthesize(origin: Origin, source_arn: str | None, generation: int = 1) -> dict[str, dict[str, Any]]:
    stack = new_stack()
    Database(
        stack,
        "Database",
        spec=DatabaseSpec(
            origin=origin,
            generation=generation,
            instance_class="db.r7g.large",
            storage_gib=200,
            max_storage_gib=1000,
            backup_retention_days=21,
        ),
        name=f"geo-bot-eu-west-1-g{generation}",
        replica_names=[f"geo-bot-eu-west-1-g{generation}-r1"],
        engine_version="17.6",
        source_arn=source_arn,
        administrator=Secret("geo-bot/a", "administrator", "programme-data", home="eu-west-1", region="eu-west-1", workload=None),
        database="geo_bot",
        port=5432,
        endpoint="/geo-bot/eu-west-1/database/endpoint",
        monitoring_role="geo-bot-eu-west-1-database-monitoring",
        account=ACCOUNT,
        vpc_id="vpc-1",
        subnet_ids=["subnet-1", "subnet-2"],
        clients=["10.1.0.0/19"],
        key_arn="arn:programme-data",
        logs_key_arn="arn:logs",
    )
    found: dict[str, dict[str, Any]] = Template.from_stack(stack).to_json()["Resources"]
    return found


def instances(origin: Origin, source_arn: str | None, generation: int = 1) -> list[dict[str, Any]]:
    resources = synthesize(origin, source_arn, generation)
    return [body["Properties"] for body in resources.values() if body["Type"] == "AWS::RDS::DBInstance"]


def test_only_a_created_database_has_an_administrator() -> None:
    main, _ = instances("created", None)
    assert main["MasterUsername"] == "administrator"
    assert main["MasterUserPassword"] == "{{resolve:secretsmanager:geo-bot/a:SecretString:password}}"
    assert (main["DBName"], main["StorageEncrypted"]) == ("geo_bot", True)
    copy, _ = instances(ReplicaOrigin(replica_of="us-east-1"), SOURCE)
    assert copy["SourceDBInstanceIdentifier"] == SOURCE
    assert not {"MasterUsername", "MasterUserPassword", "DBName", "StorageEncrypted"} & set(copy)


def test_a_promoted_copy_loses_its_source_and_nothing_else() -> None:
    origin = ReplicaOrigin(replica_of="us-east-1")
    before, after = synthesize(origin, SOURCE), synthesize(origin, None)
    del before["DatabaseG1378370CB"]["Properties"]["SourceDBInstanceIdentifier"]
    assert before == after


def test_a_replica_of_the_region_waits_for_its_source_and_takes_key_and_subnets_from_it() -> None:
    resources = synthesize("created", None)
    (main, _), (_, replica) = ((name, body) for name, body in resources.items() if body["Type"] == "AWS::RDS::DBInstance")
    assert main in replica["DependsOn"]
    assert replica["Properties"]["SourceDBInstanceIdentifier"] == "geo-bot-eu-west-1-g1"
    assert not {"KmsKeyId", "DBSubnetGroupName", "BackupRetentionPeriod"} & set(replica["Properties"])


def test_every_instance_is_protected_and_logs_to_groups_made_before() -> None:
    resources = synthesize("created", None)
    for instance in (body for body in resources.values() if body["Type"] == "AWS::RDS::DBInstance"):
        groups = [resources[name]["Properties"].get("LogGroupName", "") for name in instance["DependsOn"]]
        name = instance["Properties"]["DBInstanceIdentifier"]
        assert {f"/aws/rds/instance/{name}/postgresql", f"/aws/rds/instance/{name}/upgrade"} <= set(groups)
        assert instance["Properties"]["DeletionProtection"] is True
        assert (instance["DeletionPolicy"], instance["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_a_generation_is_a_new_resource() -> None:
    first, second = synthesize("created", None), synthesize("created", None, generation=2)
    kept = {name for name, body in first.items() if body["Type"] not in ("AWS::RDS::DBInstance", "AWS::Logs::LogGroup")}
    assert set(first) & set(second) == kept
