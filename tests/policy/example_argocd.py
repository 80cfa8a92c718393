"""What Argo CD syncs in the example."""

from geobot_constructs.model.output import Body

CLUSTER_KINDS = (("", "Namespace"), ("rbac.authorization.k8s.io", "ClusterRole*"), ("scheduling.k8s.io", "PriorityClass"))
"""Group and kind of what the project of the app allows outside namespaces."""

OPERATOR = {
    "project": "operators",
    "destination": {"namespace": "external-secrets", "server": "https://kubernetes.default.svc"},
    "source": {
        "repoURL": "https://charts.example.org",
        "chart": "external-secrets",
        "targetRevision": "1.2.3",
        "helm": {"valuesObject": {"serviceAccount": {"name": "external-secrets"}}},
    },
    "syncPolicy": {"syncOptions": ["CreateNamespace=true"]},
}
"""Application of the operator's chart."""


def argocd(region: str) -> list[tuple[str, str, Body]]:
    """Kind, name and spec of every object of Argo CD: two projects, the app and an operator."""
    app = {
        "project": "geo-bot",
        "destination": {"namespace": "geo-bot", "server": "https://kubernetes.default.svc"},
        "source": {"repoURL": "https://example.org/geo/platform.git", "path": f"dist/{region}/api", "targetRevision": "main"},
    }
    return [
        ("AppProject", "operators", {}),
        ("AppProject", "geo-bot", {"clusterResourceWhitelist": [{"group": group, "kind": kind} for group, kind in CLUSTER_KINDS]}),
        ("Application", "api", app),
        ("Application", "external-secrets", OPERATOR),
    ]
