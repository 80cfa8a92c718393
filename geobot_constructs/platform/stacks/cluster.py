"""The Kubernetes cluster of one region."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from constructs import Construct

from geobot_constructs.aws import permission
from geobot_constructs.aws.access_entry import AdministratorEntry
from geobot_constructs.aws.addon import Addon
from geobot_constructs.aws.cluster import Cluster
from geobot_constructs.aws.node_group import NodeGroup, NodeRole
from geobot_constructs.aws.pod_identity import PodIdentity
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region
from geobot_constructs.platform.stacks.keys import KeysStack
from geobot_constructs.platform.stacks.network import NetworkStack


class ClusterStack(Stack):
    """Cluster, nodes, add-ons, and the AWS role of every ServiceAccount that has one."""

    def __init__(self, scope: Construct, id: str, *, region: Region, keys: KeysStack, network: NetworkStack) -> None:
        """List the constructs.

        Args:
            scope: App.
            id: Name of the stack, from `naming.stack`.
            region: Region it is for.
            keys: Its keys.
            network: Its network.
        """
        super().__init__(scope, id, env=Environment(account=region.account, region=region.name), termination_protection=True)
        self.add_stack_dependency(keys)
        self.add_stack_dependency(network)
        private = network.network.subnet_ids["private"]
        cluster = Cluster(
            self,
            "Cluster",
            name=region.cluster,
            version=region.shared.kubernetes_version,
            role=naming.role(region.platform, region.name, "cluster"),
            account=region.account,
            subnet_ids=private,
            key_arn=keys.arns["configuration"],
            logs_key_arn=keys.arns["logs"],
        )
        administrator = naming.role_arn(region.account, region.shared.accounts.administrator_role)
        entry = AdministratorEntry(self, "Administrator", cluster=region.cluster, role_arn=administrator)
        entry.node.add_dependency(cluster)
        nodes = NodeRole(self, "NodeRole", name=naming.role(region.platform, region.name, "node"))
        dns = Addon(self, "CoreDns", cluster=region.cluster, name="coredns", configuration=None)
        for pool, spec in region.spec.cluster.node_pools.items():
            group = NodeGroup(
                self,
                f"{naming.construct_id(pool)}Nodes",
                spec=spec,
                name=pool,
                cluster=region.cluster,
                role_arn=nodes.arn,
                subnet_ids=private,
                tags=naming.tags(region.platform, region.name, region.spec.jurisdiction),
            )
            group.node.add_dependency(cluster)
            # Its pods need nodes: EKS calls it degraded until some are ready.
            dns.node.add_dependency(group)
        for binding in region.pod_identities:
            identity = PodIdentity(
                self,
                f"{naming.construct_id(binding.service_account)}Identity",
                binding=binding,
                statements=permission.statements(region, binding, keys.arns),
            )
            identity.resource.node.add_dependency(cluster.resource)
