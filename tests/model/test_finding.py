"""How a finding reads."""

from geobot_constructs.model.finding import Finding


def test_a_finding_names_file_construct_rule_problem_and_remedy() -> None:
    finding = Finding("dist/r/a/Pod.p.yaml", "labels", "a/P", "has no label x, got {}", "add it")
    assert str(finding) == "dist/r/a/Pod.p.yaml (a/P): labels: has no label x, got {}; add it"
    assert str(Finding("regions/platform.yaml", "waiver-unused", "", "p", "r")) == "regions/platform.yaml: waiver-unused: p; r"
