"""A stack to try one construct in."""

from typing import Any

from aws_cdk import App, Environment, Stack
from aws_cdk.assertions import Template

from geobot_constructs.platform.assembly import CONTEXT

ACCOUNT, REGION = "111122223333", "eu-west-1"


def new_stack() -> Stack:
    """An empty stack with the platform's feature flags."""
    return Stack(
        App(post_cli_context=CONTEXT, builtin_cloud_formation_validation=False), "Test", env=Environment(account=ACCOUNT, region=REGION)
    )


def properties(stack: Stack, kind: str) -> list[dict[str, Any]]:
    """Properties of every resource of a type."""
    return [body["Properties"] for body in Template.from_stack(stack).find_resources(kind).values()]
