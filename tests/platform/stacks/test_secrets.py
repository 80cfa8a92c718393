from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.assemblies import REGIONS, resources, template


@pytest.mark.parametrize("region", REGIONS)
def test_template(region: str, assembly: Path, template_snapshot: SnapshotAssertion) -> None:
    assert template(assembly, region, "secrets") == template_snapshot


def test_database_credentials_are_made_where_the_database_was_created(assembly: Path) -> None:
    made = {
        region: [
            secret["Properties"]["Name"]
            for secret in resources(template(assembly, region, "secrets"), "AWS::SecretsManager::Secret").values()
        ]
        for region in REGIONS
    }
    assert made == {
        "ap-southeast-1": ["geo-bot/ap-southeast-1/cache/geo-bot-api"],
        "eu-west-1": ["geo-bot/eu-west-1/cache/geo-bot-api"],
        "us-east-1": [
            "geo-bot/us-east-1/cache/geo-bot-api",
            "geo-bot/ap-southeast-1/database/geo-bot-api",
            "geo-bot/eu-west-1/database/geo-bot-api",
            "geo-bot/us-east-1/database/geo-bot-api",
            "geo-bot/us-east-1/database/administrator",
        ],
    }
