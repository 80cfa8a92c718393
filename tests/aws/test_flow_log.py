from aws_cdk import Stack

from geobot_constructs.aws.flow_log import FlowLog
from tests.stacks import ACCOUNT, REGION, new_stack, properties

GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:/geo-bot/eu-west-1/flow"


def synthesize() -> Stack:
    stack = new_stack()
    FlowLog(
        stack,
        "FlowLog",
        vpc_id="vpc-1",
        log_group="/geo-bot/eu-west-1/flow",
        role="geo-bot-eu-west-1-flow-log",
        key_arn="arn:key",
        account=ACCOUNT,
        region=REGION,
    )
    return stack


def test_accepted_and_rejected_connections_are_recorded() -> None:
    (flow,) = properties(synthesize(), "AWS::EC2::FlowLog")
    assert (flow["ResourceId"], flow["ResourceType"], flow["TrafficType"]) == ("vpc-1", "VPC", "ALL")


def test_the_writer_writes_to_its_own_group_only() -> None:
    (role,) = properties(synthesize(), "AWS::IAM::Role")
    (write, describe) = role["Policies"][0]["PolicyDocument"]["Statement"]
    assert write["Resource"] == [GROUP, f"{GROUP}:*"]
    assert describe["Action"] == "logs:DescribeLogGroups"
