from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.assemblies import REGIONS, only, template


@pytest.mark.parametrize("region", REGIONS)
def test_template(region: str, assembly: Path, template_snapshot: SnapshotAssertion) -> None:
    assert template(assembly, region, "cache") == template_snapshot


@pytest.mark.parametrize("region", REGIONS)
def test_the_password_is_that_of_the_region_s_own_secret(region: str, assembly: Path) -> None:
    user = only(template(assembly, region, "cache"), "AWS::ElastiCache::User")["Properties"]
    name = f"geo-bot/{region}/cache/geo-bot-api"
    assert user["AuthenticationMode"]["Passwords"] == [f"{{{{resolve:secretsmanager:{name}:SecretString:password}}}}"]
