"""Who administers a cluster."""

from geobot_constructs.aws.access_entry import AdministratorEntry
from tests.stacks import new_stack, properties


def test_one_role_administers_the_whole_cluster() -> None:
    stack = new_stack()
    AdministratorEntry(stack, "Administrator", cluster="c", role_arn="arn:aws:iam::111122223333:role/r")
    (entry,) = properties(stack, "AWS::EKS::AccessEntry")
    assert (entry["ClusterName"], entry["PrincipalArn"]) == ("c", "arn:aws:iam::111122223333:role/r")
    assert entry["AccessPolicies"] == [
        {"AccessScope": {"Type": "cluster"}, "PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"}
    ]
