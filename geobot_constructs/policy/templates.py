"""What every policy asks of CloudFormation templates: names behind references, findings about one resource."""

from __future__ import annotations

import json
import re

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Output, Template
from geobot_constructs.policy.documents import mapping

_NAMES = ("Name", "RoleName", "BucketName", "TableName")
_ROLE_ARN = re.compile(r":role/(?:[\w+=,.@/-]+/)?([\w+=,.@-]+)")


def templates_by_region(output: Output) -> dict[str, list[Template]]:
    """The stacks of each region; nothing where the AWS half was not synthesized."""
    by_region: dict[str, list[Template]] = {}
    for template in output.templates or ():
        by_region.setdefault(template.region, []).append(template)
    return by_region


def physical_name(resource: Body) -> str | None:
    """The fixed name of a resource; None where CloudFormation chooses it or a reference stands there."""
    properties = mapping(resource, "Properties")
    return next((properties[field] for field in _NAMES if isinstance(properties.get(field), str)), None)


def named_by(template: Template, value: object) -> str | None:
    """The name that a property means: as written, by Ref or GetAtt inside the stack, or at the end of a role's ARN."""
    if isinstance(value, str):
        arn = _ROLE_ARN.search(value)
        return arn[1] if arn else value
    attribute = mapping(value).get("Fn::GetAtt")
    target = mapping(value).get("Ref") or (attribute[0] if isinstance(attribute, list) and attribute else None)
    if isinstance(target, str):
        return physical_name(mapping(template.body, "Resources", target))
    arn = _ROLE_ARN.search(json.dumps(value))
    return arn[1] if arn else None


def about(template: Template, logical_id: str, rule: str, problem: str, remedy: str) -> Finding:
    """A finding about one resource."""
    return Finding(template.path, rule, template.constructs.get(logical_id, ""), problem, remedy)


def dist_of(region: str, rule: str, problem: str, remedy: str) -> Finding:
    """A finding about something that the manifests of a region lack."""
    return Finding(f"dist/{region}", rule, "", problem, remedy)
