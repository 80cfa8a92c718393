"""App `geo-bot-api`: the API that answers people's questions."""

from __future__ import annotations

from constructs import Construct

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.deployment import Deployment
from geobot_constructs.kubernetes.external_secret import ExternalSecret
from geobot_constructs.kubernetes.horizontal_pod_autoscaler import HorizontalPodAutoscaler
from geobot_constructs.kubernetes.network_policy import WorkloadNetworkPolicy
from geobot_constructs.kubernetes.pod_disruption_budget import PodDisruptionBudget
from geobot_constructs.kubernetes.service import Service
from geobot_constructs.kubernetes.service_account import ServiceAccount
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region


class GeoBotApi(AppChart):
    """The workload and everything every workload gets."""

    def __init__(self, scope: Construct, id: str, *, region: Region) -> None:
        """List the constructs.

        Args:
            scope: App of the region.
            id: Name of the app and of the workload.
            region: The region.
        """
        super().__init__(scope, id)
        workload, namespace = region.workload(id), region.namespace
        spec = workload.spec
        labels = naming.labels(region.platform, id, spec.component, workload.version)
        selector = naming.selector(region.platform, id)
        ServiceAccount(self, "ServiceAccount", name=spec.name, namespace=namespace, labels=labels)
        for store in spec.credential_stores:
            ExternalSecret(
                self,
                f"Credentials-{store}",
                spec=spec,
                store=store,
                region=region,
                secret_store=naming.secret_store(region.platform),
                parameter_store=naming.parameter_store(region.platform),
                labels=labels,
            )
        Deployment(self, "Deployment", workload=workload, region=region, labels=labels)
        Service(self, "Service", spec=spec, namespace=namespace, labels=labels, selector=selector)
        HorizontalPodAutoscaler(self, "Autoscaler", workload=workload, namespace=namespace, labels=labels)
        PodDisruptionBudget(self, "DisruptionBudget", spec=spec, namespace=namespace, labels=labels, selector=selector)
        WorkloadNetworkPolicy(self, "NetworkPolicy", spec=spec, region=region, labels=labels)
