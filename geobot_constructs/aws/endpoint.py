"""Host and port of a store, where Kubernetes finds them: AWS::SSM::Parameter."""

from __future__ import annotations

from aws_cdk import Stack
from aws_cdk import aws_ssm as ssm
from constructs import Construct


class Endpoint(Construct):
    """The AWS end of one parameter binding: a JSON object with `host` and `port`."""

    def __init__(self, scope: Construct, id: str, *, name: str, host: str, port: int) -> None:
        """Define the parameter.

        Args:
            scope: Store it describes.
            id: Part of the logical id.
            name: Parameter name, from `naming.parameter`.
            host: Host name of the store, a token that is known after deploy.
            port: Port of the store.

        Source: AWS::SSM::Parameter, CloudFormation reference.
        """
        super().__init__(scope, id)
        ssm.CfnParameter(self, "Resource", name=name, type="String", value=Stack.of(self).to_json_string({"host": host, "port": port}))
