"""What one audience may do."""

from geobot_constructs.kubernetes.access import GroupBinding, Role
from geobot_constructs.model.audience import RuleSpec
from tests.kubernetes.support import LABELS, chart

RULES = [RuleSpec(groups=("apps",), resources=("deployments",), verbs=("patch",), names=("a",))]


def test_a_role_of_a_namespace_says_whose_objects_it_means() -> None:
    body = Role(chart(), "Role", name="r", rules=RULES, namespace="n", meaning="people who restart", labels=LABELS).body
    assert (body["kind"], body["metadata"]["namespace"]) == ("Role", "n")
    assert body["rules"] == [{"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["patch"], "resourceNames": ["a"]}]


def test_without_a_namespace_role_and_binding_hold_in_the_cluster() -> None:
    role = Role(chart(), "Role", name="r", rules=RULES, namespace=None, meaning="people who restart", labels=LABELS).body
    binding = GroupBinding(chart(), "Binding", name="r", group="p:r", namespace=None, labels=LABELS).body
    assert (role["kind"], binding["kind"], binding["roleRef"]["kind"]) == ("ClusterRole", "ClusterRoleBinding", "ClusterRole")
    assert binding["subjects"] == [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "p:r"}]
