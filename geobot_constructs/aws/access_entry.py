"""Who administers a cluster: AWS::EKS::AccessEntry."""

from __future__ import annotations

from aws_cdk import aws_eks as eks
from constructs import Construct

POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
"""Rights of an administrator. Source: EKS user guide, Review access policy permissions, 2026-11-24."""


class AdministratorEntry(Construct):
    """The one way into a new cluster: without it nobody, not even its creator, may call its API server."""

    def __init__(self, scope: Construct, id: str, *, cluster: str, role_arn: str) -> None:
        """Define the entry.

        Args:
            scope: Stack of the region; the entry must depend on the cluster, which is known here by name only.
            id: Part of the logical id.
            cluster: Cluster name, from `naming.cluster`.
            role_arn: Role of the administrators, from `naming.role_arn`.

        Source: AWS::EKS::AccessEntry, CloudFormation reference.
        """
        super().__init__(scope, id)
        eks.CfnAccessEntry(
            self,
            "Resource",
            cluster_name=cluster,
            principal_arn=role_arn,
            type="STANDARD",
            access_policies=[
                eks.CfnAccessEntry.AccessPolicyProperty(
                    policy_arn=POLICY, access_scope=eks.CfnAccessEntry.AccessScopeProperty(type="cluster")
                )
            ],
        )
