from typing import Any

import pytest

from geobot_constructs.model.output import Body, Document
from geobot_constructs.model.platform import Platform, join
from geobot_constructs.policy import bindings
from geobot_constructs.policy.boundaries import check
from tests.policy.support import (
    CATALOG,
    PLATFORM,
    REGION,
    altered,
    document,
    documents,
    external_secret,
    kubernetes,
    manifest,
    problems,
    put,
    texts,
)

RBAC = "rbac.authorization.k8s.io/v1"


def _texts(*more: Document) -> list[str]:
    return texts(check(kubernetes(*documents(), *more), PLATFORM))


def _problems(*more: Document) -> list[tuple[str, str]]:
    return problems(check(kubernetes(*documents(), *more), PLATFORM))


def _policy(**spec: Any) -> Document:
    return document(manifest("networking.k8s.io/v1", "NetworkPolicy", "more", {"spec": spec}))


def _role(**rule: Any) -> Document:
    return document(manifest(RBAC, "Role", "more", {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"], **rule}]}))


def test_the_compliant_example_stays_inside() -> None:
    assert _texts() == []


@pytest.mark.parametrize("field", ["data", "stringData"])
def test_a_secret_in_git_is_found(field: str) -> None:
    assert _texts(document(manifest("v1", "Secret", "key", {field: {"key": "eA=="}}))) == [
        f"dist/eu-west-1/api/Secret.key.yaml (api/Secret): no-plain-secret: {field}: is a secret in Git, for everybody who reads the "
        "repository; make it in AWS and read it with an ExternalSecret"
    ]


@pytest.mark.parametrize("body", [manifest("v1", "Secret", "key", {"data": {}}), manifest("v1", "ConfigMap", "key", {"data": {"a": "b"}})])
def test_an_empty_secret_and_a_config_map_may_be_in_git(body: Body) -> None:
    assert _texts(document(body)) == []


PODS = {"matchLabels": {"app": "x"}}


def test_a_policy_that_opens_to_everybody_is_found() -> None:
    assert _texts(_policy(podSelector=PODS, ingress=[{}])) == [
        "dist/eu-west-1/api/NetworkPolicy.more.yaml (api/NetworkPolicy): policy-narrow: spec.ingress[0]: has no from, so it opens to "
        "everybody; name the peers under from"
    ]


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ({"egress": [{"to": [], "ports": [{"port": 1}]}]}, "spec.egress[0]: has no to, so it opens to everybody"),
        ({"egress": [{"to": [{}]}]}, "spec.egress[0].to[0]: opens to every pod of the namespace, got {}"),
        (
            {"ingress": [{"from": [{"podSelector": PODS}, {"podSelector": {}}]}]},
            'spec.ingress[0].from[1]: opens to every pod of the namespace, got {"podSelector": {}}',
        ),
        (
            {"ingress": [{"from": [{"podSelector": {"matchLabels": {}}, "namespaceSelector": {}}]}]},
            "spec.ingress[0].from[0]: opens to every pod of every namespace, "
            'got {"podSelector": {"matchLabels": {}}, "namespaceSelector": {}}',
        ),
        (
            {"egress": [{"to": [{"ipBlock": {"cidr": "::/0"}}]}]},
            'spec.egress[0].to[0]: opens to every address, got {"ipBlock": {"cidr": "::/0"}}',
        ),
    ],
)
def test_a_rule_without_narrow_peers_is_found(rules: Body, problem: str) -> None:
    assert _problems(_policy(podSelector=PODS, **rules)) == [("policy-narrow", problem)]


@pytest.mark.parametrize(
    "peer",
    [
        {"podSelector": PODS},
        {"podSelector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}},
        {"namespaceSelector": PODS},
        {"namespaceSelector": PODS, "podSelector": {}},
        {"ipBlock": {"cidr": "10.0.0.0/24"}},
        {"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8"]}},
    ],
)
def test_a_narrow_peer_passes(peer: Body) -> None:
    assert _texts(_policy(podSelector=PODS, egress=[{"to": [peer]}])) == []


@pytest.mark.parametrize("selector", [{"podSelector": {}}, {"podSelector": {"matchLabels": {}}}, {}])
def test_only_a_policy_without_rules_may_select_every_pod(selector: Body) -> None:
    assert _texts(_policy(**selector, ingress=[], egress=[])) == []
    assert _problems(_policy(**selector, egress=[{"to": [{"podSelector": PODS}]}])) == [
        ("policy-narrow", "spec.podSelector: is empty, so the rules open every pod of the namespace")
    ]


def _external_secret(app: str, place: str, value: Any) -> Document:
    body = external_secret()
    put(body, ["metadata", "name"], "more")
    put(body, place.split(), value)
    return document(body, REGION, app)


def test_a_secret_of_another_workload_is_found() -> None:
    assert _texts(_external_secret("team", "spec refreshPolicy", "Periodic")) == [
        "dist/eu-west-1/team/ExternalSecret.more.yaml (team/ExternalSecret): secret-own: spec: app team reads a secret of workload api, "
        "got geo-bot/eu-west-1/database/api; declare a secret for team, or move the ExternalSecret to app api"
    ]


def test_an_app_may_read_what_is_declared_for_it() -> None:
    workload = CATALOG.workloads[0]
    other = workload.model_copy(update={"name": "team", "secret_names": {"database": "more"}})
    files = {region.name: region.spec for region in PLATFORM.regions}
    for spec in files.values():
        files[next(name for name in files if files[name] is spec)] = spec.model_copy(
            update={"workloads": {**spec.workloads, "team": spec.workloads["api"]}}
        )
    both: Platform = join(PLATFORM.shared, files, type(CATALOG)(**{**vars(CATALOG), "workloads": (workload, other)}))
    own = _external_secret("team", "spec data 0 remoteRef key", "geo-bot/eu-west-1/database/team")
    assert texts(check(kubernetes(*documents(), own), both)) == []


def test_a_search_for_secrets_is_found_in_any_app() -> None:
    found = _external_secret("api", "spec dataFrom", [{"find": {"name": {"regexp": ".*"}}}])
    assert _problems(found) == [("secret-own", 'spec.dataFrom[0].find: reads whatever it finds, got {"name": {"regexp": ".*"}}')]


@pytest.mark.parametrize(
    ("app", "api_version", "kind", "namespace"),
    [
        ("api", "v1", "ConfigMap", "kube-system"),
        ("argocd", "v1", "ConfigMap", "argocd"),
        ("argocd", "argoproj.io/v1alpha1", "Application", "kube-system"),
        ("argocd", "argoproj.io/v1alpha1", "Rollout", "argocd"),
    ],
)
def test_an_object_in_a_namespace_of_others_is_found(app: str, api_version: str, kind: str, namespace: str) -> None:
    assert _texts(document(manifest(api_version, kind, "more", {}, namespace), REGION, app)) == [
        f"dist/eu-west-1/{app}/{kind}.more.yaml ({app}/{kind}): namespace-own: metadata.namespace: apps write to geo-bot alone, "
        f"got {namespace}; write geo-bot"
    ]


@pytest.mark.parametrize("kind", ["Application", "ApplicationSet", "AppProject"])
def test_what_argo_cd_syncs_is_said_by_its_own_app_alone(kind: str) -> None:
    body = manifest("argoproj.io/v1alpha1", kind, "more", {}, "argocd")
    assert _texts(document(body, REGION, "argocd")) == []
    assert [line for line in _texts(document(body)) if "argocd-only" in line] == [
        f"dist/eu-west-1/api/{kind}.more.yaml (api/{kind}): argocd-only: kind: {kind} belongs to app argocd, got app api; "
        "write it in platform/charts/argocd.py"
    ]


def test_a_cluster_scoped_kind_that_the_project_does_not_allow_is_found() -> None:
    webhook = manifest("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "more", {}, None)
    assert _texts(document(webhook)) == [
        "dist/eu-west-1/api/MutatingWebhookConfiguration.more.yaml (api/MutatingWebhookConfiguration): project-allows: kind: project "
        'geo-bot does not allow MutatingWebhookConfiguration of group "admissionregistration.k8s.io" in app api; leave it to the '
        "platform, or allow the kind in platform/charts/argocd.py"
    ]


def test_a_kind_of_another_group_or_in_an_app_nobody_syncs_is_found() -> None:
    assert _problems(document(manifest("example.org/v1", "Namespace", "more", {}, None))) == [
        ("project-allows", 'kind: project geo-bot does not allow Namespace of group "example.org" in app api')
    ]
    assert _problems(document(manifest("v1", "Namespace", "more", {}, None), REGION, "other")) == [
        ("project-allows", "kind: no Application syncs app other, so no project allows Namespace")
    ]
    assert _texts(document(manifest(RBAC, "ClusterRoleBinding", "more", {}, None))) == []


def test_every_project_that_syncs_an_app_must_allow_its_kinds() -> None:
    given = altered(documents(), "Application", "external-secrets", "spec sources", [{"path": "dist/eu-west-1/api"}])
    assert problems(check(kubernetes(*given), PLATFORM)) == [
        ("project-allows", 'kind: project operators does not allow Namespace of group "" in app api'),
        ("project-allows", 'kind: project operators does not allow PriorityClass of group "scheduling.k8s.io" in app api'),
    ]


@pytest.mark.parametrize("name", ["cluster-admin", "admin", "edit", "system:node"])
def test_a_binding_to_a_wide_role_of_kubernetes_is_found(name: str) -> None:
    binding = manifest(RBAC, "RoleBinding", "more", {"roleRef": {"kind": "ClusterRole", "name": name}})
    assert _texts(document(binding)) == [
        "dist/eu-west-1/api/RoleBinding.more.yaml (api/RoleBinding): rights-narrow: roleRef.name: is a role of Kubernetes itself, which "
        f"gives more than an app needs, got {name}; write a Role with the rules that are needed"
    ]


@pytest.mark.parametrize("role", [{"kind": "Role", "name": "admin"}, {"kind": "ClusterRole", "name": "geo-bot-on-call-cluster"}])
def test_a_binding_to_a_role_of_ours_passes(role: Body) -> None:
    assert _texts(document(manifest(RBAC, "RoleBinding", "more", {"roleRef": role}))) == []


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"verbs": ["*"]}, "rules[0].verbs: means all there are, got *"),
        ({"resources": ["*"]}, "rules[0].resources: means all there are, got *"),
        ({"resources": ["*/scale"]}, "rules[0].resources: means all there are, got */scale"),
        ({"verbs": ["get", "bind"]}, "rules[0].verbs: lets its holder take more rights, got bind"),
        ({"verbs": ["escalate"]}, "rules[0].verbs: lets its holder take more rights, got escalate"),
        ({"verbs": ["impersonate"]}, "rules[0].verbs: lets its holder take more rights, got impersonate"),
        ({"resources": ["secrets"]}, 'rules[0].resources: opens secrets, got secrets with ["get"]'),
    ],
)
def test_a_rule_that_gives_too_much_is_found(rule: Body, problem: str) -> None:
    assert _problems(_role(**rule)) == [("rights-narrow", problem)]


def test_a_rule_that_gives_what_is_needed_passes() -> None:
    assert _texts(_role(verbs=["get", "list", "watch"])) == []


def test_the_bindings_see_a_search_as_a_secret_that_nobody_declared() -> None:
    given = altered(documents(), "ExternalSecret", "db-credentials", "spec dataFrom", [{"find": {"path": "geo-bot/"}}])
    assert problems(bindings.check(kubernetes(*given), PLATFORM)) == [
        ("binding-secret", 'spec: reads a secret that nobody declared for eu-west-1, got find {"path": "geo-bot/"}')
    ]
