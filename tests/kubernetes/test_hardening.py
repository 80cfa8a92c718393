"""What every pod template goes through."""

from geobot_constructs.kubernetes.hardening import CONTAINER_SECURITY, POD_SECURITY, hardened_document, hardened_pod

HASH = {"cdk8s.io/metadata.addr": "smoke-test-CronJob-c854ebf6"}
LABELS = {"app.kubernetes.io/name": "t", "app.kubernetes.io/instance": "p", "app.kubernetes.io/part-of": "p"}
SELECTOR = {"app.kubernetes.io/name": "t", "app.kubernetes.io/instance": "p"}


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
    job = {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": "t", "labels": HASH},
        "spec": {"jobTemplate": {"spec": {"template": {"metadata": {"labels": HASH}, "spec": {"containers": []}}}}},
    }
    policy = {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": "t"},
        "spec": {"podSelector": {"matchLabels": {**HASH, "tier": "x"}}},
    }
    hardened = hardened_document(job, LABELS, SELECTOR)
    assert hardened["metadata"]["labels"] == LABELS
    assert hardened["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"] == LABELS
    assert hardened_document(policy, LABELS, SELECTOR)["spec"]["podSelector"]["matchLabels"] == {"tier": "x", **SELECTOR}


def test_an_empty_list_of_external_addresses_is_left_out() -> None:
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "t"}, "spec": {"externalIPs": [], "type": "ClusterIP"}}
    assert hardened_document(service, LABELS, SELECTOR)["spec"] == {"type": "ClusterIP"}
