"""The chart of one app: what stands in one folder of `dist/<region>/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cdk8s
from constructs import Construct

if TYPE_CHECKING:
    from geobot_constructs.kubernetes.manifest import Manifest


class AppChart(cdk8s.Chart):
    """A chart that keeps its manifests in Python, so that no body ever crosses to Node."""

    def __init__(self, scope: Construct, id: str) -> None:
        """Start an empty chart.

        Args:
            scope: App of the region.
            id: Name of the app, which is the folder's.
        """
        super().__init__(scope, id, disable_resource_name_hashes=True)
        self.manifests: list[Manifest] = []
        """Every manifest of the app, in the order of creation."""

        self.construct_path = id
        """Path of the chart, the start of its manifests' paths."""
