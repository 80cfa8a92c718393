"""What a group of Applications may do."""

from geobot_constructs.kubernetes.app_project import AppProject
from tests.kubernetes.support import LABELS, chart


def test_a_project_allows_what_it_lists_and_nothing_else() -> None:
    project = AppProject(
        chart(),
        "Project",
        name="p",
        description="apps of this repository",
        repositories=["https://b", "https://a", "https://a"],
        namespaces=["y", "x"],
        cluster_kinds=[("", "Namespace")],
        labels=LABELS,
    )
    spec = project.body["spec"]
    assert spec["sourceRepos"] == ["https://a", "https://b"]
    assert [d["namespace"] for d in spec["destinations"]] == ["x", "y"]
    assert spec["clusterResourceWhitelist"] == [{"group": "", "kind": "Namespace"}]
