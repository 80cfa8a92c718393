"""The chart of one app."""

from tests.kubernetes.support import chart


def test_a_chart_starts_empty_and_its_path_is_its_name() -> None:
    empty = chart()
    assert (empty.manifests, empty.construct_path, empty.node.path) == ([], "app", "app")
