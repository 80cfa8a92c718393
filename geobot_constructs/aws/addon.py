"""Software EKS installs in a cluster and keeps up: AWS::EKS::Addon."""

from __future__ import annotations

from aws_cdk import aws_eks as eks
from constructs import Construct


class Addon(Construct):
    """One add-on at the version EKS recommends for the cluster."""

    def __init__(self, scope: Construct, id: str, *, cluster: str, name: str, configuration: str | None) -> None:
        """Define the add-on.

        Args:
            scope: Construct that needs it; it must depend on the cluster, which is known here by name only.
            id: Part of the logical id.
            cluster: Cluster name, from `naming.cluster`.
            name: Name of the add-on, such as `coredns`.
            configuration: Its settings as JSON text, in the schema of `aws eks describe-addon-configuration`; None for its own.

        Source: AWS::EKS::Addon, CloudFormation reference.
        """
        super().__init__(scope, id)
        eks.CfnAddon(
            self, "Resource", cluster_name=cluster, addon_name=name, configuration_values=configuration, resolve_conflicts="OVERWRITE"
        )
