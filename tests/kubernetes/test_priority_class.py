"""Which pods make room for which."""

from geobot_constructs.kubernetes.priority_class import PriorityClass
from geobot_constructs.model.priority import PriorityClassSpec
from tests.kubernetes.support import LABELS, chart


def test_a_class_is_never_the_default_of_pods_that_name_none() -> None:
    spec = PriorityClassSpec(name="background", value=-5, preemption="Never", meaning="jobs that may wait")
    body = PriorityClass(chart(), "Class", spec=spec, labels=LABELS).body
    assert (body["globalDefault"], body["value"], body["preemptionPolicy"]) == (False, -5, "Never")
    assert "namespace" not in body["metadata"]
