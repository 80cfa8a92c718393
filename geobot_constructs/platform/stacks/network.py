"""The network of one region."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from constructs import Construct

from geobot_constructs.aws.flow_log import FlowLog
from geobot_constructs.aws.network import Network
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region
from geobot_constructs.platform.stacks.keys import KeysStack


class NetworkStack(Stack):
    """VPC, subnets, ways out and the record of connections."""

    def __init__(self, scope: Construct, id: str, *, region: Region, keys: KeysStack) -> None:
        """List the constructs.

        Args:
            scope: App.
            id: Name of the stack, from `naming.stack`.
            region: Region it is for.
            keys: Its keys.
        """
        super().__init__(scope, id, env=Environment(account=region.account, region=region.name), termination_protection=True)
        self.add_stack_dependency(keys)
        self.network = Network(
            self,
            "Network",
            spec=region.spec.network,
            name=naming.network(region.platform, region.name),
            region=region.name,
            cluster=region.cluster,
        )
        """Ids of network and subnets; tokens, weak references in other stacks."""
        FlowLog(
            self,
            "FlowLog",
            vpc_id=self.network.vpc_id,
            log_group=naming.log_group(region.platform, region.name, "flow"),
            role=naming.role(region.platform, region.name, "flow-log"),
            key_arn=keys.arns["logs"],
            account=region.account,
            region=region.name,
        )
