"""Settings of PostgreSQL: AWS::RDS::DBParameterGroup."""

from __future__ import annotations

from aws_cdk import aws_rds as rds
from constructs import Construct

PARAMETERS = {
    # The server refuses a connection without TLS, whatever the client asks for.
    "rds.force_ssl": "1",
    # pg_stat_statements names the slow statements; pgaudit has to be loaded at start to record anything.
    "shared_preload_libraries": "pg_stat_statements,pgaudit",
    # Who changed tables, rights or data; reads are left out, they would fill the log and are of public data.
    "pgaudit.log": "ddl,role,write",
}
"""Beside RDS's own values, each with its reason."""


class ParameterGroup(Construct):
    """The settings of every PostgreSQL instance of a region; without a fixed name, so that a new major version can have its own."""

    def __init__(self, scope: Construct, id: str, *, engine_version: str) -> None:
        """Define the group.

        Args:
            scope: Database it belongs to.
            id: Part of the logical id.
            engine_version: PostgreSQL version, such as `17.6`; its major version chooses the family.

        Source: AWS::RDS::DBParameterGroup, CloudFormation reference.
        """
        super().__init__(scope, id)
        family = f"postgres{engine_version.partition('.')[0]}"
        resource = rds.CfnDBParameterGroup(self, "Resource", family=family, description=f"{family}: TLS and audit", parameters=PARAMETERS)
        self.name: str = resource.ref
        """Name of the group; a token, so for stacks only."""
