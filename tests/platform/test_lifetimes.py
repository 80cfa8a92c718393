"""Platforms that differ in size, and platforms whose writer moved: both halves, every check."""

from pathlib import Path

import pytest

from tests.projects import new_project, run_app


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "project")


def change(project: Path, region: str, *pairs: tuple[str, str]) -> None:
    path = project / "regions" / f"{region}.yaml"
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


def test_a_region_may_differ_in_every_size(project: Path) -> None:
    change(
        project,
        "eu-west-1",
        ("min_replicas: 3", "min_replicas: 7"),
        ("max_replicas: 50", "max_replicas: 31"),
        ("min_nodes: 3", "min_nodes: 5"),
        ("max_nodes: 12", "max_nodes: 23"),
        ("instance_types: [m7g.large, m6g.large]", "instance_types: [m7i.xlarge]"),
        ("zones: [eu-west-1a, eu-west-1b, eu-west-1c]", "zones: [eu-west-1a, eu-west-1b, eu-west-1c, eu-west-1d]"),
        ("cidr: 10.1.0.0/16", "cidr: 172.16.0.0/18"),
        ("storage_gib: 200", "storage_gib: 321"),
        ("max_storage_gib: 1000", "max_storage_gib: 1234"),
        ("read_replicas: 1", "read_replicas: 0"),
        ("  replicas: 2", "  replicas: 3"),
        ("node_type: cache.r7g.large", "node_type: cache.r7g.xlarge"),
        ("weight: 100", "weight: 17"),
    )
    run_app(project)


def test_promotion_rejoin_and_fail_back_pass_every_check(project: Path) -> None:
    change(project, "us-east-1", ("role: primary", "role: secondary"))
    change(project, "eu-west-1", ("role: secondary", "role: primary"), ("replica_of: us-east-1", "replica_of: us-east-1, promoted: true"))
    run_app(project)
    secrets = (project / "cdk.out/geo-bot-us-east-1-secrets.template.json").read_text()

    change(project, "us-east-1", ("origin: created", "origin: {replica_of: eu-west-1}\n  generation: 2"))
    run_app(project)

    change(project, "us-east-1", ("role: secondary", "role: primary"), ("replica_of: eu-west-1", "replica_of: eu-west-1, promoted: true"))
    change(project, "eu-west-1", ("role: primary", "role: secondary"))
    change(project, "eu-west-1", ("{replica_of: us-east-1, promoted: true}", "{replica_of: us-east-1, generation: 2}\n  generation: 2"))
    run_app(project)
    assert (project / "cdk.out/geo-bot-us-east-1-secrets.template.json").read_text() == secrets
