"""The cache of one region."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from constructs import Construct

from geobot_constructs.aws.cache import Cache
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region
from geobot_constructs.model.stores import STORE_PORTS
from geobot_constructs.platform.stacks.keys import KeysStack
from geobot_constructs.platform.stacks.network import NetworkStack
from geobot_constructs.platform.stacks.secrets import SecretsStack


class CacheStack(Stack):
    """Valkey and its users."""

    def __init__(self, scope: Construct, id: str, *, region: Region, keys: KeysStack, network: NetworkStack, secrets: SecretsStack) -> None:
        """List the constructs.

        Args:
            scope: App.
            id: Name of the stack, from `naming.stack`.
            region: Region it is for.
            keys: Its keys.
            network: Its network.
            secrets: Its secrets; the users' passwords are read by name.
        """
        super().__init__(scope, id, env=Environment(account=region.account, region=region.name), termination_protection=True)
        self.add_stack_dependency(keys)
        self.add_stack_dependency(network)
        self.add_stack_dependency(secrets)
        Cache(
            self,
            "Cache",
            spec=region.spec.cache,
            name=naming.cache(region.platform, region.name),
            engine_version=region.shared.cache_engine_version,
            user_group=naming.cache_user_group(region.platform, region.name),
            credentials=[region.secret("cache", spec.name) for spec in region.catalog.workloads if "cache" in spec.stores],
            port=STORE_PORTS["cache"],
            endpoint=naming.parameter(region.platform, region.name, "cache"),
            log_groups={
                "slow-log": naming.log_group(region.platform, region.name, "cache-slow"),
                "engine-log": naming.log_group(region.platform, region.name, "cache-engine"),
            },
            vpc_id=network.network.vpc_id,
            subnet_ids=network.network.subnet_ids["isolated"],
            clients=region.spec.network.cidrs("private"),
            key_arn=keys.arns["answers"],
            logs_key_arn=keys.arns["logs"],
        )
