from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.assemblies import REGIONS, only, template


@pytest.mark.parametrize("region", REGIONS)
def test_template(region: str, assembly: Path, template_snapshot: SnapshotAssertion) -> None:
    assert template(assembly, region, "context") == template_snapshot


@pytest.mark.parametrize(("region", "jurisdiction"), [("ap-southeast-1", "SG"), ("eu-west-1", "EU"), ("us-east-1", "US")])
def test_the_table_says_whose_law_it_is_under(region: str, jurisdiction: str, assembly: Path) -> None:
    table = only(template(assembly, region, "context"), "AWS::DynamoDB::Table")["Properties"]
    assert table["Tags"] == [
        {"Key": "geo-bot:jurisdiction", "Value": jurisdiction},
        {"Key": "geo-bot:platform", "Value": "geo-bot"},
        {"Key": "geo-bot:region", "Value": region},
    ]
