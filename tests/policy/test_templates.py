"""Names behind references in a template."""

from typing import Any

import pytest

from geobot_constructs.model.output import Template
from geobot_constructs.policy.templates import named_by, physical_name

BODY = {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "worker"}}, "Free": {"Type": "AWS::IAM::Role"}}}
TEMPLATE = Template("cdk.out/x.template.json", "r", "x", (), BODY)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("worker", "worker"),
        ("arn:aws:iam::111122223333:role/path/worker", "worker"),
        ({"Ref": "Role"}, "worker"),
        ({"Fn::GetAtt": ["Role", "Arn"]}, "worker"),
        ({"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::1:role/worker"]]}, "worker"),
        ({"Ref": "Free"}, None),
        ({"Ref": "Missing"}, None),
    ],
)
def test_a_reference_leads_to_the_name_that_is_written(value: Any, name: str | None) -> None:
    assert named_by(TEMPLATE, value) == name


def test_a_reference_for_a_name_is_no_name() -> None:
    assert physical_name({"Properties": {"Name": {"Ref": "X"}}}) is None
