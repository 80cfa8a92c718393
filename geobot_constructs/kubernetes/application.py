"""One app as Argo CD sees it."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.operator import OperatorSpec
from geobot_constructs.model.output import Body
from geobot_constructs.model.platform_spec import GitOpsSpec

ARGOCD_NAMESPACE = "argocd"
"""Namespace of Argo CD itself and of its Applications."""

IN_CLUSTER = "https://kubernetes.default.svc"
"""Server of every destination: one Argo CD a cluster, so that no region depends on another."""

RETRY: Body = {"limit": 20, "backoff": {"duration": "5s", "factor": 2, "maxDuration": "3m"}}
"""Retries of a failed sync: most of an hour, in which an operator brings its kinds and its webhook."""


class Application(Manifest):
    """Application that keeps a namespace equal to its source, whoever changes it by hand."""

    def __init__(
        self,
        scope: AppChart,
        id: str,
        *,
        name: str,
        project: str,
        source: Body,
        namespace: str,
        wave: int,
        labels: dict[str, str],
        create_namespace: bool = False,
    ) -> None:
        """Define the application.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name of the application.
            project: AppProject it belongs to.
            source: Where it reads from, from `git_source` or `helm_source`.
            namespace: Namespace of objects that name none.
            wave: Order among applications; a lower one is synced and healthy first.
            labels: Labels of the object.
            create_namespace: Whether Argo CD makes the namespace.
        """
        # Server-side: the annotation of a client-side apply is too small for large CRDs.
        # A kind that an operator is still bringing is tried again instead of failing the whole sync.
        options = ["ServerSideApply=true", "SkipDryRunOnMissingResource=true", *(["CreateNamespace=true"] if create_namespace else [])]
        body: Body = {
            "spec": {
                "project": project,
                "source": source,
                "destination": {"namespace": namespace, "server": IN_CLUSTER},
                "revisionHistoryLimit": 5,
                "syncPolicy": {"automated": {"prune": True, "selfHeal": True}, "retry": RETRY, "syncOptions": options},
            }
        }
        super().__init__(
            scope,
            id,
            api_version="argoproj.io/v1alpha1",
            kind="Application",
            name=name,
            namespace=ARGOCD_NAMESPACE,
            labels=labels,
            annotations={"argocd.argoproj.io/sync-wave": str(wave)},
            body=body,
        )


def git_source(gitops: GitOpsSpec, path: str) -> Body:
    """Source of an app of ours: one folder of the repository.

    Args:
        gitops: Repository and revision.
        path: Folder, such as `dist/eu-west-1/base`.
    """
    return {"repoURL": gitops.repository, "targetRevision": gitops.revision, "path": path}


def helm_source(operator: OperatorSpec) -> Body:
    """Source of an operator: its chart in its one version.

    Args:
        operator: Chart, version and the name of its ServiceAccount.
    """
    values = {"serviceAccount": {"create": True, "name": operator.service_account}}
    return {
        "repoURL": operator.repository,
        "chart": operator.chart,
        "targetRevision": operator.version,
        "helm": {"releaseName": operator.name, "valuesObject": values},
    }
