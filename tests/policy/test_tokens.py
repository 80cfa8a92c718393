import pytest

from geobot_constructs.policy.tokens import check
from tests.policy.support import PLATFORM, altered, document, documents, kubernetes, manifest, problems, texts

UUID = "1234abcd-12ab-34cd-56ef-1234567890ab"


def _judge(key: str, value: object) -> list[str]:
    body = manifest("v1", "ConfigMap", "x", {"data": {key: value}})
    return [rule for rule, _ in problems(check(kubernetes(document(body)), PLATFORM))]


def test_the_compliant_example_holds_none() -> None:
    assert list(check(kubernetes(*documents()), PLATFORM)) == []


def test_a_token_is_named_with_its_place() -> None:
    given = altered(documents(), "Deployment", "api", "spec template spec containers 0 env 0 value", "x-${Token[AWS.Region.4]}")
    assert texts(check(kubernetes(*given), PLATFORM)) == [
        "dist/eu-west-1/api/Deployment.api.yaml (api/Deployment): no-token: spec.template.spec.containers[0].env[0].value: "
        "holds a CDK token, got ${Token[; write a name from model/naming.py instead"
    ]


@pytest.mark.parametrize(
    "value",
    [
        "${Token[TOKEN.12]}",
        "#{Token[TOKEN.12]}",
        -1.8881545897087626e289,
        "a ${AWS::Region}",
        "{{resolve:ssm:x}}",
        {"Fn::GetAtt": ["A", "Arn"]},
    ],
)
def test_tokens_of_every_form_are_found(value: object) -> None:
    assert set(_judge("x", value)) == {"no-token"}


def test_a_token_in_a_key_is_found() -> None:
    assert _judge("${Token[TOKEN.12]}", "x") == ["no-token"]


@pytest.mark.parametrize(
    "value",
    [
        "vpc-0123456789abcdef0",
        "subnet-0123456789abcdef0",
        "sg-0123456789abcdef0, sg-1",
        "eni-0123456789abcdef0",
        "i-0123456789abcdef0",
        "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/x/50dc6c495c0c9188",
        f"arn:aws:acm:eu-west-1:111122223333:certificate/{UUID}",
        f"arn:aws:kms:eu-west-1:111122223333:key/{UUID}",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:geo-bot/x-AbC123",
        "k8s-api-1.elb.eu-west-1.amazonaws.com",
        "api-1.eu-west-1.elb.amazonaws.com",
        "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
        "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF",
        "geo.abcdefghijkl.eu-west-1.rds.amazonaws.com",
        "master.geo.abc123.euw1.cache.amazonaws.com",
        f"key/{UUID}",
        "mrk-1234abcd12ab34cd56ef1234567890ab",
    ],
)
def test_what_aws_chooses_at_deploy_is_found(value: str) -> None:
    assert _judge("x", value) == ["no-deploy-time-value"]


def test_a_key_id_under_a_name_that_says_so_is_found() -> None:
    assert _judge("kmsKeyId", UUID) == ["no-deploy-time-value"]


@pytest.mark.parametrize(
    "value",
    [
        "api-0123abcd",
        "sg-1",
        "eks.amazonaws.com/nodegroup",
        "pods.eks.amazonaws.com",
        "rds.eu-west-1.amazonaws.com",
        UUID,
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/geobot/api:v1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "arn:aws:iam::111122223333:role/geo-bot-eu-west-1-api",
        "$(HOME)",
        "${HOME}",
        "{{ .password }}",
    ],
)
def test_names_that_are_known_before_are_not(value: str) -> None:
    assert _judge("x", value) == []
