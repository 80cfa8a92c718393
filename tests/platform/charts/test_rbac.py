"""App `rbac`."""

import cdk8s

from geobot_constructs.platform.charts.rbac import Rbac
from tests.kubernetes.support import region

MANIFESTS = Rbac(cdk8s.App(), "rbac", region=region()).manifests


def test_every_role_has_one_binding_to_the_group_of_its_audience() -> None:
    roles = sorted(m.name for m in MANIFESTS if m.kind in ("Role", "ClusterRole"))
    bindings = {m.name: m.body["subjects"][0]["name"] for m in MANIFESTS if m.kind.endswith("Binding")}
    assert sorted(bindings) == roles
    assert {name.removesuffix("-cluster").replace("geo-bot-", "geo-bot:", 1) for name in roles} == set(bindings.values())


def test_only_the_platform_and_the_people_on_call_see_the_cluster() -> None:
    assert [m.name for m in MANIFESTS if m.kind == "ClusterRole"] == ["geo-bot-platform-cluster", "geo-bot-on-call-cluster"]
