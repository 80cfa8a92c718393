from typing import Any

import pytest

from geobot_constructs.model.output import Output, Template
from geobot_constructs.policy.stacks import check
from tests.policy.example_stacks import changed, resource, template, templates
from tests.policy.support import HOME, PLATFORM, REGION, REMOVED, problems, texts

ALL = templates() + templates(HOME)


def _judge(*given: Template) -> list[tuple[str, str]]:
    return problems(check(Output(None, given), PLATFORM))


def test_the_compliant_example_stands_alone() -> None:
    assert _judge(*ALL) == []


def test_a_stack_that_waits_for_another_region_is_found() -> None:
    waiting = template({}, REGION, "network", depends_on=(f"geo-bot-{HOME}-cluster",))
    expected = [
        "cdk.out/geo-bot-eu-west-1-network.template.json: stack-alone: stack geo-bot-eu-west-1-network depends on a stack of us-east-1, "
        "got geo-bot-us-east-1-cluster; meet by name; the order of regions is the order of commands"
    ]
    assert texts(check(Output(None, (*ALL, waiting)), PLATFORM)) == expected
    assert texts(check(Output(None, (waiting,)), PLATFORM)) == expected
    assert _judge(*ALL, template({}, REGION, "network", depends_on=(f"geo-bot-{REGION}-cluster",))) == []


def test_exports_and_imports_are_found() -> None:
    exporting = template({}, Outputs={"Vpc": {"Value": "x", "Export": {"Name": "vpc"}}, "Plain": {"Value": "x"}})
    importing = template({"Queue": resource("AWS::SQS::Queue", Name={"Fn::ImportValue": "vpc"})})
    assert _judge(exporting) == [("stack-alone", 'Outputs.Vpc: is exported, got {"Name": "vpc"}')]
    assert _judge(importing) == [("stack-alone", "stack geo-bot-eu-west-1-cluster imports a value of another")]


@pytest.mark.parametrize(
    ("place", "value", "rule", "problem"),
    [
        ("DeletionPolicy", REMOVED, "state-retained", "Database.DeletionPolicy: AWS::RDS::DBInstance would be lost, got null"),
        (
            "UpdateReplacePolicy",
            "Delete",
            "state-retained",
            'Database.UpdateReplacePolicy: AWS::RDS::DBInstance would be lost, got "Delete"',
        ),
        (
            "Properties DeletionProtection",
            False,
            "state-protected",
            "Database.Properties.DeletionProtection: AWS::RDS::DBInstance can be deleted by mistake, got false",
        ),
    ],
)
def test_a_database_that_can_be_lost_is_found(place: str, value: Any, rule: str, problem: str) -> None:
    assert _judge(*changed(ALL, "Database", place, value)) == [(rule, problem)]


@pytest.mark.parametrize("kind", ["AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"])
def test_other_state_is_retained_too(kind: str) -> None:
    assert [rule for rule, _ in _judge(template({"X": resource(kind)}))] == ["state-retained", "state-retained"]
    assert _judge(template({"X": resource(kind, retained=True)})) == []


@pytest.mark.parametrize("kind", ["Custom::VpcRestrictDefaultSG", "AWS::CDK::Metadata", "AWS::CloudFormation::CustomResource"])
def test_custom_resources_are_found(kind: str) -> None:
    assert _judge(template({"X": resource(kind)})) == [("no-custom-resource", f"X.Type: is a custom resource, got {kind}")]


def test_code_of_the_cdk_is_found_and_our_own_is_not() -> None:
    brought = template({"CustomVpcCustomResourceProviderHandler": resource("AWS::Lambda::Function")})
    assert [rule for rule, _ in _judge(brought)] == ["no-custom-resource"]
    assert _judge(template({"Rotation": resource("AWS::Lambda::Function")})) == []


def test_a_cluster_without_all_logs_or_private_endpoint_is_found() -> None:
    given = changed(templates(), "Cluster", "Properties Logging ClusterLogging EnabledTypes", [{"Type": "api"}, {"Type": "audit"}])
    assert _judge(*given) == [("cluster-audited", "Cluster.Properties.Logging: lacks authenticator, controllerManager, scheduler")]
    given = changed(templates(), "Cluster", "Properties ResourcesVpcConfig", {})
    assert _judge(*given) == [("cluster-audited", "Cluster.Properties.ResourcesVpcConfig.EndpointPrivateAccess: should be true, got null")]
