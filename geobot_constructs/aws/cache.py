"""Valkey of one region: AWS::ElastiCache::ReplicationGroup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import aws_elasticache as elasticache
from constructs import Construct

from geobot_constructs.aws.cache_user import CacheUser
from geobot_constructs.aws.endpoint import Endpoint
from geobot_constructs.aws.log_group import LogGroup
from geobot_constructs.aws.store_access import StoreAccess
from geobot_constructs.model import naming
from geobot_constructs.model.binding import Secret
from geobot_constructs.model.cache import CacheSpec


class Cache(Construct):
    """One Valkey primary and its replicas, each in its own zone, encrypted both ways, one login a workload; never backed up."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        spec: CacheSpec,
        name: str,
        engine_version: str,
        user_group: str,
        credentials: Sequence[Secret],
        port: int,
        endpoint: str,
        log_groups: Mapping[str, str],
        vpc_id: str,
        subnet_ids: Sequence[str],
        clients: Sequence[str],
        key_arn: str,
        logs_key_arn: str,
    ) -> None:
        """Define the cache.

        Args:
            scope: Stack of the region.
            id: Part of the logical ids; renaming it fails, since the name is taken.
            spec: Size.
            name: Replication group id, from `naming.cache`.
            engine_version: Valkey version.
            user_group: User group id, from `naming.cache_user_group`.
            credentials: One a workload that uses the cache, at least one.
            port: Port it listens on.
            endpoint: Parameter that receives host and port, from `naming.parameter`.
            log_groups: Name of the log group for `slow-log` and for `engine-log`, from `naming.log_group`.
            vpc_id: Network.
            subnet_ids: Isolated subnets.
            clients: Ranges that may connect.
            key_arn: Key of the class `answers`.
            logs_key_arn: Key of the class `logs`.

        Source: AWS::ElastiCache::ReplicationGroup, CloudFormation reference.
        """
        super().__init__(scope, id)
        access = StoreAccess(self, "Access", vpc_id=vpc_id, port=port, clients=clients, description="Valkey, for nodes and pods")
        subnets = elasticache.CfnSubnetGroup(self, "SubnetGroup", description="isolated subnets of every zone", subnet_ids=list(subnet_ids))
        users = [
            CacheUser(self, f"{naming.construct_id(credential.workload or credential.user)}User", credential=credential).user_id
            for credential in credentials
        ]
        group = elasticache.CfnUserGroup(self, "UserGroup", engine="valkey", user_group_id=user_group, user_ids=users)
        logs = {
            kind: LogGroup(self, naming.construct_id(kind), name=log_group, key_arn=logs_key_arn) for kind, log_group in log_groups.items()
        }
        resource = elasticache.CfnReplicationGroup(
            self,
            "Resource",
            replication_group_id=name,
            replication_group_description=f"cache {name}",
            engine="valkey",
            engine_version=engine_version,
            cache_node_type=spec.node_type,
            num_cache_clusters=spec.replicas + 1,
            automatic_failover_enabled=True,
            multi_az_enabled=True,
            port=port,
            cache_subnet_group_name=subnets.ref,
            security_group_ids=[access.group_id],
            at_rest_encryption_enabled=True,
            kms_key_id=key_arn,
            transit_encryption_enabled=True,
            transit_encryption_mode="required",
            user_group_ids=[group.ref],
            auto_minor_version_upgrade=True,
            # It can be filled again from the databases, and answers are personal: no copy of it may lie about.
            snapshot_retention_limit=0,
            log_delivery_configurations=[
                elasticache.CfnReplicationGroup.LogDeliveryConfigurationRequestProperty(
                    destination_type="cloudwatch-logs",
                    destination_details=elasticache.CfnReplicationGroup.DestinationDetailsProperty(
                        cloud_watch_logs_details=elasticache.CfnReplicationGroup.CloudWatchLogsDestinationDetailsProperty(
                            log_group=log.name
                        )
                    ),
                    log_format="json",
                    log_type=kind,
                )
                for kind, log in logs.items()
            ],
        )
        resource.node.add_dependency(*logs.values())
        Endpoint(self, "Endpoint", name=endpoint, host=resource.attr_primary_end_point_address, port=port)
