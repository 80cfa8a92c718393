"""The controller of one workload's pods."""

from geobot_constructs.kubernetes.deployment import Deployment
from tests.kubernetes.support import LABELS, chart, region


def deployment() -> Deployment:
    return Deployment(chart(), "Deployment", workload=region().workload("geo-bot-api"), region=region(), labels=LABELS)


def test_the_autoscaler_owns_the_number_of_pods() -> None:
    assert "replicas" not in deployment().body["spec"]


def test_an_update_takes_no_pod_away_before_its_successor_is_ready() -> None:
    assert deployment().body["spec"]["strategy"] == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}}
