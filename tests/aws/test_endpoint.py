from geobot_constructs.aws.endpoint import Endpoint
from tests.stacks import new_stack, properties


def test_host_and_port_are_one_json_object() -> None:
    stack = new_stack()
    Endpoint(stack, "Endpoint", name="/geo-bot/eu-west-1/cache/endpoint", host="cache.example", port=6379)
    assert properties(stack, "AWS::SSM::Parameter") == [
        {"Name": "/geo-bot/eu-west-1/cache/endpoint", "Type": "String", "Value": '{"host":"cache.example","port":6379}'}
    ]
