from typing import Any

import pytest

from geobot_constructs.policy.documents import bodies, dotted, listing, mapping, pods, text
from tests.policy.support import document, manifest


@pytest.mark.parametrize("value", [None, 3, "x", [], {"a": None}, {"a": []}, {"a": {"b": 1}}])
def test_a_part_that_is_not_there_is_empty(value: Any) -> None:
    assert (mapping(value, "a", "b"), listing(value, "a", "b"), bodies(value, "a", "b"), text(value, "a", "b")) == ({}, [], [], None)


def test_a_place_is_written_as_people_write_it() -> None:
    assert dotted(["spec", "containers", 0, "env"]) == "spec.containers[0].env"
    assert dotted(["metadata", "labels", "app.kubernetes.io/name"]) == "metadata.labels[app.kubernetes.io/name]"


def test_a_pod_is_its_own_template() -> None:
    template = pods(document(manifest("v1", "Pod", "x", {"spec": {"initContainers": [{"name": "a"}], "containers": [{"name": "b"}]}})))
    assert template is not None
    assert [place for place, _ in template.containers] == ["spec.initContainers[0]", "spec.containers[0]"]
    assert pods(document(manifest("v1", "Service", "x", {}))) is None
