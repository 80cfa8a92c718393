"""Every app of a region: the folders of `dist/<region>/`, each an Argo CD Application."""

from __future__ import annotations

import cdk8s

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.model.platform import Region
from geobot_constructs.platform.charts.admission import Admission
from geobot_constructs.platform.charts.argocd import ArgoCd
from geobot_constructs.platform.charts.base import Base
from geobot_constructs.platform.charts.geo_bot_api import GeoBotApi
from geobot_constructs.platform.charts.rbac import Rbac
from geobot_constructs.platform.charts.secrets import Secrets
from geobot_constructs.platform.charts.teams.smoke_test import SmokeTest

WAVES = {"base": -2, "admission": -1, "rbac": -1, "secrets": -1, "geo-bot-api": 0, "smoke-test": 1}
"""Apps of ours and the order in which Argo CD syncs them; operators come before all of them."""


def region_charts(app: cdk8s.App, region: Region) -> tuple[AppChart, ...]:
    """Our own charts of one region.

    Args:
        app: App of the region.
        region: The region.
    """
    return (
        Base(app, "base", region=region),
        Admission(app, "admission", region=region),
        Rbac(app, "rbac", region=region),
        Secrets(app, "secrets", region=region),
        GeoBotApi(app, "geo-bot-api", region=region),
        ArgoCd(app, "argocd", region=region, waves=WAVES),
    )


def team_charts(app: cdk8s.App, region: Region) -> tuple[cdk8s.Chart, ...]:
    """Charts that teams wrote with cdk8s-plus; each is hardened and checked like our own.

    Args:
        app: App of the region.
        region: The region.
    """
    return (SmokeTest(app, "smoke-test", region=region),)
