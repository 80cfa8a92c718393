"""App `base`."""

import cdk8s

from geobot_constructs.platform.charts.base import Base
from tests.kubernetes.support import region


def test_the_namespace_comes_closed_bounded_and_with_its_priorities() -> None:
    chart = Base(cdk8s.App(), "base", region=region())
    assert [(m.kind, m.name) for m in chart.manifests] == [
        ("Namespace", "geo-bot"),
        ("NetworkPolicy", "default-deny"),
        ("ResourceQuota", "geo-bot"),
        ("LimitRange", "geo-bot"),
        ("PriorityClass", "geo-bot-serving"),
        ("PriorityClass", "geo-bot-background"),
    ]
