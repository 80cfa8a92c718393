"""Stacks stand alone: none waits for another region, none can lose data, none holds code of the CDK."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Output, Template
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import bodies, mapping
from geobot_constructs.policy.schema_error import shown
from geobot_constructs.policy.templates import about

STACK_ALONE = "stack-alone"
"""Rule: a stack depends on no other region's and shares nothing through exports."""

STATE_RETAINED = "state-retained"
"""Rule: deleting or replacing a stateful resource keeps its data."""

STATE_PROTECTED = "state-protected"
"""Rule: a stateful resource cannot be deleted by mistake, where its type can be told so."""

NO_CUSTOM_RESOURCE = "no-custom-resource"
"""Rule: nothing is deployed by code that the CDK brings along."""

CLUSTER_AUDITED = "cluster-audited"
"""Rule: an EKS cluster writes all five logs and is reachable from inside its network."""

# Source: CloudFormation resource reference: property that protects from deletion, where there is one, 2026-11-24.
STATEFUL: dict[str, tuple[str, object] | None] = {
    "AWS::Backup::BackupVault": None,
    "AWS::Cognito::UserPool": ("DeletionProtection", "ACTIVE"),
    "AWS::DocDB::DBCluster": ("DeletionProtection", True),
    "AWS::DynamoDB::GlobalTable": None,
    "AWS::DynamoDB::Table": ("DeletionProtectionEnabled", True),
    "AWS::EC2::Volume": None,
    "AWS::ECR::Repository": None,
    "AWS::EFS::FileSystem": None,
    "AWS::KMS::Key": None,
    "AWS::Neptune::DBCluster": ("DeletionProtection", True),
    "AWS::RDS::DBCluster": ("DeletionProtection", True),
    "AWS::RDS::DBInstance": ("DeletionProtection", True),
    "AWS::Route53::HostedZone": None,
    "AWS::S3::Bucket": None,
    "AWS::SecretsManager::Secret": None,
}
"""Types that hold what cannot be made again."""

RETAINED = {
    "DeletionPolicy": ("Retain", "RetainExceptOnCreate", "Snapshot"),
    "UpdateReplacePolicy": ("Retain", "Snapshot"),
}
"""Attributes of a stateful resource and the values that keep its data."""

# Source: EKS user guide, Send control plane logs to CloudWatch Logs.
LOG_TYPES = frozenset({"api", "audit", "authenticator", "controllerManager", "scheduler"})
"""Logs of an EKS control plane."""

_CUSTOM = re.compile(r"Custom::|AWS::CDK::|AWS::CloudFormation::CustomResource$")
_PROVIDER = re.compile(r"CustomResourceProvider|SingletonFunction|framework-on|LogRetention|/Custom|AWS[0-9a-f]{32}|BucketDeployment")


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Judge every template."""
    owners = {template.stack: template.region for template in output.templates or ()}
    names = [region.name for region in platform.regions]
    for template in output.templates or ():
        yield from _alone(template, owners, names)
        for logical_id, resource in template.resources():
            for rule, problem, remedy in (*_state(resource), *_code(template, logical_id, resource), *_cluster(resource)):
                yield about(template, logical_id, rule, f"{logical_id}{problem}", remedy)


def _alone(template: Template, owners: dict[str, str], names: list[str]) -> Iterator[Finding]:
    for stack in template.depends_on:
        # A stack of another region need not be in the output: then its name says whose it is.
        owner = owners.get(stack) or next((name for name in names if f"-{name}-" in f"{stack}-"), None)
        if owner not in (None, template.region):
            problem = f"stack {template.stack} depends on a stack of {owner}, got {stack}"
            yield Finding(template.path, STACK_ALONE, "", problem, "meet by name; the order of regions is the order of commands")
    for name, value in mapping(template.body, "Outputs").items():
        if "Export" in mapping(value):
            yield Finding(template.path, STACK_ALONE, "", f"Outputs.{name}: is exported, got {shown(value['Export'])}", "meet by name")
    if '"Fn::ImportValue"' in json.dumps(template.body):
        yield Finding(template.path, STACK_ALONE, "", f"stack {template.stack} imports a value of another", "meet by name")


def _state(resource: Body) -> Iterator[tuple[str, str, str]]:
    kind = resource["Type"]
    if kind not in STATEFUL:
        return
    for attribute, allowed in RETAINED.items():
        if resource.get(attribute) not in allowed:
            yield (
                STATE_RETAINED,
                f".{attribute}: {kind} would be lost, got {shown(resource.get(attribute))}",
                f"write {' or '.join(allowed)}",
            )
    protection = STATEFUL[kind]
    if protection is not None:
        field, wanted = protection
        got = mapping(resource, "Properties").get(field)
        if got != wanted:
            yield STATE_PROTECTED, f".Properties.{field}: {kind} can be deleted by mistake, got {shown(got)}", f"write {shown(wanted)}"


def _code(template: Template, logical_id: str, resource: Body) -> Iterator[tuple[str, str, str]]:
    kind = resource["Type"]
    if _CUSTOM.match(kind):
        yield NO_CUSTOM_RESOURCE, f".Type: is a custom resource, got {kind}", "use a type of CloudFormation's own"
    if kind.startswith("AWS::Lambda::") and _PROVIDER.search(f"{logical_id} {template.constructs.get(logical_id, '')}"):
        yield NO_CUSTOM_RESOURCE, f".Type: is code that the CDK brings along, got {kind}", "use an L1 construct that needs none"


def _cluster(resource: Body) -> Iterator[tuple[str, str, str]]:
    if resource["Type"] != "AWS::EKS::Cluster":
        return
    types = [entry.get("Type") for entry in bodies(resource, "Properties", "Logging", "ClusterLogging", "EnabledTypes")]
    missing = sorted(kind for kind in LOG_TYPES if kind not in types)
    if missing:
        yield CLUSTER_AUDITED, f".Properties.Logging: lacks {', '.join(missing)}", "enable all five log types"
    private = mapping(resource, "Properties", "ResourcesVpcConfig").get("EndpointPrivateAccess")
    if private is not True:
        problem = f".Properties.ResourcesVpcConfig.EndpointPrivateAccess: should be true, got {shown(private)}"
        yield CLUSTER_AUDITED, problem, "write true"
