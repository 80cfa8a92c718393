"""One object, its body kept in Python."""

import re

import cdk8s
import pytest

from geobot_constructs.errors import ManifestError
from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest

BODY = {"spec": {"brandNewField": 8080, "limits": {"nvidia.com/gpu": "1"}}}


def manifest(chart: AppChart) -> Manifest:
    return Manifest(chart, "Thing", api_version="example.org/v1", kind="Thing", name="a", labels={"b": "c"}, namespace="d", body=BODY)


def test_the_whole_object_is_what_cdk8s_shows_and_what_is_written() -> None:
    chart = AppChart(cdk8s.Testing.app(), "app")
    thing = manifest(chart)
    expected = {
        "apiVersion": "example.org/v1",
        "kind": "Thing",
        "metadata": {"name": "a", "namespace": "d", "labels": {"b": "c"}},
        **BODY,
    }
    assert chart.manifests == [thing]
    assert thing.body == expected
    assert cdk8s.Testing.synth(chart) == [expected]


def test_a_patch_is_refused_instead_of_vanishing() -> None:
    thing = manifest(AppChart(cdk8s.Testing.app(), "app"))
    with pytest.raises(ManifestError, match=re.escape("app/Thing: a manifest cannot be patched; pass the field in the body")):
        thing.add_json_patch(cdk8s.JsonPatch.add("/spec/x", 1))


def test_identity_in_the_body_is_refused() -> None:
    chart = AppChart(cdk8s.Testing.app(), "app")
    with pytest.raises(ManifestError, match=re.escape("Thing a: the body repeats kind, metadata; pass them as arguments")):
        Manifest(chart, "X", api_version="v1", kind="Thing", name="a", labels={}, body={"kind": "Thing", "metadata": {}})


def test_a_bad_body_is_refused_before_it_reaches_node() -> None:
    chart = AppChart(cdk8s.Testing.app(), "app")
    with pytest.raises(ManifestError, match="should be a finite number"):
        Manifest(chart, "X", api_version="v1", kind="Thing", name="a", labels={}, body={"spec": {"x": float("nan")}})
    assert manifest(chart).body["spec"] == BODY["spec"], "Node still answers"
