"""App `argocd`."""

import cdk8s

from geobot_constructs.platform.charts import WAVES, region_charts, team_charts
from geobot_constructs.platform.charts.argocd import ArgoCd
from tests.kubernetes.support import region

CHART = ArgoCd(cdk8s.App(), "argocd", region=region(), waves=WAVES)
APPLICATIONS = {m.name: m.body for m in CHART.manifests if m.kind == "Application"}


def test_every_app_of_the_region_has_its_application() -> None:
    app = cdk8s.App()
    apps = [chart.node.id for chart in (*region_charts(app, region()), *team_charts(app, region()))]
    paths = [body["spec"]["source"].get("path") for body in APPLICATIONS.values()]
    assert sorted(path for path in paths if path) == sorted(f"dist/eu-west-1/{name}" for name in apps)


def test_operators_come_before_what_uses_their_kinds() -> None:
    waves = {name: int(body["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"]) for name, body in APPLICATIONS.items()}
    assert waves["geo-bot-root"] < waves["external-secrets"] < waves["base"] < waves["secrets"] < waves["geo-bot-api"] < waves["smoke-test"]


def test_our_apps_cannot_write_what_operators_write() -> None:
    projects = {m.name: m.body["spec"] for m in CHART.manifests if m.kind == "AppProject"}
    assert {kind["kind"] for kind in projects["geo-bot"]["clusterResourceWhitelist"]} == {
        "ClusterRole",
        "ClusterRoleBinding",
        "Namespace",
        "PriorityClass",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
    }
    assert projects["geo-bot"]["sourceRepos"] == ["https://github.com/geo-bot/platform.git"]
    assert [d["namespace"] for d in projects["geo-bot-operators"]["destinations"]] == ["external-secrets"]
