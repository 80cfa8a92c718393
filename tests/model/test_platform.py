"""What follows from files and catalog together."""

from geobot_constructs.catalog import CATALOG
from geobot_constructs.model.database import ReplicaOrigin
from geobot_constructs.model.platform import Platform, join
from tests.support import reference_platform


def promoted(region: str) -> Platform:
    """The reference platform after `region` took over."""
    platform = reference_platform()
    specs = {r.name: r.spec.model_copy(update={"role": "primary" if r.name == region else "secondary"}) for r in platform.regions}
    database = specs[region].database
    assert isinstance(database.origin, ReplicaOrigin)
    origin = database.origin.model_copy(update={"promoted": True})
    specs[region] = specs[region].model_copy(update={"database": database.model_copy(update={"origin": origin})})
    return join(platform.shared, specs, CATALOG)


def test_only_a_secondary_that_began_as_a_copy_has_a_source() -> None:
    sources = {region.name: region.database_source_arn for region in reference_platform().regions}
    arn = "arn:aws:rds:us-east-1:111122223333:db:geo-bot-us-east-1-g1"
    assert sources == {"ap-southeast-1": arn, "eu-west-1": arn, "us-east-1": None}


def test_a_promotion_changes_the_source_of_the_promoted_region_alone() -> None:
    before = {region.name: region.database_source_arn for region in reference_platform().regions}
    after = {r.name: r.database_source_arn for r in promoted("eu-west-1").regions}
    assert after == {**before, "eu-west-1": None}


def test_a_promotion_moves_no_credential() -> None:
    before = {region.name: region.secrets_made_here for region in reference_platform().regions}
    after = {r.name: r.secrets_made_here for r in promoted("eu-west-1").regions}
    assert after == before


def test_database_credentials_of_every_region_are_made_where_the_database_was_created() -> None:
    made = {region.name: sorted(secret.name for secret in region.secrets_made_here) for region in reference_platform().regions}
    assert made["us-east-1"] == [
        "geo-bot/ap-southeast-1/database/geo-bot-api",
        "geo-bot/eu-west-1/database/geo-bot-api",
        "geo-bot/us-east-1/cache/geo-bot-api",
        "geo-bot/us-east-1/database/administrator",
        "geo-bot/us-east-1/database/geo-bot-api",
    ]
    assert made["eu-west-1"] == ["geo-bot/eu-west-1/cache/geo-bot-api"]


def test_an_old_writer_that_comes_back_as_a_copy_moves_no_credential() -> None:
    platform = promoted("eu-west-1")
    before = {region.name: region.secrets_made_here for region in platform.regions}
    specs = {region.name: region.spec for region in platform.regions}
    old = specs["us-east-1"].database
    rebuilt = old.model_copy(update={"origin": ReplicaOrigin(replica_of="eu-west-1"), "generation": 2})
    specs["us-east-1"] = specs["us-east-1"].model_copy(update={"database": rebuilt})
    after = join(platform.shared, specs, CATALOG)
    assert {region.name: region.secrets_made_here for region in after.regions} == before
    source = next(region.database_source_arn for region in after.regions if region.name == "us-east-1")
    assert source == "arn:aws:rds:eu-west-1:111122223333:db:geo-bot-eu-west-1-g1"


def test_a_workload_has_the_bounds_of_its_region() -> None:
    workload = reference_platform().regions[0].workload("geo-bot-api")
    assert (workload.min_replicas, workload.max_replicas, workload.version) == (3, 50, "v2.1.0")
