"""Templates read back from the assembly."""

from pathlib import Path

from geobot_constructs.platform.templates import build_templates
from tests.support import reference_platform


def test_every_template_knows_its_region_its_predecessors_and_its_constructs(tmp_path: Path) -> None:
    templates = {template.stack: template for template in build_templates(reference_platform(), tmp_path / "out")}
    assert len(templates) == 21
    database = templates["geo-bot-eu-west-1-database"]
    assert (database.region, database.path) == ("eu-west-1", "cdk.out/geo-bot-eu-west-1-database.template.json")
    assert {f"geo-bot-eu-west-1-{name}" for name in ("keys", "network", "secrets")} <= set(database.depends_on)
    assert set(dict(database.resources())) == set(database.constructs) & set(dict(database.resources()))
