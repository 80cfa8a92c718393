import filecmp
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cfnlint.config import ConfigMixIn
from cfnlint.runner import Runner

from tests.assemblies import REGIONS, resources, template
from tests.support import ROOT

STACKS = ("keys", "network", "cluster", "secrets", "database", "cache", "context")

LINT_IGNORED = [
    "W3010",  # zones stand in the region files: the network's L2 would look them up, and another zone is another subnet plan
]

COPIED_ABROAD = {
    # Encryption of a copy follows from its key; aws-cdk-lib's validator (F3020) and RDS refuse the flag that E3720 asks for.
    ("E3720", "geo-bot-ap-southeast-1-database", "'StorageEncrypted' is a required property"),
    ("E3720", "geo-bot-eu-west-1-database", "'StorageEncrypted' is a required property"),
}

OTHER_CONTEXT = '{"@aws-cdk/core:defaultCrossStackReferences": "strong"}'

SYNTHESIZE = """
import sys
from pathlib import Path
from geobot_constructs.platform.runtime import prepare
prepare(Path.cwd())
from geobot_constructs.platform.assembly import build_app
from tests.support import reference_platform
build_app(reference_platform(), Path(sys.argv[1])).synth()
"""


def manifest(assembly: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((assembly / "manifest.json").read_bytes())
    return found


def stacks(assembly: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, artifact in manifest(assembly)["artifacts"].items():
        if artifact["type"] == "aws:cloudformation:stack":
            yield name, artifact


def region_of(stack: str) -> str:
    (found,) = (region for region in REGIONS if stack.startswith(f"geo-bot-{region}-"))
    return found


def test_every_region_has_every_stack_protected_in_its_place(assembly: Path) -> None:
    found = {name: (artifact["environment"], artifact["properties"]["terminationProtection"]) for name, artifact in stacks(assembly)}
    assert found == {f"geo-bot-{region}-{stack}": (f"aws://111122223333/{region}", True) for region in REGIONS for stack in STACKS}


def test_no_stack_depends_on_another_region(assembly: Path) -> None:
    depends = {name: [other for other in artifact["dependencies"] if not other.endswith(".assets")] for name, artifact in stacks(assembly)}
    assert depends["geo-bot-eu-west-1-database"] == ["geo-bot-eu-west-1-keys", "geo-bot-eu-west-1-network", "geo-bot-eu-west-1-secrets"]
    assert [(name, other) for name, others in depends.items() for other in others if region_of(name) != region_of(other)] == []


def test_nothing_is_looked_up(assembly: Path) -> None:
    assert "missing" not in manifest(assembly)


def test_no_reference_stands_in_the_way_of_a_change(assembly: Path) -> None:
    for path in assembly.glob("*.template.json"):
        text = path.read_text()
        assert "Fn::ImportValue" not in text
        assert '"Export"' not in text
        region = region_of(path.name)
        sources = set(re.findall(r'"Fn::GetStackOutput": \{\s*"StackName": "([^"]+)",\s*"Region": "([^"]+)"', text))
        assert sources <= {(f"geo-bot-{region}-keys", region), (f"geo-bot-{region}-network", region)}


@pytest.mark.parametrize(
    ("kind", "protection"),
    [
        ("AWS::DynamoDB::Table", "DeletionProtectionEnabled"),
        ("AWS::KMS::Key", None),
        ("AWS::Logs::LogGroup", "DeletionProtectionEnabled"),
        ("AWS::RDS::DBInstance", "DeletionProtection"),
        ("AWS::SecretsManager::Secret", None),
    ],
)
def test_state_outlives_its_stack(kind: str, protection: str | None, assembly: Path) -> None:
    found = [body for region in REGIONS for stack in STACKS for body in resources(template(assembly, region, stack), kind).values()]
    assert len(found) >= len(REGIONS)
    assert {(body.get("DeletionPolicy"), body.get("UpdateReplacePolicy")) for body in found} == {("RetainExceptOnCreate", "Retain")}
    assert all(protection is None or body["Properties"][protection] is True for body in found)


@pytest.mark.parametrize("region", REGIONS)
def test_cfn_lint_finds_nothing(region: str, assembly: Path) -> None:
    templates = [str(assembly / f"geo-bot-{region}-{stack}.template.json") for stack in STACKS]
    config = ConfigMixIn(regions=[region], ignore_checks=LINT_IGNORED, templates=templates)
    found = {(match.rule.id, Path(match.filename).name.partition(".")[0], match.message) for match in Runner(config).run()}
    expected = {finding for finding in COPIED_ABROAD if region_of(finding[1]) == region}
    assert found == expected


def test_the_validator_of_the_cdk_finds_nothing(assembly: Path) -> None:
    report = json.loads((assembly / "validation-report.json").read_bytes())
    assert report["pluginReports"]
    found = {violation["ruleName"] for plugin in report["pluginReports"] for violation in plugin["violations"]}
    assert found <= set(LINT_IGNORED)


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    runs = {
        "one": {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        "two": {
            "PYTHONHASHSEED": "2",
            "TZ": "Asia/Kolkata",
            "LC_ALL": "C.UTF-8",
            "CDK_CONTEXT_JSON": '{"@aws-cdk/core:defaultCrossStackReferences":"strong"}',
        },
    }
    for name, environment in runs.items():
        elsewhere = tmp_path / f"from-{name}"
        elsewhere.mkdir()
        inherited = {key: os.environ[key] for key in ("PATH", "HOME", "XDG_CACHE_HOME") if key in os.environ}
        subprocess.run(
            [sys.executable, "-c", SYNTHESIZE, tmp_path / name],
            cwd=elsewhere,
            env={**inherited, "PYTHONPATH": str(ROOT), **environment},
            check=True,
        )
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == names
    assert filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", names, shallow=False)[0] == names
    for name in names:
        assert str(tmp_path) not in (tmp_path / "one" / name).read_text()
        assert str(ROOT) not in (tmp_path / "one" / name).read_text()
