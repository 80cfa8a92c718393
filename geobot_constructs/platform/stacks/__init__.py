"""The stacks of one region, in the order they are deployed; one stack a file."""

from __future__ import annotations

from aws_cdk import App, Tags

from geobot_constructs.model import naming
from geobot_constructs.model.platform import Region
from geobot_constructs.platform.stacks.cache import CacheStack
from geobot_constructs.platform.stacks.cluster import ClusterStack
from geobot_constructs.platform.stacks.context import ContextStack
from geobot_constructs.platform.stacks.database import DatabaseStack
from geobot_constructs.platform.stacks.keys import KeysStack
from geobot_constructs.platform.stacks.network import NetworkStack
from geobot_constructs.platform.stacks.secrets import SecretsStack


def region_stacks(app: App, region: Region) -> None:
    """Build every stack of a region; none depends on a stack of another.

    Args:
        app: App they become part of.
        region: Region they are for.
    """

    def name(stack: str) -> str:
        return naming.stack(region.platform, region.name, stack)

    keys = KeysStack(app, name("keys"), region=region)
    network = NetworkStack(app, name("network"), region=region, keys=keys)
    cluster = ClusterStack(app, name("cluster"), region=region, keys=keys, network=network)
    secrets = SecretsStack(app, name("secrets"), region=region, keys=keys)
    database = DatabaseStack(app, name("database"), region=region, keys=keys, network=network, secrets=secrets)
    cache = CacheStack(app, name("cache"), region=region, keys=keys, network=network, secrets=secrets)
    context = ContextStack(app, name("context"), region=region, keys=keys)
    for stack in (keys, network, cluster, secrets, database, cache, context):
        tags = Tags.of(stack)
        for key, value in naming.tags(region.platform, region.name, region.spec.jurisdiction).items():
            tags.add(key, value)
