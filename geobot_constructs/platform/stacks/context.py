"""The conversations of one region."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from constructs import Construct

from geobot_constructs.aws.context_table import ContextTable
from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region
from geobot_constructs.platform.stacks.keys import KeysStack


class ContextStack(Stack):
    """The table of conversations."""

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
        ContextTable(self, "ContextTable", name=naming.context_table(region.platform, region.name), key_arn=keys.arns["conversations"])
