"""AWS role of one ServiceAccount: AWS::EKS::PodIdentityAssociation."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_eks as eks
from constructs import Construct

from geobot_constructs.aws.role import Role, Statement, pod_trust
from geobot_constructs.model.binding import PodIdentity as Binding


class PodIdentity(Construct):
    """The AWS end of one Pod Identity binding: role and association."""

    def __init__(self, scope: Construct, id: str, *, binding: Binding, statements: Sequence[Statement]) -> None:
        """Define role and association.

        Args:
            scope: Stack of the region; the association must depend on the cluster, which is known here by name only.
            id: Part of the logical ids.
            binding: Names of both ends.
            statements: What the pods may do, from `permission.statements`.

        Source: AWS::EKS::PodIdentityAssociation, CloudFormation reference.
        """
        super().__init__(scope, id)
        role = Role(self, "Role", name=binding.role, trusts=pod_trust(binding), statements=statements)
        self.resource = eks.CfnPodIdentityAssociation(
            self,
            "Resource",
            cluster_name=binding.cluster,
            namespace=binding.namespace,
            service_account=binding.service_account,
            role_arn=role.arn,
        )
        """The association, for the cluster it has to wait for."""
