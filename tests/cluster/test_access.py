"""What each group may do, asked of a real API server by impersonation, both ways."""

import pytest

from tests.cluster.control_plane import ControlPlane

pytestmark = pytest.mark.usefixtures("applied")

READ = [("get", "pods"), ("list", "deployments.apps"), ("get", "pods:log"), ("watch", "events")]
MAY = {
    "geo-bot:platform": [*READ, ("delete", "pods"), ("create", "pods:eviction"), ("patch", "deployments.apps/geo-bot-api")],
    "geo-bot:on-call": READ,
    "geo-bot:break-glass": [("create", "pods:exec"), ("create", "pods:portforward")],
    "geo-bot:team-nlp": READ,
}
NOBODY = [
    ("get", "secrets"),
    ("create", "pods"),
    ("create", "deployments.apps"),
    ("create", "rolebindings.rbac.authorization.k8s.io"),
    ("delete", "networkpolicies.networking.k8s.io"),
]
MAY_NOT = {
    "geo-bot:platform": [*NOBODY, ("create", "pods:exec")],
    "geo-bot:on-call": [*NOBODY, ("delete", "pods"), ("create", "pods:exec"), ("patch", "deployments.apps/geo-bot-api")],
    "geo-bot:break-glass": [*NOBODY, ("get", "pods"), ("delete", "pods")],
    "geo-bot:team-nlp": [*NOBODY, ("patch", "deployments.apps/geo-bot-api"), ("delete", "pods")],
    "geo-bot:unknown": [*NOBODY, *READ],
}


@pytest.mark.parametrize("group", MAY)
def test_a_group_may_do_what_its_work_needs(group: str, plane: ControlPlane) -> None:
    assert [what for what in MAY[group] if not plane.may(group, *what, namespace="geo-bot")] == []


@pytest.mark.parametrize("group", MAY_NOT)
def test_a_group_may_do_nothing_else(group: str, plane: ControlPlane) -> None:
    assert [what for what in MAY_NOT[group] if plane.may(group, *what, namespace="geo-bot")] == []


def test_nodes_are_seen_by_those_who_run_the_cluster_alone(plane: ControlPlane) -> None:
    seeing = [group for group in (*MAY, "geo-bot:unknown") if plane.may(group, "list", "nodes")]
    assert seeing == ["geo-bot:platform", "geo-bot:on-call"]
