"""App `geo-bot-api`."""

import cdk8s

from geobot_constructs.platform.charts.geo_bot_api import GeoBotApi
from tests.kubernetes.support import region


def test_the_workload_gets_everything_under_the_brief_s_names() -> None:
    chart = GeoBotApi(cdk8s.App(), "geo-bot-api", region=region())
    assert [(m.kind, m.name) for m in chart.manifests] == [
        ("ServiceAccount", "geo-bot-api"),
        ("ExternalSecret", "db-credentials"),
        ("ExternalSecret", "cache-credentials"),
        ("Deployment", "geo-bot-api"),
        ("Service", "geo-bot-api"),
        ("HorizontalPodAutoscaler", "geo-bot-hpa"),
        ("PodDisruptionBudget", "geo-bot-api"),
        ("NetworkPolicy", "geo-bot-network-policy"),
    ]
