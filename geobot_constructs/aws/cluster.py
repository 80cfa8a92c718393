"""The Kubernetes cluster of one region: AWS::EKS::Cluster."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_eks as eks
from constructs import Construct

from geobot_constructs.aws.addon import Addon
from geobot_constructs.aws.log_group import LogGroup
from geobot_constructs.aws.role import Role, service_trust
from geobot_constructs.model import naming

LOG_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")
"""Everything the control plane can log. Source: EKS user guide, Send control plane logs to CloudWatch Logs, 2026-11-24."""

ADDONS = {
    "VpcCni": ("vpc-cni", '{"enableNetworkPolicy":"true"}'),
    "KubeProxy": ("kube-proxy", None),
    "PodIdentityAgent": ("eks-pod-identity-agent", None),
}
"""What a node needs before it is ready; without the first one's setting a NetworkPolicy is stored and ignored."""


class Cluster(Construct):
    """One EKS cluster, reachable from inside its network only, with what its nodes need to become ready."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        version: str,
        role: str,
        account: str,
        subnet_ids: Sequence[str],
        key_arn: str,
        logs_key_arn: str,
    ) -> None:
        """Define the cluster.

        Args:
            scope: Stack of the region.
            id: Part of the logical id; renaming it fails, since the name is taken.
            name: Cluster name, from `naming.cluster`.
            version: Kubernetes minor version.
            role: Name of the control plane's role, from `naming.role`.
            account: Account of the cluster.
            subnet_ids: Private subnets, at least two zones.
            key_arn: Key of the class `configuration`, which encrypts Kubernetes Secrets.
            logs_key_arn: Key of the class `logs`.

        Source: AWS::EKS::Cluster, CloudFormation reference.
        """
        super().__init__(scope, id)
        logs = LogGroup(self, "LogGroup", name=naming.cluster_log_group(name), key_arn=logs_key_arn)
        trusts = service_trust("eks.amazonaws.com", account)
        control_plane = Role(self, "Role", name=role, trusts=trusts, managed_policies=["AmazonEKSClusterPolicy"])
        self.resource = eks.CfnCluster(
            self,
            "Resource",
            name=name,
            version=version,
            role_arn=control_plane.arn,
            access_config=eks.CfnCluster.AccessConfigProperty(authentication_mode="API", bootstrap_cluster_creator_admin_permissions=False),
            # Every add-on is one of ours, so that none is left at the version the cluster was born with.
            bootstrap_self_managed_addons=False,
            deletion_protection=True,
            encryption_config=[
                eks.CfnCluster.EncryptionConfigProperty(provider=eks.CfnCluster.ProviderProperty(key_arn=key_arn), resources=["secrets"])
            ],
            logging=eks.CfnCluster.LoggingProperty(
                cluster_logging=eks.CfnCluster.ClusterLoggingProperty(
                    enabled_types=[eks.CfnCluster.LoggingTypeConfigProperty(type=kind) for kind in LOG_TYPES]
                )
            ),
            resources_vpc_config=eks.CfnCluster.ResourcesVpcConfigProperty(
                subnet_ids=list(subnet_ids), endpoint_private_access=True, endpoint_public_access=False
            ),
            upgrade_policy=eks.CfnCluster.UpgradePolicyProperty(support_type="STANDARD"),
            zonal_shift_config=eks.CfnCluster.ZonalShiftConfigProperty(enabled=True),
        )
        """The cluster itself, for whoever names it and has to wait for it."""

        self.resource.node.add_dependency(logs)
        for addon_id, (addon, configuration) in ADDONS.items():
            Addon(self, addon_id, cluster=name, name=addon, configuration=configuration).node.add_dependency(self.resource)
