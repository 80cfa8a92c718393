"""Stacks that break no rule, as far as policies look at them, to break one rule at a time."""

import copy
from collections.abc import Iterable
from typing import Any

from geobot_constructs.model import naming
from geobot_constructs.model.output import Body, Template
from tests.policy.support import HOME, REGION, put


def template(resources: Body, region: str = REGION, name: str = "cluster", **rest: Any) -> Template:
    """A stack; the construct of each resource is its logical id under the stack's name."""
    stack = naming.stack("geo-bot", region, name)
    depends_on = rest.pop("depends_on", ())
    constructs = {logical_id: f"{stack}/{logical_id}" for logical_id in resources}
    return Template(f"cdk.out/{stack}.template.json", region, stack, depends_on, {"Resources": resources, **rest}, constructs)


def resource(kind: str, *, retained: bool = False, **properties: Any) -> Body:
    """A resource, retained or not."""
    kept = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"} if retained else {}
    return {"Type": kind, "Properties": properties, **kept}


def secret(name: str, *copies: str) -> Body:
    """A secret and its copies."""
    replicas = {"ReplicaRegions": [{"Region": region} for region in copies]} if copies else {}
    return resource("AWS::SecretsManager::Secret", retained=True, Name=name, **replicas)


def templates(region: str = REGION) -> tuple[Template, ...]:
    """The stacks of one region, as far as policies look at them."""
    cluster = resource(
        "AWS::EKS::Cluster",
        Name=f"geo-bot-{region}",
        Logging={
            "ClusterLogging": {
                "EnabledTypes": [{"Type": kind} for kind in ("api", "audit", "authenticator", "controllerManager", "scheduler")]
            }
        },
        ResourcesVpcConfig={"EndpointPrivateAccess": True},
    )
    resources = {"Cluster": cluster}
    for number, (namespace, account) in enumerate((("geo-bot", "api"), ("external-secrets", "external-secrets"))):
        resources[f"Role{number}"] = resource("AWS::IAM::Role", RoleName=f"geo-bot-{region}-{account}")
        resources[f"Association{number}"] = resource(
            "AWS::EKS::PodIdentityAssociation",
            ClusterName=f"geo-bot-{region}",
            Namespace=namespace,
            ServiceAccount=account,
            RoleArn={"Fn::GetAtt": [f"Role{number}", "Arn"]},
        )
    parameters = {store: resource("AWS::SSM::Parameter", Name=f"/geo-bot/{region}/{store}/endpoint") for store in ("database", "cache")}
    secrets = {}
    if region == HOME:
        secrets = {
            "Here": secret(f"geo-bot/{HOME}/database/api"),
            "There": secret(f"geo-bot/{REGION}/database/api", REGION),
            "Administrator": secret(f"geo-bot/{HOME}/database/administrator"),
            "Database": resource(
                "AWS::RDS::DBInstance",
                retained=True,
                DeletionProtection=True,
                MasterUserPassword=f"{{{{resolve:secretsmanager:geo-bot/{HOME}/database/administrator:SecretString:password}}}}",
            ),
        }
    return template(resources, region), template({**parameters, **secrets}, region, "database")


def changed(given: Iterable[Template], logical_id: str, place: str, value: Any) -> tuple[Template, ...]:
    """The stacks with one field of one resource changed, as `altered` does."""
    result = []
    for each in given:
        body = copy.deepcopy(each.body)
        if logical_id in body["Resources"]:
            put(body["Resources"], [logical_id, *place.split()], value)
        result.append(Template(each.path, each.region, each.stack, each.depends_on, body, each.constructs))
    return tuple(result)
