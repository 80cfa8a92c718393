from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.assemblies import REGIONS, resources, template


@pytest.mark.parametrize("region", REGIONS)
def test_template(region: str, assembly: Path, template_snapshot: SnapshotAssertion) -> None:
    assert template(assembly, region, "keys") == template_snapshot


@pytest.mark.parametrize("region", REGIONS)
def test_each_class_of_data_has_its_key(region: str, assembly: Path) -> None:
    aliases = resources(template(assembly, region, "keys"), "AWS::KMS::Alias").values()
    assert [alias["Properties"]["AliasName"] for alias in aliases] == [
        "alias/geo-bot/programme-data",
        "alias/geo-bot/conversations",
        "alias/geo-bot/answers",
        "alias/geo-bot/logs",
        "alias/geo-bot/configuration",
    ]
    targets = [alias["Properties"]["TargetKeyId"]["Ref"] for alias in aliases]
    assert sorted(targets) == sorted(resources(template(assembly, region, "keys"), "AWS::KMS::Key"))
