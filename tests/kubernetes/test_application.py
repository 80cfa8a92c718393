"""One app as Argo CD sees it."""

from geobot_constructs.catalog.operators import OPERATORS
from geobot_constructs.kubernetes.application import Application, git_source, helm_source
from tests.kubernetes.support import LABELS, chart, region


def test_an_app_is_kept_equal_to_its_folder() -> None:
    source = git_source(region().shared.gitops, "dist/eu-west-1/base")
    app = Application(chart(), "App", name="base", project="geo-bot", source=source, namespace="geo-bot", wave=-2, labels=LABELS)
    assert app.body["metadata"]["annotations"] == {"argocd.argoproj.io/sync-wave": "-2"}
    assert app.body["spec"]["syncPolicy"]["automated"] == {"prune": True, "selfHeal": True}
    assert app.body["spec"]["source"]["path"] == "dist/eu-west-1/base"


def test_an_operator_comes_from_its_chart_in_one_version_with_the_account_the_aws_half_knows() -> None:
    source = helm_source(OPERATORS[0])
    assert (source["chart"], source["targetRevision"]) == ("external-secrets", "2.9.0")
    assert source["helm"]["valuesObject"]["serviceAccount"]["name"] == "external-secrets"
