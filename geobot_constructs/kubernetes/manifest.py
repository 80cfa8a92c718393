"""One Kubernetes object, its body a plain dict in the API's own words."""

from __future__ import annotations

from typing import Any, NoReturn

import cdk8s

from geobot_constructs.errors import ManifestError
from geobot_constructs.kubernetes.body import checked
from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.model.output import Body


class Manifest(cdk8s.ApiObject):
    """An ApiObject whose identity and metadata cross to Node and whose body stays here."""

    def __init__(
        self,
        scope: AppChart,
        id: str,
        *,
        api_version: str,
        kind: str,
        name: str,
        labels: dict[str, str],
        body: Body,
        namespace: str | None = None,
        annotations: dict[str, str] | None = None,
    ) -> None:
        """Define the object.

        Args:
            scope: Chart of the app.
            id: Part of the construct path; nothing in the output depends on it.
            api_version: Group and version, such as `apps/v1`.
            kind: Kind, such as `Deployment`.
            name: Name of the object, from `model/naming.py` or the catalog.
            labels: Labels of the object, from `naming.labels`.
            body: Every other top-level field, such as `spec`, as the Kubernetes documentation shows it.
            namespace: Namespace; None for a cluster-scoped kind.
            annotations: Annotations of the object.

        Raises:
            ManifestError: the body holds a CDK token, NaN, None or a Python-only value, or fields that belong here.
        """
        where = f"{kind} {name}"
        if identity := sorted({"apiVersion", "kind", "metadata"} & body.keys()):
            raise ManifestError(f"{where}: the body repeats {', '.join(identity)}; pass them as arguments")
        metadata: Body = {"name": name}
        if namespace is not None:
            metadata["namespace"] = namespace
        metadata["labels"] = dict(labels)
        if annotations:
            metadata["annotations"] = dict(annotations)
        self.body: Body = checked({"apiVersion": api_version, "kind": kind, "metadata": metadata, **body}, where)
        """The whole object."""

        super().__init__(
            scope,
            id,
            api_version=api_version,
            kind=kind,
            metadata=cdk8s.ApiObjectMetadata(name=name, namespace=namespace, labels=labels, annotations=annotations),
        )
        self.construct_path = f"{scope.construct_path}/{id}"
        """Path of the construct, for findings."""

        scope.manifests.append(self)

    def to_json(self) -> Any:
        """The whole object, so that `cdk8s.Testing.synth` shows it too."""
        return self.body

    def add_json_patch(self, *ops: cdk8s.JsonPatch) -> NoReturn:
        """Refuse: a patch would change what Node shows and not what is written.

        Raises:
            ManifestError: always.
        """
        del ops
        raise ManifestError(f"{self.construct_path}: a manifest cannot be patched; pass the field in the body")
