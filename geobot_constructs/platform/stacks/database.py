"""The programme database of one region."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from constructs import Construct

from geobot_constructs.aws.database import Database
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region
from geobot_constructs.model.stores import STORE_PORTS
from geobot_constructs.platform.stacks.keys import KeysStack
from geobot_constructs.platform.stacks.network import NetworkStack
from geobot_constructs.platform.stacks.secrets import SecretsStack


class DatabaseStack(Stack):
    """PostgreSQL: the writer, or the region's copy of it."""

    def __init__(self, scope: Construct, id: str, *, region: Region, keys: KeysStack, network: NetworkStack, secrets: SecretsStack) -> None:
        """List the constructs.

        Args:
            scope: App.
            id: Name of the stack, from `naming.stack`.
            region: Region it is for.
            keys: Its keys.
            network: Its network.
            secrets: Its secrets; the database reads its administrator's by name.
        """
        super().__init__(scope, id, env=Environment(account=region.account, region=region.name), termination_protection=True)
        self.add_stack_dependency(keys)
        self.add_stack_dependency(network)
        self.add_stack_dependency(secrets)
        Database(
            self,
            "Database",
            spec=region.spec.database,
            name=region.database,
            replica_names=naming.database_replicas(
                region.platform, region.name, region.spec.database.generation, region.spec.database.read_replicas
            ),
            engine_version=region.shared.database_engine_version,
            source_arn=region.database_source_arn,
            administrator=region.administrator,
            database=naming.database_name(region.platform),
            port=STORE_PORTS["database"],
            endpoint=naming.parameter(region.platform, region.name, "database"),
            monitoring_role=naming.role(region.platform, region.name, "database-monitoring"),
            account=region.account,
            vpc_id=network.network.vpc_id,
            subnet_ids=network.network.subnet_ids["isolated"],
            clients=region.spec.network.cidrs("private"),
            key_arn=keys.arns["programme-data"],
            logs_key_arn=keys.arns["logs"],
        )
