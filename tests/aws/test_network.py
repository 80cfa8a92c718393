from aws_cdk import Stack
from aws_cdk.assertions import Template

from geobot_constructs.aws.network import Network
from geobot_constructs.model.network import NetworkSpec
from tests.stacks import REGION, new_stack, properties

ZONES = ("eu-west-1a", "eu-west-1b", "eu-west-1c")


def synthesize(zones: tuple[str, ...] = ZONES) -> Stack:
    stack = new_stack()
    spec = NetworkSpec(cidr="10.1.0.0/16", zones=zones)
    Network(stack, "Network", spec=spec, name="geo-bot-eu-west-1", region=REGION, cluster="geo-bot-eu-west-1")
    return stack


def test_each_zone_has_its_own_way_out() -> None:
    resources = Template.from_stack(synthesize()).to_json()["Resources"]
    routes = [
        body["Properties"] for body in resources.values() if body["Type"] == "AWS::EC2::Route" and "NatGatewayId" in body["Properties"]
    ]
    gateways = [resources[route["NatGatewayId"]["Ref"]]["Properties"] for route in routes]
    zones = [resources[gateway["SubnetId"]["Ref"]]["Properties"]["AvailabilityZone"] for gateway in gateways]
    assert zones == list(ZONES)
    assert len({gateway["AllocationId"]["Fn::GetAtt"][0] for gateway in gateways}) == 3


def test_isolated_subnets_have_no_way_out() -> None:
    resources = Template.from_stack(synthesize()).to_json()["Resources"]
    isolated = {
        logical_id
        for logical_id in resources
        if logical_id.startswith("NetworkIsolated") and resources[logical_id]["Type"] == "AWS::EC2::Subnet"
    }
    associations = [body["Properties"] for body in resources.values() if body["Type"] == "AWS::EC2::SubnetRouteTableAssociation"]
    tables = {found["RouteTableId"]["Ref"] for found in associations if found["SubnetId"]["Ref"] in isolated}
    assert len(isolated) == 3
    assert len(tables) == 1
    assert [
        body for body in resources.values() if body["Type"] == "AWS::EC2::Route" and body["Properties"]["RouteTableId"]["Ref"] in tables
    ] == []


def test_controllers_find_the_subnets_by_tag() -> None:
    tags = {
        subnet["Tags"][0]["Key"] if subnet["Tags"][0]["Key"] != "Name" else subnet["Tags"][-1]["Key"]: subnet["CidrBlock"]
        for subnet in properties(synthesize(), "AWS::EC2::Subnet")
        if subnet["AvailabilityZone"] == "eu-west-1a"
    }
    assert tags == {
        "kubernetes.io/role/elb": "10.1.192.0/24",
        "karpenter.sh/discovery": "10.1.0.0/19",
        "Name": "10.1.208.0/24",
    }


def test_a_fourth_zone_moves_nothing() -> None:
    before = Template.from_stack(synthesize()).find_resources("AWS::EC2::Subnet")
    after = Template.from_stack(synthesize((*ZONES, "eu-west-1d"))).find_resources("AWS::EC2::Subnet")
    assert len(after) == 12
    assert before.items() <= after.items()
