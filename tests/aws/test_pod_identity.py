from aws_cdk.assertions import Template

from geobot_constructs.aws.pod_identity import PodIdentity
from geobot_constructs.model.binding import PodIdentity as Binding
from tests.stacks import new_stack


def test_the_association_joins_the_names_of_the_binding() -> None:
    stack = new_stack()
    binding = Binding("geo-bot-eu-west-1", "geo-bot", "geo-bot-api", "geo-bot-eu-west-1-geo-bot-api", made_by_operator=False)
    PodIdentity(stack, "Identity", binding=binding, statements=[{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:x"}])
    template = Template.from_stack(stack)
    ((role, body),) = template.find_resources("AWS::IAM::Role").items()
    (association,) = template.find_resources("AWS::EKS::PodIdentityAssociation").values()
    assert body["Properties"]["RoleName"] == "geo-bot-eu-west-1-geo-bot-api"
    assert association["Properties"] == {
        "ClusterName": "geo-bot-eu-west-1",
        "Namespace": "geo-bot",
        "ServiceAccount": "geo-bot-api",
        "RoleArn": {"Fn::GetAtt": [role, "Arn"]},
    }
