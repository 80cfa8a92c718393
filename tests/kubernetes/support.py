"""Building one construct in a chart of its own."""

import cdk8s

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.model.platform import Region
from tests.support import reference_platform

LABELS = {"app.kubernetes.io/name": "geo-bot-api"}


def chart() -> AppChart:
    """An empty chart."""
    return AppChart(cdk8s.Testing.app(), "app")


def region() -> Region:
    """A secondary region of the reference platform."""
    return next(region for region in reference_platform().regions if region.name == "eu-west-1")
