from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from geobot_constructs.model.platform import Platform
from geobot_constructs.platform.assembly import build_app
from tests.assemblies import CDK, REGIONS, cdk_diff, platform_with, promoted, replaced_or_removed, resources, template
from tests.support import reference_platform

WRITER_TODAY, WRITER_TOMORROW = "us-east-1", "eu-west-1"

needs_cdk = pytest.mark.skipif(not CDK.exists(), reason="the cdk command is not installed; run make test")

Diff = Callable[[str, Path, Path], str]


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly after the primary and one secondary have changed roles; origins stay."""
    folder = tmp_path_factory.mktemp("swapped")
    build_app(promoted(WRITER_TODAY, WRITER_TOMORROW), folder).synth()
    return folder


def second_generation() -> Platform:
    """The reference platform with the writer built anew."""
    writer = next(region for region in reference_platform().regions if region.name == WRITER_TODAY)
    return platform_with(us_east_1={"database": writer.spec.database.model_copy(update={"generation": 2})})


@pytest.fixture
def diff(tmp_path: Path) -> Diff:
    """`cdk diff` of a region's Database stack from an old assembly to a new one."""

    def run(region: str, old: Path, new: Path) -> str:
        stack = f"geo-bot-{region}-database"
        return cdk_diff(stack, old=old / f"{stack}.template.json", new=new, folder=tmp_path)

    return run


@pytest.mark.parametrize("region", REGIONS)
def test_template(region: str, assembly: Path, template_snapshot: SnapshotAssertion) -> None:
    assert template(assembly, region, "database") == template_snapshot


@pytest.mark.parametrize("region", REGIONS)
def test_swapping_roles_replaces_nothing(region: str, assembly: Path, swapped: Path) -> None:
    for stack in ("keys", "network", "cluster", "secrets", "database", "cache", "context"):
        assert list(replaced_or_removed(template(assembly, region, stack), template(swapped, region, stack))) == []


def test_swapping_roles_leaves_the_old_writer_alone(assembly: Path, swapped: Path) -> None:
    assert template(assembly, WRITER_TODAY, "database") == template(swapped, WRITER_TODAY, "database")


def test_swapping_roles_takes_the_source_from_the_new_writer_and_nothing_else(assembly: Path, swapped: Path) -> None:
    before, after = (resources(template(folder, WRITER_TOMORROW, "database"), "AWS::RDS::DBInstance") for folder in (assembly, swapped))
    (main, _) = before
    assert before[main]["Properties"].pop("SourceDBInstanceIdentifier") == "arn:aws:rds:us-east-1:111122223333:db:geo-bot-us-east-1-g1"
    assert before == after


def test_another_name_would_be_a_replacement(assembly: Path) -> None:
    before, after = template(assembly, WRITER_TODAY, "database"), template(assembly, WRITER_TODAY, "database")
    (main, replica) = resources(after, "AWS::RDS::DBInstance")
    after["Resources"][main]["Properties"]["DBInstanceIdentifier"] = "another"
    del after["Resources"][replica]
    assert list(replaced_or_removed(before, after)) == [f"{main} replaced by DBInstanceIdentifier", f"{replica} removed"]


@pytest.mark.cli
@needs_cdk
@pytest.mark.parametrize("region", [WRITER_TODAY, WRITER_TOMORROW])
def test_cdk_diff_of_swapped_roles_replaces_nothing(region: str, assembly: Path, swapped: Path, diff: Diff) -> None:
    said = diff(region, assembly, swapped)
    changes = [line.strip() for line in said.splitlines() if line.lstrip(" └─├│").startswith("[")]
    # The registry calls the source conditional: taking it away promotes the copy, naming another one would replace it.
    assert (
        changes
        == {
            WRITER_TODAY: [],
            WRITER_TOMORROW: [
                "[~] AWS::RDS::DBInstance Database/G1 DatabaseG1378370CB may be replaced",
                "└─ [-] SourceDBInstanceIdentifier (may cause replacement)",
            ],
        }[region]
    )


@pytest.mark.cli
@needs_cdk
def test_cdk_diff_reports_a_replacement(assembly: Path, tmp_path: Path, diff: Diff) -> None:
    stack = f"geo-bot-{WRITER_TODAY}-database.template.json"
    (tmp_path / stack).write_text((assembly / stack).read_text().replace('"geo-bot-us-east-1-g1"', '"geo-bot-us-east-1-g0"'))
    said = diff(WRITER_TODAY, tmp_path, assembly)
    assert "[~] AWS::RDS::DBInstance Database/G1 DatabaseG1378370CB replace" in said
    assert "[~] DBInstanceIdentifier (requires replacement)" in said


def test_a_new_generation_leaves_the_old_one_standing(assembly: Path, tmp_path: Path) -> None:
    build_app(second_generation(), tmp_path).synth()
    before = resources(template(assembly, WRITER_TODAY, "database"), "AWS::RDS::DBInstance")
    after = resources(template(tmp_path, WRITER_TODAY, "database"), "AWS::RDS::DBInstance")
    assert not set(before) & set(after)
    assert {body["DeletionPolicy"] for body in before.values()} == {"RetainExceptOnCreate"}
    assert [body["Properties"]["DBInstanceIdentifier"] for body in after.values()] == ["geo-bot-us-east-1-g2", "geo-bot-us-east-1-g2-r1"]
