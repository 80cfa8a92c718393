from geobot_constructs.aws.role import Role, pod_trust, service_trust
from geobot_constructs.model.binding import PodIdentity
from tests.stacks import ACCOUNT, new_stack, properties


def test_a_service_acts_for_this_account_only() -> None:
    stack = new_stack()
    Role(stack, "Role", name="geo-bot-x", trusts=service_trust("eks.amazonaws.com", ACCOUNT), managed_policies=["AmazonEKSClusterPolicy"])
    (role,) = properties(stack, "AWS::IAM::Role")
    assert role["AssumeRolePolicyDocument"]["Statement"] == [
        {
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}},
            "Effect": "Allow",
            "Principal": {"Service": "eks.amazonaws.com"},
        }
    ]
    assert role["ManagedPolicyArns"] == ["arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"]
    assert "Policies" not in role


def test_a_pod_s_role_trusts_one_service_account() -> None:
    trust = pod_trust(PodIdentity("geo-bot-eu-west-1", "geo-bot", "geo-bot-api", "geo-bot-eu-west-1-geo-bot-api", made_by_operator=False))
    assert trust["Principal"] == {"Service": "pods.eks.amazonaws.com"}
    assert trust["Action"] == ["sts:AssumeRole", "sts:TagSession"]
    assert trust["Condition"] == {
        "StringEquals": {
            "aws:RequestTag/eks-cluster-name": "geo-bot-eu-west-1",
            "aws:RequestTag/kubernetes-namespace": "geo-bot",
            "aws:RequestTag/kubernetes-service-account": "geo-bot-api",
        }
    }
