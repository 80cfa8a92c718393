"""PostgreSQL of one region: AWS::RDS::DBInstance, the same for a writer and for its copy in another region."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import RemovalPolicy
from aws_cdk import aws_rds as rds
from constructs import Construct

from geobot_constructs.aws.endpoint import Endpoint
from geobot_constructs.aws.log_group import LogGroup
from geobot_constructs.aws.parameter_group import ParameterGroup
from geobot_constructs.aws.role import Role, service_trust
from geobot_constructs.aws.secret import password
from geobot_constructs.aws.store_access import StoreAccess
from geobot_constructs.model import naming
from geobot_constructs.model.binding import Secret
from geobot_constructs.model.database import DatabaseSpec

LOGS = ("postgresql", "upgrade")
"""Logs RDS exports. Source: RDS user guide, Publishing PostgreSQL logs to CloudWatch Logs, 2026-11-24."""

CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1"
"""Signer of the server's certificate; clients verify it with the bundle of every region. It ends in 2061."""

INSIGHTS_DAYS = 7
"""Days Database Insights keeps, all that its standard mode has."""

MONITORING_SECONDS = 60
"""Interval of measurements of the operating system."""


class Database(Construct):
    """One Multi-AZ instance, its read replicas in the region, and all they need; generations stand side by side."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        spec: DatabaseSpec,
        name: str,
        replica_names: Sequence[str],
        engine_version: str,
        source_arn: str | None,
        administrator: Secret,
        database: str,
        port: int,
        endpoint: str,
        monitoring_role: str,
        account: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        clients: Sequence[str],
        key_arn: str,
        logs_key_arn: str,
    ) -> None:
        """Define the database.

        Args:
            scope: Stack of the region.
            id: Part of the logical ids; renaming it fails, since the names are taken.
            spec: Origin, generation, size and limits.
            name: Identifier of the instance with its generation, from `naming.database`.
            replica_names: Identifiers of the read replicas inside the region, from `naming.database_replica`.
            engine_version: PostgreSQL version.
            source_arn: Instance this one copies; None where it writes or was never a copy. Removing it promotes the copy.
            administrator: Credential of a created database; a copy has its source's.
            database: Database inside a created instance, from `naming.database_name`.
            port: Port it listens on.
            endpoint: Parameter that receives host and port, from `naming.parameter`.
            monitoring_role: Name of the role that writes measurements, from `naming.role`.
            account: Account of the instance.
            vpc_id: Network.
            subnet_ids: Isolated subnets.
            clients: Ranges that may connect.
            key_arn: Key of the class `programme-data`.
            logs_key_arn: Key of the class `logs`.

        Source: AWS::RDS::DBInstance, CloudFormation reference.
        """
        super().__init__(scope, id)
        self._spec, self._engine_version, self._key_arn, self._logs_key_arn = spec, engine_version, key_arn, logs_key_arn
        self._port = port
        self._group_id = StoreAccess(
            self, "Access", vpc_id=vpc_id, port=port, clients=clients, description="PostgreSQL, for nodes and pods"
        ).group_id
        self._parameters = ParameterGroup(self, "ParameterGroup", engine_version=engine_version).name
        self._monitoring_role = Role(
            self,
            "MonitoringRole",
            name=monitoring_role,
            trusts=service_trust("monitoring.rds.amazonaws.com", account),
            managed_policies=["service-role/AmazonRDSEnhancedMonitoringRole"],
        ).arn
        subnets = rds.CfnDBSubnetGroup(
            self, "SubnetGroup", db_subnet_group_description="isolated subnets of every zone", subnet_ids=list(subnet_ids)
        )
        created = spec.origin == "created"
        generation = f"G{spec.generation}"
        instance = self._instance(
            generation,
            name=name,
            source=source_arn,
            multi_az=True,
            subnet_group=subnets.ref,
            key_arn=key_arn,
            backup_days=spec.backup_retention_days,
        )
        if created:
            instance.master_username = administrator.user
            instance.master_user_password = password(administrator)
            instance.db_name = database
            # A copy takes encryption from its key; the engine refuses the flag beside a source.
            instance.storage_encrypted = True
        for number, replica_name in enumerate(replica_names, start=1):
            # A replica of the same region takes subnet group and key from its source, and RDS refuses both; it keeps no backups.
            replica = self._instance(
                f"{generation}R{number}", name=replica_name, source=name, multi_az=False, subnet_group=None, key_arn=None, backup_days=None
            )
            replica.node.add_dependency(instance)
        Endpoint(self, "Endpoint", name=endpoint, host=instance.attr_endpoint_address, port=port)

    def _instance(
        self,
        id: str,
        *,
        name: str,
        source: str | None,
        multi_az: bool,
        subnet_group: str | None,
        key_arn: str | None,
        backup_days: int | None,
    ) -> rds.CfnDBInstance:
        instance = rds.CfnDBInstance(
            self,
            id,
            db_instance_identifier=name,
            db_instance_class=self._spec.instance_class,
            engine="postgres",
            engine_version=self._engine_version,
            source_db_instance_identifier=source,
            allocated_storage=str(self._spec.storage_gib),
            max_allocated_storage=self._spec.max_storage_gib,
            storage_type="gp3",
            kms_key_id=key_arn,
            multi_az=multi_az,
            port=str(self._port),
            db_subnet_group_name=subnet_group,
            vpc_security_groups=[self._group_id],
            publicly_accessible=False,
            db_parameter_group_name=self._parameters,
            ca_certificate_identifier=CERTIFICATE_AUTHORITY,
            enable_iam_database_authentication=False,
            enable_cloudwatch_logs_exports=list(LOGS),
            database_insights_mode="standard",
            enable_performance_insights=True,
            performance_insights_kms_key_id=self._key_arn,
            performance_insights_retention_period=INSIGHTS_DAYS,
            monitoring_interval=MONITORING_SECONDS,
            monitoring_role_arn=self._monitoring_role,
            backup_retention_period=backup_days,
            copy_tags_to_snapshot=True,
            delete_automated_backups=False if backup_days else None,
            deletion_protection=True,
            # One version everywhere: a copy must not run ahead of its writer.
            auto_minor_version_upgrade=False,
        )
        instance.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        for log in LOGS:
            group = LogGroup(
                self, f"{id}{naming.construct_id(log)}Log", name=naming.database_log_group(name, log), key_arn=self._logs_key_arn
            )
            instance.node.add_dependency(group)
        return instance
