"""App `admission`: what the API server refuses."""

from __future__ import annotations

from constructs import Construct

from geobot_constructs.kubernetes.admission_policy import AdmissionPolicyBinding, PodAdmissionPolicy, pod_validations
from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region


class Admission(AppChart):
    """One policy of pods, bound to the platform's namespace."""

    def __init__(self, scope: Construct, id: str, *, region: Region) -> None:
        """List the constructs.

        Args:
            scope: App of the region.
            id: Name of the app.
            region: The region.
        """
        super().__init__(scope, id)
        labels, name = naming.labels(region.platform, id, "platform"), naming.pod_policy(region.platform)
        validations = tuple(pod_validations(naming.registry(region.account, region.name), region.shared.pinned_images))
        PodAdmissionPolicy(self, "Pods", name=name, validations=validations, labels=labels)
        AdmissionPolicyBinding(self, "PodsBinding", name=name, namespace=region.namespace, labels=labels)
