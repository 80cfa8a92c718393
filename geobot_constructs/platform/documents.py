"""Every Kubernetes object of every region, as a document with its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import cdk8s

from geobot_constructs.errors import ManifestError
from geobot_constructs.kubernetes.body import checked
from geobot_constructs.kubernetes.hardening import hardened_chart
from geobot_constructs.model import naming
from geobot_constructs.model.output import Body, Document
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.platform.charts import region_charts, team_charts

Written = tuple[str, Body]
"""Path of the construct, and the object it wrote."""


def build_documents(platform: Platform) -> tuple[Document, ...]:
    """Every object of every region, ours from Python, the teams' from their charts.

    Args:
        platform: The whole platform.

    Raises:
        ManifestError: a body cannot be written, or two objects of an app have one file.
    """
    return tuple(document for region in platform.regions for document in _region_documents(region))


def _region_documents(region: Region) -> Iterator[Document]:
    app = cdk8s.App()
    for chart in region_charts(app, region):
        yield from _app_documents(region, chart.construct_path, [(m.construct_path, m.body) for m in chart.manifests])
    for team_chart in team_charts(app, region):
        name = team_chart.node.id
        yield from _app_documents(region, name, list(_team_bodies(region, name, team_chart)))


def _team_bodies(region: Region, name: str, chart: cdk8s.Chart) -> Iterator[Written]:
    for hardened in hardened_chart(chart.to_json(), platform=region.platform, app=name, component="team"):
        yield name, checked(hardened, f"{name}: {hardened['kind']} {hardened['metadata'].get('name', '')}")


def _app_documents(region: Region, app: str, written: list[Written]) -> Iterator[Document]:
    spans = len(_namespaces(body for _, body in written)) > 1
    seen: dict[str, str] = {}
    for construct, body in written:
        metadata = body["metadata"]
        file = naming.manifest_file(body["kind"], metadata["name"], metadata.get("namespace") if spans else None)
        path = f"{naming.dist_folder(region.name, app)}/{file}"
        # Compared without case: some file systems would keep one file for both.
        if file.casefold() in seen:
            raise ManifestError(f"{construct}: writes {path}, as {seen[file.casefold()]} does; rename one of the two objects")
        seen[file.casefold()] = construct
        yield Document(path=path, region=region.name, app=app, construct=construct, body=body)


def _namespaces(bodies: Iterable[Body]) -> set[str]:
    return {body["metadata"]["namespace"] for body in bodies if "namespace" in body["metadata"]}
