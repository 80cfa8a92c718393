"""Every name that both halves or two regions use: one function a name, with its owner's limit enforced."""

from __future__ import annotations

import re

from geobot_constructs.errors import NamingError
from geobot_constructs.model.data_class import DataClassName
from geobot_constructs.model.platform_spec import ImageSpec

MANAGED_BY = "geobot-constructs"
"""Value of `app.kubernetes.io/managed-by` on every object."""

APP = "app.kubernetes.io"
"""Prefix of the recommended labels. Source: Kubernetes documentation, Recommended Labels."""

POD_IDENTITY_AGENT = "169.254.170.23/32"
"""Address pods ask for AWS credentials. Source: EKS user guide, How EKS Pod Identity works, 2026-11-24."""

DNS_1123_LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"
"""Alphabet of most Kubernetes names. Source: Kubernetes documentation, Object Names and IDs."""


def _limited(name: str, owner: str, limit: int, alphabet: str) -> str:
    """Return the name, or refuse it by the limit of its owner."""
    if len(name) > limit:
        remedy = "shorten the platform's, the region's or the workload's name"
        raise NamingError(f"{owner} {name!r} has {len(name)} characters, at most {limit} are allowed; {remedy}")
    if not re.fullmatch(alphabet, name):
        raise NamingError(f"{owner} {name!r} holds a character that is not allowed, the pattern is {alphabet}; rename it")
    return name


def namespace(platform: str) -> str:
    """Namespace of the platform's own workloads."""
    return _limited(platform, "namespace", 63, DNS_1123_LABEL)


def labels(platform: str, name: str, component: str, version: str | None = None) -> dict[str, str]:
    """Labels of every object; `selector` is the part that never changes.

    Args:
        platform: Name of the platform.
        name: Name of the workload or app the object belongs to.
        component: Its part in the platform, such as `api`.
        version: Image tag, where the object belongs to one version.
    """
    recommended = {
        **selector(platform, name),
        f"{APP}/component": component,
        f"{APP}/managed-by": MANAGED_BY,
        f"{APP}/part-of": platform,
    }
    return recommended if version is None else {**recommended, f"{APP}/version": version}


def selector(platform: str, name: str) -> dict[str, str]:
    """Labels by which Services, policies and controllers find a workload's pods; immutable on a Deployment."""
    return {f"{APP}/instance": platform, f"{APP}/name": _limited(name, "label value", 63, r"[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?")}


def stack(platform: str, region: str, name: str) -> str:
    """CloudFormation stack, such as `geo-bot-eu-west-1-network`. Source: CreateStack API reference, StackName."""
    return _limited(f"{platform}-{region}-{name}", "stack name", 128, r"[A-Za-z][-A-Za-z0-9]*")


def network(platform: str, region: str) -> str:
    """Tag `Name` of the VPC. Source: EC2 user guide, Tag restrictions."""
    return _limited(f"{platform}-{region}", "network name", 256, r"[A-Za-z][-A-Za-z0-9]*")


def tags(platform: str, region: str, jurisdiction: str) -> dict[str, str]:
    """Tags of every resource of a region. Source: AWS tagging user guide, tag naming limits."""
    found = {"platform": platform, "region": region, "jurisdiction": jurisdiction}
    return {f"{platform}:{name}": _limited(value, "tag value", 256, r"[A-Za-z0-9 _.:/=+@-]+") for name, value in found.items()}


def construct_id(name: str) -> str:
    """Id of a construct that is made once for each of several names, such as `GeoBotApi` for `geo-bot-api`."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", name))


def cluster(platform: str, region: str) -> str:
    """EKS cluster. Source: CreateCluster API reference, name."""
    return _limited(f"{platform}-{region}", "cluster name", 100, r"[A-Za-z0-9][-A-Za-z0-9_]*")


def role(platform: str, region: str, purpose: str) -> str:
    """IAM role; names are shared by all regions of an account. Source: CreateRole API reference, RoleName."""
    return _limited(f"{platform}-{region}-{purpose}", "role name", 64, r"[\w+=,.@-]+")


def role_arn(account: str, name: str) -> str:
    """ARN of an IAM role. Source: Service Authorization Reference, IAM, resource types."""
    return f"arn:aws:iam::{account}:role/{name}"


def key_alias(platform: str, data_class: DataClassName) -> str:
    """Alias of a region's key for one data class, the same in every region. Source: CreateAlias API reference."""
    return _limited(f"alias/{platform}/{data_class}", "key alias", 256, r"alias/[a-zA-Z0-9/_-]+")


def database(platform: str, region: str, generation: int) -> str:
    """RDS instance, a generation a name, so that an old one can be kept. Source: CreateDBInstance API reference."""
    return _limited(f"{platform}-{region}-g{generation}", "database identifier", 63, r"[a-z](-?[a-z0-9])*")


def database_replica(platform: str, region: str, generation: int, number: int) -> str:
    """Read replica inside the region; `number` counts from 1."""
    return _limited(f"{database(platform, region, generation)}-r{number}", "database identifier", 63, r"[a-z](-?[a-z0-9])*")


def database_replicas(platform: str, region: str, generation: int, count: int) -> tuple[str, ...]:
    """Every read replica inside the region."""
    return tuple(database_replica(platform, region, generation, number) for number in range(1, count + 1))


def database_arn(account: str, region: str, identifier: str) -> str:
    """ARN by which another region names an RDS instance. Source: RDS user guide, Amazon Resource Names."""
    return f"arn:aws:rds:{region}:{account}:db:{identifier}"


def database_name(platform: str) -> str:
    """Database inside the instance. Source: RDS user guide, PostgreSQL names hold letters, digits, underscores."""
    return _limited(platform.replace("-", "_"), "database name", 63, r"[a-z][a-z0-9_]*")


def database_user(region: str, workload: str) -> str:
    """PostgreSQL role of one workload in one region. Source: PostgreSQL documentation, identifiers have 63 bytes."""
    return _limited(f"{workload}_{region}".replace("-", "_"), "database role", 63, r"[a-z][a-z0-9_]*")


def cache(platform: str, region: str) -> str:
    """ElastiCache replication group. Source: CreateReplicationGroup API reference, ReplicationGroupId."""
    return _limited(f"{platform}-{region}", "replication group id", 40, r"[a-z](-?[a-z0-9])*")


def cache_user(platform: str, region: str, workload: str) -> str:
    """ElastiCache user, id and name alike. Source: CreateUser API reference, UserId has at most 40 characters here."""
    return _limited(f"{platform}-{region}-{workload.removeprefix(platform + '-')}", "cache user", 40, r"[a-z](-?[a-z0-9])*")


def cache_user_group(platform: str, region: str) -> str:
    """ElastiCache user group. Source: CreateUserGroup API reference, UserGroupId."""
    return _limited(f"{platform}-{region}", "user group", 40, r"[a-z](-?[a-z0-9])*")


def context_table(platform: str, region: str) -> str:
    """DynamoDB table of conversations. Source: CreateTable API reference, TableName."""
    return _limited(f"{platform}-{region}-context", "table name", 255, r"[A-Za-z0-9_.-]{3,}")


def secret(platform: str, region: str, store: str, user: str) -> str:
    """Secret that `region` uses to open `store` as `user`. Source: CreateSecret API reference, Name."""
    return _limited(f"{platform}/{region}/{store}/{user}", "secret name", 512, r"[A-Za-z0-9/_+=.@-]+")


def parameter(platform: str, region: str, store: str) -> str:
    """SSM parameter with host and port of a store, as JSON. Source: PutParameter API reference, Name."""
    return _limited(f"/{platform}/{region}/{store}/endpoint", "parameter name", 1011, r"(/[A-Za-z0-9_.-]+)+")


def secret_store(platform: str) -> str:
    """SecretStore that reads credentials."""
    return _limited(f"{platform}-secrets", "secret store", 63, DNS_1123_LABEL)


def parameter_store(platform: str) -> str:
    """SecretStore that reads addresses."""
    return _limited(f"{platform}-parameters", "secret store", 63, DNS_1123_LABEL)


def project(platform: str) -> str:
    """AppProject of our own apps."""
    return _limited(platform, "project", 63, DNS_1123_LABEL)


def operators_project(platform: str) -> str:
    """AppProject of operators."""
    return _limited(f"{platform}-operators", "project", 63, DNS_1123_LABEL)


def root_application(platform: str) -> str:
    """Application that brings all the others of its cluster."""
    return _limited(f"{platform}-root", "application", 63, DNS_1123_LABEL)


def audience_role(platform: str, audience: str) -> str:
    """Role of one audience, and its binding."""
    return _limited(f"{platform}-{audience}", "role name", 63, DNS_1123_LABEL)


def pod_policy(platform: str) -> str:
    """Admission policy of the platform's pods."""
    return _limited(f"{platform}-pods", "admission policy", 63, DNS_1123_LABEL)


def group(platform: str, audience: str) -> str:
    """Group of people of one audience, to which the AWS half maps a role. Source: EKS user guide, Access entries: no `system:`."""
    return _limited(f"{platform}:{audience}", "group", 63, r"[a-z][a-z0-9:-]*")


def dist_folder(region: str, app: str) -> str:
    """Folder of one app in the repository."""
    return f"dist/{region}/{app}"


def table_arn(account: str, region: str, table: str) -> str:
    """ARN of a DynamoDB table. Source: Service Authorization Reference, DynamoDB."""
    return f"arn:aws:dynamodb:{region}:{account}:table/{table}"


def secret_arn(account: str, region: str, name: str) -> str:
    """ARN pattern of one secret; AWS adds a hyphen and six characters. Source: Secrets Manager user guide, IAM policy examples."""
    return f"arn:aws:secretsmanager:{region}:{account}:secret:{name}-??????"


def parameter_arn(account: str, region: str, name: str) -> str:
    """ARN of an SSM parameter. Source: Service Authorization Reference, Systems Manager."""
    return f"arn:aws:ssm:{region}:{account}:parameter{name}"


def log_group_arn(account: str, region: str, name: str) -> str:
    """ARN of a CloudWatch log group. Source: Service Authorization Reference, CloudWatch Logs."""
    return f"arn:aws:logs:{region}:{account}:log-group:{name}"


def log_group(platform: str, region: str, purpose: str) -> str:
    """CloudWatch log group. Source: CreateLogGroup API reference, logGroupName."""
    return _limited(f"/{platform}/{region}/{purpose}", "log group", 512, r"[.\-_/#A-Za-z0-9]+")


def cluster_log_group(cluster: str) -> str:
    """Log group EKS writes to, chosen by EKS. Source: EKS user guide, Send control plane logs to CloudWatch Logs."""
    return f"/aws/eks/{cluster}/cluster"


def database_log_group(identifier: str, log: str) -> str:
    """Log group RDS writes to, chosen by RDS. Source: RDS user guide, Publishing database logs to CloudWatch Logs."""
    return f"/aws/rds/instance/{identifier}/{log}"


def image(account: str, region: str, repository: str, version: ImageSpec) -> str:
    """Image in the region's own registry, by digest once there is one. Source: ECR user guide, registry URI."""
    pinned = "" if version.digest is None else f"@{version.digest}"
    return f"{registry(account, region)}/{repository}:{version.tag}{pinned}"


def registry(account: str, region: str) -> str:
    """Host of a region's container registry. Source: ECR user guide, registry URI."""
    return f"{account}.dkr.ecr.{region}.amazonaws.com"


def manifest_file(kind: str, name: str, namespace: str | None) -> str:
    """File of one object; characters a file name cannot hold are percent-encoded, so no two names meet.

    Args:
        kind: Kind of the object.
        name: Name of the object.
        namespace: Its namespace where the app spans several, else None.
    """
    parts = (kind, name) if namespace is None else (kind, namespace, name)
    return ".".join(re.sub(r"[^A-Za-z0-9._-]", lambda found: f"%{ord(found[0]):02X}", part) for part in parts) + ".yaml"
