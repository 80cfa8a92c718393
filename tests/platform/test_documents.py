"""Every object as a document with its file."""

import cdk8s
import pytest

from geobot_constructs.errors import ManifestError
from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.platform import documents
from tests.support import reference_platform

REGION = reference_platform().regions[0]


def app_files(objects: list[tuple[str, str | None]]) -> list[str]:
    chart = AppChart(cdk8s.Testing.app(), "app")
    for number, (name, namespace) in enumerate(objects):
        Manifest(chart, f"M{number}", api_version="v1", kind="ConfigMap", name=name, namespace=namespace, labels={}, body={})
    written = [(m.construct_path, m.body) for m in chart.manifests]
    return [document.path for document in documents._app_documents(REGION, "app", written)]


def test_the_file_names_the_namespace_where_an_app_spans_several() -> None:
    folder = f"dist/{REGION.name}/app"
    assert app_files([("a", "x"), ("b", "x")]) == [f"{folder}/ConfigMap.a.yaml", f"{folder}/ConfigMap.b.yaml"]
    assert app_files([("a", "x"), ("a", "y")]) == [f"{folder}/ConfigMap.x.a.yaml", f"{folder}/ConfigMap.y.a.yaml"]


def test_characters_a_file_cannot_hold_are_encoded_and_none_is_dropped() -> None:
    assert app_files([("system:a/b", None)]) == [f"dist/{REGION.name}/app/ConfigMap.system%3Aa%2Fb.yaml"]


def test_two_objects_for_one_file_are_refused_without_regard_to_case() -> None:
    message = f"app/M1: writes dist/{REGION.name}/app/ConfigMap.SETTINGS.yaml, as app/M0 does; rename one of the two objects"
    with pytest.raises(ManifestError) as caught:
        app_files([("settings", "x"), ("SETTINGS", "x")])
    assert str(caught.value) == message


def test_a_team_s_objects_stand_beside_ours_without_path_hashes() -> None:
    found = [d for d in documents.build_documents(reference_platform()) if d.app == "smoke-test"]
    assert len(found) == 3 * len(reference_platform().regions)
    assert not any("cdk8s.io/metadata.addr" in str(document.body) for document in found)
    job = next(document for document in found if document.kind == "CronJob")
    pods = job.body["spec"]["jobTemplate"]["spec"]["template"]
    assert pods["metadata"]["labels"]["app.kubernetes.io/component"] == "team"
