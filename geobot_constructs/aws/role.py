"""A role that one AWS service takes on: AWS::IAM::Role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aws_cdk import aws_iam as iam
from constructs import Construct

from geobot_constructs.model.binding import PodIdentity

Statement = dict[str, Any]
"""One statement of a policy, in IAM's own words."""


class Role(Construct):
    """One role with a fixed name, a list of AWS's own policies, and at most one policy of ours."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        trusts: Statement,
        managed_policies: Sequence[str] = (),
        statements: Sequence[Statement] = (),
    ) -> None:
        """Define the role.

        Args:
            scope: Construct that needs it.
            id: Part of the logical id; renaming it fails, since the name is taken.
            name: Role name, from `naming.role`.
            trusts: Who may take it on, from `service_trust` or `pod_trust`.
            managed_policies: Names of policies AWS keeps, with their path, such as `service-role/X`.
            statements: What it may do beside those.

        Source: AWS::IAM::Role, CloudFormation reference.
        """
        super().__init__(scope, id)
        document = {"Version": "2012-10-17", "Statement": list(statements)}
        resource = iam.CfnRole(
            self,
            "Resource",
            role_name=name,
            assume_role_policy_document={"Version": "2012-10-17", "Statement": [trusts]},
            managed_policy_arns=[f"arn:aws:iam::aws:policy/{policy}" for policy in managed_policies] or None,
            policies=[iam.CfnRole.PolicyProperty(policy_name="least-privilege", policy_document=document)] if statements else None,
        )
        self.arn: str = resource.attr_arn
        """ARN of the role; a token, so for stacks only."""


def service_trust(service: str, account: str) -> Statement:
    """Trust in one service, on behalf of this account only.

    Args:
        service: Principal, such as `eks.amazonaws.com`.
        account: Account that owns what the service acts for.

    Source: IAM user guide, The confused deputy problem, 2026-11-24.
    """
    return {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"aws:SourceAccount": account}},
    }


def instance_trust() -> Statement:
    """Trust in EC2, which takes the role on for an instance. It sends no source account."""
    return {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}


def pod_trust(binding: PodIdentity) -> Statement:
    """Trust in Pod Identity, for the pods of one ServiceAccount of one cluster.

    Args:
        binding: Names of cluster, namespace and ServiceAccount; EKS sends them as session tags.

    Source: EKS user guide, Grant Pods access to AWS resources based on tags, 2026-11-24.
    """
    return {
        "Effect": "Allow",
        "Principal": {"Service": "pods.eks.amazonaws.com"},
        "Action": ["sts:AssumeRole", "sts:TagSession"],
        "Condition": {
            "StringEquals": {
                "aws:RequestTag/eks-cluster-name": binding.cluster,
                "aws:RequestTag/kubernetes-namespace": binding.namespace,
                "aws:RequestTag/kubernetes-service-account": binding.service_account,
            }
        },
    }
