"""The keys of one region; deployed in all regions before any secret is replicated."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import Environment, Stack
from constructs import Construct

from geobot_constructs.aws.key import Key
from geobot_constructs.model import naming
from geobot_constructs.model.data_class import DataClassName
from geobot_constructs.model.platform import Region


class KeysStack(Stack):
    """One key for each class of data."""

    def __init__(self, scope: Construct, id: str, *, region: Region) -> None:
        """List the keys.

        Args:
            scope: App.
            id: Name of the stack, from `naming.stack`.
            region: Region it is for.
        """
        super().__init__(scope, id, env=Environment(account=region.account, region=region.name), termination_protection=True)
        self.arns: Mapping[DataClassName, str] = {
            data_class.name: Key(
                self,
                naming.construct_id(data_class.name),
                data_class=data_class,
                alias=naming.key_alias(region.platform, data_class.name),
                account=region.account,
                region=region.name,
            ).arn
            for data_class in region.catalog.data_classes
        }
        """ARN of the key of each class; tokens, weak references in other stacks."""
