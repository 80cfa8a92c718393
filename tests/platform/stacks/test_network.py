from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.assemblies import REGIONS, only, template


@pytest.mark.parametrize("region", REGIONS)
def test_template(region: str, assembly: Path, template_snapshot: SnapshotAssertion) -> None:
    assert template(assembly, region, "network") == template_snapshot


@pytest.mark.parametrize(
    ("region", "cidr"), [("ap-southeast-1", "10.2.0.0/16"), ("eu-west-1", "10.1.0.0/16"), ("us-east-1", "10.0.0.0/16")]
)
def test_the_range_is_the_file_s(region: str, cidr: str, assembly: Path) -> None:
    assert only(template(assembly, region, "network"), "AWS::EC2::VPC")["Properties"]["CidrBlock"] == cidr


def test_connections_are_recorded_in_an_encrypted_group(assembly: Path) -> None:
    found = template(assembly, "eu-west-1", "network")
    flow = only(found, "AWS::EC2::FlowLog")
    group = only(found, "AWS::Logs::LogGroup")["Properties"]
    assert flow["Properties"]["LogGroupName"] == group["LogGroupName"] == "/geo-bot/eu-west-1/flow"
    assert group["KmsKeyId"]["Fn::GetStackOutput"]["StackName"] == "geo-bot-eu-west-1-keys"
    assert flow["DependsOn"] == ["FlowLogLogGroupAFFB9038"]
