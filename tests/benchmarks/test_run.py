"""The benchmark measures what it says."""

from pathlib import Path

from benchmarks.run import Case, generate, region_names, report
from geobot_constructs.catalog import CATALOG
from geobot_constructs.model.loading import load_platform


def test_a_generated_project_has_its_regions_and_is_valid(tmp_path: Path) -> None:
    generate(tmp_path / "p", 100)
    platform = load_platform(tmp_path / "p", CATALOG)
    assert [region.name for region in platform.regions] == sorted(region_names(100))


def test_the_page_shows_what_a_region_adds() -> None:
    cases = [
        Case(regions, half, [1 + regions / 10], [100.0], 10 * regions)
        for regions in (1, 3, 10, 100)
        for half in ("kubernetes", "aws", "both")
    ]
    assert "| both       |              100 |               100 |                 100 |" in report(cases)
