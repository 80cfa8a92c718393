"""The credentials one region makes."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from constructs import Construct

from geobot_constructs.aws.secret import Secret
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region
from geobot_constructs.platform.stacks.keys import KeysStack


class SecretsStack(Stack):
    """Credentials of the region's cache and, where databases began, of every region's database."""

    def __init__(self, scope: Construct, id: str, *, region: Region, keys: KeysStack) -> None:
        """List the secrets.

        Args:
            scope: App.
            id: Name of the stack, from `naming.stack`.
            region: Region it is for.
            keys: Its keys; secrets name them by alias.
        """
        super().__init__(scope, id, env=Environment(account=region.account, region=region.name), termination_protection=True)
        self.add_stack_dependency(keys)
        for secret in region.secrets_made_here:
            Secret(
                self,
                naming.construct_id(secret.name),
                platform=region.platform,
                binding=secret,
                database=naming.database_name(region.platform),
            )
