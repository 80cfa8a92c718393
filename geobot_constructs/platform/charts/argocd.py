"""App `argocd`: what Argo CD syncs, itself included; applied once by hand, it keeps itself current."""

from __future__ import annotations

from collections.abc import Mapping

from constructs import Construct

from geobot_constructs.kubernetes.app_project import AppProject
from geobot_constructs.kubernetes.application import ARGOCD_NAMESPACE, Application, git_source, helm_source
from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region

ROOT_WAVE = -4
"""The root comes first: it brings the others."""

OPERATOR_WAVE = -3
"""Operators bring the kinds that everything after them uses."""

OWN_CLUSTER_KINDS = (
    ("", "Namespace"),
    ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
    ("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"),
    ("rbac.authorization.k8s.io", "ClusterRole"),
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
    ("scheduling.k8s.io", "PriorityClass"),
)
"""Cluster-scoped kinds of our own apps."""

OPERATOR_CLUSTER_KINDS = (
    ("", "Namespace"),
    ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
    ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
    ("apiextensions.k8s.io", "CustomResourceDefinition"),
    ("rbac.authorization.k8s.io", "ClusterRole"),
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
)
"""Cluster-scoped kinds that operators' charts bring."""


class ArgoCd(AppChart):
    """Two projects, one root, one Application an app and an operator."""

    def __init__(self, scope: Construct, id: str, *, region: Region, waves: Mapping[str, int]) -> None:
        """List the constructs.

        Args:
            scope: App of the region.
            id: Name of the app.
            region: The region.
            waves: Apps of ours, by name, and their order.
        """
        super().__init__(scope, id)
        labels = naming.labels(region.platform, id, "delivery")
        gitops, operators = region.shared.gitops, region.catalog.operators
        own, others = naming.project(region.platform), naming.operators_project(region.platform)
        AppProject(
            self,
            "Project",
            name=own,
            description="apps of this repository",
            repositories=[gitops.repository],
            namespaces=[ARGOCD_NAMESPACE, region.namespace],
            cluster_kinds=OWN_CLUSTER_KINDS,
            labels=labels,
        )
        AppProject(
            self,
            "OperatorsProject",
            name=others,
            description="operators, from the charts of those who wrote them",
            repositories=[operator.repository for operator in operators],
            namespaces=[operator.namespace for operator in operators],
            cluster_kinds=OPERATOR_CLUSTER_KINDS,
            labels=labels,
        )
        Application(
            self,
            "Root",
            name=naming.root_application(region.platform),
            project=own,
            source=git_source(gitops, naming.dist_folder(region.name, id)),
            namespace=ARGOCD_NAMESPACE,
            wave=ROOT_WAVE,
            labels=labels,
        )
        for operator in operators:
            Application(
                self,
                f"Operator-{operator.name}",
                name=operator.name,
                project=others,
                source=helm_source(operator),
                namespace=operator.namespace,
                wave=OPERATOR_WAVE,
                labels=labels,
                create_namespace=True,
            )
        for name, wave in waves.items():
            Application(
                self,
                f"App-{name}",
                name=name,
                project=own,
                source=git_source(gitops, naming.dist_folder(region.name, name)),
                namespace=region.namespace,
                wave=wave,
                labels=labels,
            )
