from typing import Any

import pytest

from geobot_constructs.model.output import Output, Template
from geobot_constructs.policy.bindings import check
from tests.policy.example_stacks import changed, resource, secret, template, templates
from tests.policy.support import HOME, PLATFORM, REGION, REMOVED, altered, documents, kubernetes, problems, texts, without

ALL = templates() + templates(HOME)


def _stacks(*given: Template) -> list[tuple[str, str]]:
    return problems(check(Output(None, given), PLATFORM))


def test_the_compliant_example_renders_both_ends() -> None:
    assert list(check(Output(documents() + documents(HOME), ALL), PLATFORM)) == []


def test_an_account_that_nothing_makes_is_found() -> None:
    assert texts(check(kubernetes(*without(documents(), "ServiceAccount", "api")), PLATFORM)) == [
        "dist/eu-west-1: binding-pod-identity: nothing makes ServiceAccount geo-bot/api of role geo-bot-eu-west-1-api; "
        "add the ServiceAccount, or correct its name"
    ]


def test_an_account_that_no_pod_uses_is_found() -> None:
    given = altered(documents(), "Deployment", "api", "spec template spec serviceAccountName", "other")
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("binding-pod-identity", "metadata.name: no pod uses ServiceAccount geo-bot/api of role geo-bot-eu-west-1-api")
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("spec source helm valuesObject serviceAccount name", "other"),
        ("spec destination namespace", "other"),
        ("spec source chart", REMOVED),
    ],
)
def test_an_operators_account_is_a_value_of_its_chart(place: str, value: Any) -> None:
    given = altered(documents(), "Application", "external-secrets", place, value)
    who = "ServiceAccount external-secrets/external-secrets of role geo-bot-eu-west-1-external-secrets"
    assert problems(check(kubernetes(*given), PLATFORM)) == [("binding-pod-identity", f"no Helm Application makes {who}")]


def test_an_account_renamed_in_the_aws_half_is_found_from_both_sides() -> None:
    assert _stacks(*changed(ALL, "Association0", "Properties ServiceAccount", "apis")) == [
        ("binding-pod-identity", f"Association0: is no declared Pod Identity, got geo-bot-{region} geo-bot apis") if kind else
        ("binding-pod-identity", f"no association in {region} for ServiceAccount geo-bot/api of cluster geo-bot-{region}")
        for region in (REGION, HOME)
        for kind in (True, False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "role"),
    [
        ({"Fn::GetAtt": ["Role1", "Arn"]}, f"geo-bot-{REGION}-external-secrets"),
        ("arn:aws:iam::111122223333:role/other", "other"),
        ({"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::111122223333:role/x/other"]]}, "other"),
        ({"Ref": "Parameter"}, None),
    ],
)
def test_an_association_gives_the_declared_role(value: Any, role: str | None) -> None:
    assert _stacks(*changed(templates(), "Association0", "Properties RoleArn", value)) == [
        ("binding-pod-identity", f"Association0: gives another role than geo-bot-eu-west-1-api, got {role}")
    ]


def test_a_cluster_by_reference_is_understood() -> None:
    assert _stacks(*changed(templates(), "Association0", "Properties ClusterName", {"Ref": "Cluster"})) == []


def test_a_declared_secret_that_nothing_reads_is_found() -> None:
    given = altered(documents(), "ExternalSecret", "db-credentials", "spec data 0 remoteRef key", "geo-bot/us-east-1/database/api")
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("binding-secret", "spec: reads a secret that nobody declared for eu-west-1, got geo-bot/us-east-1/database/api"),
        ("binding-secret", "no ExternalSecret reads secret geo-bot/eu-west-1/database/api"),
    ]


def test_a_secret_read_whole_counts() -> None:
    given = altered(documents(), "ExternalSecret", "db-credentials", "spec data 0 remoteRef key", "/geo-bot/eu-west-1/cache/endpoint")
    given = altered(given, "ExternalSecret", "db-credentials", "spec data 0 sourceRef", {"storeRef": {"name": "geo-bot-parameters"}})
    whole = [{"extract": {"key": "geo-bot/eu-west-1/database/api"}, "sourceRef": {"storeRef": {"name": "geo-bot-secrets"}}}]
    given = altered(given, "ExternalSecret", "db-credentials", "spec dataFrom", whole)
    assert list(check(kubernetes(*given), PLATFORM)) == []


def test_a_secret_read_from_the_wrong_store_is_found() -> None:
    store = "spec data 0 sourceRef storeRef name"
    assert problems(
        check(kubernetes(*altered(documents(), "ExternalSecret", "db-credentials", store, "geo-bot-parameters")), PLATFORM)
    ) == [
        ("binding-secret", "no ExternalSecret reads secret geo-bot/eu-west-1/database/api"),
        ("binding-parameter", "spec: reads a parameter that nobody declared for eu-west-1, got geo-bot/eu-west-1/database/api"),
    ]


def test_a_parameter_that_nobody_reads_is_found() -> None:
    given = altered(documents(), "ExternalSecret", "db-credentials", "spec data 2", {"secretKey": "x"})
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("binding-parameter", "no ExternalSecret reads parameter /geo-bot/eu-west-1/cache/endpoint")
    ]


def test_a_secret_renamed_in_the_aws_half_is_found_from_both_sides() -> None:
    assert _stacks(*changed(ALL, "There", "Properties Name", "geo-bot/x")) == [
        ("binding-secret", "There: is no declared secret of us-east-1, got geo-bot/x"),
        ("binding-secret", "no stack of us-east-1 makes secret geo-bot/eu-west-1/database/api"),
    ]


def test_a_secret_with_a_chosen_name_is_found() -> None:
    found = _stacks(*changed(ALL, "There", "Properties Name", REMOVED))
    assert found[0] == ("binding-secret", "There: is no declared secret of us-east-1, got no name")


@pytest.mark.parametrize(("copies", "got"), [([], "no other region"), ([REGION, "eu-central-1"], "eu-central-1, eu-west-1")])
def test_a_secret_is_copied_to_its_region_and_nowhere_else(copies: list[str], got: str) -> None:
    replicas = [{"Region": region} for region in copies]
    assert _stacks(*changed(ALL, "There", "Properties ReplicaRegions", replicas)) == [
        ("binding-secret", f"There: secret geo-bot/eu-west-1/database/api is copied to {got}, declared for eu-west-1")
    ]


def test_the_administrators_secret_needs_a_stack_that_reads_it() -> None:
    assert _stacks(*changed(ALL, "Database", "Properties MasterUserPassword", "x")) == [
        ("binding-secret", "no stack reads secret geo-bot/us-east-1/database/administrator")
    ]
    by_reference = {"Fn::Join": ["", ["{{resolve:secretsmanager:", {"Ref": "Administrator"}, ":SecretString:password::}}"]]}
    assert _stacks(*changed(ALL, "Database", "Properties MasterUserPassword", by_reference)) == []


def test_a_secret_in_another_region_than_its_home_is_found() -> None:
    extra = template({"Extra": secret(f"geo-bot/{REGION}/database/api")}, REGION, "secrets")
    assert _stacks(*ALL, extra) == [("binding-secret", "Extra: is no declared secret of eu-west-1, got geo-bot/eu-west-1/database/api")]


def test_parameters_of_the_aws_half_are_the_declared_ones() -> None:
    extra = template({"Extra": resource("AWS::SSM::Parameter", Name="/cdk/exports/x")}, REGION, "secrets")
    assert _stacks(*changed((*ALL, extra), "cache", "Properties Name", "/geo-bot/cache")) == [
        ("binding-parameter", "cache: is no declared parameter of eu-west-1, got /geo-bot/cache"),
        ("binding-parameter", "Extra: is no declared parameter of eu-west-1, got /cdk/exports/x"),
        ("binding-parameter", "no stack of eu-west-1 makes parameter /geo-bot/eu-west-1/cache/endpoint"),
        ("binding-parameter", "cache: is no declared parameter of us-east-1, got /geo-bot/cache"),
        ("binding-parameter", "no stack of us-east-1 makes parameter /geo-bot/us-east-1/cache/endpoint"),
    ]
