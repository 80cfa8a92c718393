"""What a group of Argo CD Applications may do."""

from __future__ import annotations

from collections.abc import Iterable

from geobot_constructs.kubernetes.application import ARGOCD_NAMESPACE, IN_CLUSTER
from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.output import Body


class AppProject(Manifest):
    """AppProject with an explicit list of everything it allows."""

    def __init__(
        self,
        scope: AppChart,
        id: str,
        *,
        name: str,
        description: str,
        repositories: Iterable[str],
        namespaces: Iterable[str],
        cluster_kinds: Iterable[tuple[str, str]],
        labels: dict[str, str],
    ) -> None:
        """Define the project.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name of the project.
            description: What it is for, in one sentence.
            repositories: Repositories its Applications may read.
            namespaces: Namespaces its Applications may write to.
            cluster_kinds: Group and kind of the cluster-scoped objects its Applications may write.
            labels: Labels of the object.
        """
        body: Body = {
            "spec": {
                "description": description,
                "sourceRepos": sorted(set(repositories)),
                "destinations": [{"namespace": namespace, "server": IN_CLUSTER} for namespace in sorted(set(namespaces))],
                "clusterResourceWhitelist": [{"group": group, "kind": kind} for group, kind in cluster_kinds],
                "orphanedResources": {"warn": True},
            }
        }
        super().__init__(
            scope,
            id,
            api_version="argoproj.io/v1alpha1",
            kind="AppProject",
            name=name,
            namespace=ARGOCD_NAMESPACE,
            labels=labels,
            body=body,
        )
