from geobot_constructs.aws.store_access import StoreAccess
from tests.stacks import new_stack, properties


def test_only_the_clients_may_connect_and_nothing_leaves() -> None:
    stack = new_stack()
    StoreAccess(stack, "Access", vpc_id="vpc-1", port=5432, clients=["10.1.0.0/19", "10.1.32.0/19"], description="store")
    (group,) = properties(stack, "AWS::EC2::SecurityGroup")
    assert [(rule["IpProtocol"], rule["FromPort"], rule["ToPort"], rule["CidrIp"]) for rule in group["SecurityGroupIngress"]] == [
        ("tcp", 5432, 5432, "10.1.0.0/19"),
        ("tcp", 5432, 5432, "10.1.32.0/19"),
    ]
    assert [rule["CidrIp"] for rule in group["SecurityGroupEgress"]] == ["255.255.255.255/32"]
