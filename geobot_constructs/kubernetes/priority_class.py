"""Which pods make room for which."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.priority import PriorityClassSpec


class PriorityClass(Manifest):
    """PriorityClass, never the default of pods that name none."""

    def __init__(self, scope: AppChart, id: str, *, spec: PriorityClassSpec, labels: dict[str, str]) -> None:
        """Define the class.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            spec: Name, value and meaning.
            labels: Labels of the object.
        """
        body = {
            "description": spec.meaning,
            "globalDefault": False,
            "preemptionPolicy": spec.preemption,
            "value": spec.value,
        }
        super().__init__(scope, id, api_version="scheduling.k8s.io/v1", kind="PriorityClass", name=spec.name, labels=labels, body=body)
