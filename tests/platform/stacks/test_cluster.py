from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from geobot_constructs.model.platform import Region
from tests.assemblies import REGIONS, resources, template
from tests.support import reference_platform


@pytest.mark.parametrize("region", REGIONS)
def test_template(region: str, assembly: Path, template_snapshot: SnapshotAssertion) -> None:
    assert template(assembly, region, "cluster") == template_snapshot


@pytest.mark.parametrize("region", reference_platform().regions, ids=REGIONS)
def test_every_binding_has_its_association(region: Region, assembly: Path) -> None:
    associations = resources(template(assembly, region.name, "cluster"), "AWS::EKS::PodIdentityAssociation").values()
    assert [tuple(a["Properties"][end] for end in ("ClusterName", "Namespace", "ServiceAccount")) for a in associations] == [
        (binding.cluster, binding.namespace, binding.service_account) for binding in region.pod_identities
    ]


@pytest.mark.parametrize("kind", ["AWS::EKS::PodIdentityAssociation", "AWS::EKS::Nodegroup", "AWS::EKS::Addon"])
def test_who_names_the_cluster_waits_for_it(kind: str, assembly: Path) -> None:
    found = template(assembly, "eu-west-1", "cluster")
    (cluster,) = resources(found, "AWS::EKS::Cluster")
    # CoreDNS waits for the nodes, and these for the cluster.
    waiting = [body for body in resources(found, kind).values() if body["Properties"].get("AddonName") != "coredns"]
    assert waiting
    assert all(cluster in body["DependsOn"] for body in waiting)


def test_nodes_wait_for_their_network_plugin(assembly: Path) -> None:
    found = template(assembly, "eu-west-1", "cluster")
    addons = {body["Properties"]["AddonName"]: name for name, body in resources(found, "AWS::EKS::Addon").items()}
    ((nodes, group),) = resources(found, "AWS::EKS::Nodegroup").items()
    assert {addons["vpc-cni"], addons["kube-proxy"]} <= set(group["DependsOn"])
    assert nodes in found["Resources"][addons["coredns"]]["DependsOn"]
