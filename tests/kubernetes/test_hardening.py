"""What every pod template goes through."""

import cdk8s
import cdk8s_plus_27 as kplus
import pytest

from geobot_constructs.errors import ManifestError
from geobot_constructs.kubernetes.hardening import CONTAINER_SECURITY, POD_SECURITY, hardened_chart, hardened_pod
from geobot_constructs.model import naming
from geobot_constructs.model.output import Body

HASH = {"cdk8s.io/metadata.addr": "smoke-test-CronJob-c854ebf6"}
LABELS = naming.labels("p", "t", "team")
NAME = "app.kubernetes.io/name"


def hardened(*bodies: Body) -> list[Body]:
    return hardened_chart(bodies, platform="p", app="app", component="team")


def manifest(kind: str, name: str, **fields: object) -> Body:
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": name}, **fields}


def pods(**fields: object) -> Body:
    return {"metadata": {"labels": HASH}, "spec": {"containers": [{"name": "c"}]}, **fields}


def test_a_pod_cannot_keep_a_weaker_setting() -> None:
    weak = {
        "spec": {
            "hostNetwork": True,
            "automountServiceAccountToken": True,
            "securityContext": {"runAsUser": 0},
            "initContainers": [{"name": "i", "securityContext": {"privileged": True}}],
            "containers": [{"name": "c", "image": "x", "securityContext": {"capabilities": {"add": ["NET_ADMIN"]}}}],
        }
    }
    spec = hardened_pod(weak, LABELS)["spec"]
    assert spec["securityContext"] == POD_SECURITY
    assert [c["securityContext"] for c in spec["initContainers"] + spec["containers"]] == [CONTAINER_SECURITY] * 2
    assert (spec["hostNetwork"], spec["hostPID"], spec["hostIPC"], spec["automountServiceAccountToken"]) == (False,) * 4
    assert spec["containers"][0]["image"] == "x"


def test_path_hashes_give_way_to_labels_in_pods_and_in_every_selector() -> None:
    job = manifest("CronJob", "t", spec={"jobTemplate": {"spec": {"template": pods()}}})
    job["metadata"]["labels"] = HASH
    policy = manifest("NetworkPolicy", "n", spec={"podSelector": {"matchLabels": {**HASH, "tier": "x"}}})
    job, policy = hardened(job, policy)
    assert job["metadata"]["labels"] == LABELS
    assert job["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"] == LABELS
    assert policy["spec"]["podSelector"]["matchLabels"] == {"tier": "x", **naming.selector("p", "t")}
    assert policy["metadata"]["labels"] == naming.labels("p", "app", "team")


def test_each_workload_of_a_chart_and_its_selectors_carry_its_own_name() -> None:
    chart = cdk8s.Chart(cdk8s.Testing.app(), "app", disable_resource_name_hashes=True)
    one, two = (
        kplus.Deployment(chart, name, metadata=cdk8s.ApiObjectMetadata(name=name), containers=[kplus.ContainerProps(image="x", port=80)])
        for name in ("one", "two")
    )
    one.scheduling.separate(two)
    two.expose_via_service(name="two")
    kplus.NetworkPolicy(chart, "Policy", selector=one, egress=kplus.NetworkPolicyTraffic(rules=[kplus.NetworkPolicyRule(peer=two)]))
    bodies = {(body["kind"], body["metadata"]["name"]): body for body in hardened(*chart.to_json())}
    for name in ("one", "two"):
        deployment = bodies["Deployment", name]
        assert deployment["spec"]["selector"]["matchLabels"] == naming.selector("p", name)
        assert deployment["metadata"]["labels"] == deployment["spec"]["template"]["metadata"]["labels"] == naming.labels("p", name, "team")
    assert bodies["Service", "two"]["spec"]["selector"] == naming.selector("p", "two")
    policy = next(body for (kind, _), body in bodies.items() if kind == "NetworkPolicy")["spec"]
    assert policy["podSelector"]["matchLabels"][NAME] == "one"
    assert policy["egress"][0]["to"][0]["podSelector"]["matchLabels"][NAME] == "two"
    apart = bodies["Deployment", "one"]["spec"]["template"]["spec"]["affinity"]["podAntiAffinity"]
    assert apart["requiredDuringSchedulingIgnoredDuringExecution"][0]["labelSelector"]["matchLabels"][NAME] == "two"


def test_a_selector_of_no_workload_of_the_chart_is_refused() -> None:
    with pytest.raises(ManifestError) as caught:
        hardened(manifest("NetworkPolicy", "n", spec={"egress": [{"to": [{"podSelector": {"matchLabels": HASH}}]}]}))
    assert str(caught.value) == (
        "NetworkPolicy n: spec.egress[0].to[0].podSelector.matchLabels: selects pods of no workload of the chart, "
        "got cdk8s.io/metadata.addr smoke-test-CronJob-c854ebf6; select a workload of this chart, or the labels of another's pods"
    )


def test_a_pod_by_itself_is_hardened_too() -> None:
    pod = manifest("Pod", "t", spec={"hostPID": True, "containers": [{"name": "c"}]})
    pod["metadata"]["labels"] = {**HASH, "tier": "x"}
    service = manifest("Service", "s", spec={"selector": HASH})
    pod, service = hardened(pod, service)
    assert (pod["spec"]["securityContext"], pod["spec"]["hostPID"]) == (POD_SECURITY, False)
    assert pod["spec"]["containers"][0]["securityContext"] == CONTAINER_SECURITY
    assert pod["metadata"] == {"name": "t", "labels": {"tier": "x", **LABELS}}
    assert service["spec"]["selector"] == naming.selector("p", "t")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"spec": "x"},
        {"spec": {}},
        {"spec": {"template": []}},
        {"spec": {"template": {"metadata": {}}}},
        {"spec": {"template": {"metadata": "x", "spec": {}}}},
        {"spec": {"template": {"metadata": {"labels": ["x"]}, "spec": {}}}},
        {"spec": {"template": {"spec": {"containers": "x"}}}},
        {"spec": {"template": {"spec": {"initContainers": ["x"]}}}},
    ],
)
def test_what_has_not_the_shape_of_pods_is_left_for_the_schema(fields: Body) -> None:
    (body,) = hardened(manifest("Deployment", "t", **fields))
    assert {key: body[key] for key in body.keys() - {"apiVersion", "kind", "metadata"}} == fields


def test_an_empty_list_of_external_addresses_is_left_out() -> None:
    service, without_spec = hardened(manifest("Service", "t", spec={"externalIPs": [], "type": "ClusterIP"}), manifest("Service", "u"))
    assert service["spec"] == {"type": "ClusterIP"}
    assert "spec" not in without_spec
