"""What an app may not do to the platform around it, whoever writes the app: seven boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from geobot_constructs.model import naming
from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.policy.bindings import SECRET, keys
from geobot_constructs.policy.documents import Cluster, bodies, clusters, found, listing, mapping, text
from geobot_constructs.policy.labels import CLUSTER_SCOPED
from geobot_constructs.policy.schema_error import shown

NO_PLAIN_SECRET = "no-plain-secret"  # noqa: S105 - a rule id
"""Rule: no Secret in `dist/` holds anything, for `dist/` is in Git."""

POLICY_NARROW = "policy-narrow"
"""Rule: a NetworkPolicy opens something to somebody, never everything or to everybody."""

SECRET_OWN = "secret-own"  # noqa: S105 - a rule id
"""Rule: an app reads by name, and only secrets of its own workload."""

NAMESPACE_OWN = "namespace-own"
"""Rule: objects live in the platform's namespace, those of Argo CD's own app beside Argo CD."""

PROJECT_ALLOWS = "project-allows"
"""Rule: the project that syncs an app allows its cluster-scoped kinds."""

ARGOCD_ONLY = "argocd-only"
"""Rule: the app `argocd` alone says what Argo CD syncs."""

RIGHTS_NARROW = "rights-narrow"
"""Rule: no role gives everything, more rights, or secrets."""

_ARGOCD = "argocd"
_ARGOCD_GROUP = "argoproj.io"
_ARGOCD_KINDS = frozenset({"AppProject", "Application", "ApplicationSet"})
_RBAC_GROUP = "rbac.authorization.k8s.io"
# Source: Kubernetes documentation, Using RBAC Authorization, User-facing roles.
_BUILT_IN_ROLES = frozenset({"admin", "cluster-admin", "edit"})
# Source: as above, Privilege escalation prevention and bootstrapping.
_GROWING_VERBS = frozenset({"bind", "escalate", "impersonate"})
_PEERS = {"ingress": "from", "egress": "to"}


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Judge every document by the boundaries of its region."""
    regions = {region.name: region for region in platform.regions}
    for cluster in clusters(output):
        region = regions.get(cluster.region)
        for document in cluster.documents:
            yield from _plain_secret(document)
            yield from _argocd_only(document)
            yield from _policy(document)
            yield from _rights(document)
            yield from _project(cluster, document)
            if region is not None:
                yield from _namespace(region, document)
                yield from _secrets(cluster, region, document)


def _group(document: Document) -> str:
    """API group of a document; empty for the core group."""
    return document.api_version.rpartition("/")[0]


def _is_argocd(document: Document) -> bool:
    return _group(document) == _ARGOCD_GROUP and document.kind in _ARGOCD_KINDS


def _plain_secret(document: Document) -> Iterator[Finding]:
    for field in ("data", "stringData"):
        if document.kind == "Secret" and not _group(document) and document.body.get(field):
            remedy = "make it in AWS and read it with an ExternalSecret"
            yield found(document, NO_PLAIN_SECRET, f"{field}: is a secret in Git, for everybody who reads the repository", remedy)


def _argocd_only(document: Document) -> Iterator[Finding]:
    if _is_argocd(document) and document.app != _ARGOCD:
        problem = f"kind: {document.kind} belongs to app {_ARGOCD}, got app {document.app}"
        yield found(document, ARGOCD_ONLY, problem, "write it in platform/charts/argocd.py")


def _namespace(region: Region, document: Document) -> Iterator[Finding]:
    namespace = document.namespace
    # Where none is written, `labels` says so.
    if document.kind in CLUSTER_SCOPED or namespace in (None, region.namespace):
        return
    if document.app == _ARGOCD and namespace == _ARGOCD and _is_argocd(document):
        return
    problem = f"metadata.namespace: apps write to {region.namespace} alone, got {namespace}"
    yield found(document, NAMESPACE_OWN, problem, f"write {region.namespace}")


def _project(cluster: Cluster, document: Document) -> Iterator[Finding]:
    """A cluster-scoped kind, held to every project that syncs the app."""
    if document.kind not in CLUSTER_SCOPED:
        return
    group = _group(document)
    names = sorted(set(_projects(cluster, document.app)))
    if not names:
        problem = f"kind: no Application syncs app {document.app}, so no project allows {document.kind}"
        yield found(document, PROJECT_ALLOWS, problem, "give the app an Application in platform/charts/argocd.py")
    for name in names:
        project = cluster.named("AppProject", _ARGOCD, name)
        allowed = [] if project is None else bodies(project.body, "spec", "clusterResourceWhitelist")
        if not any(_matches(each, group, document.kind) for each in allowed):
            problem = f"kind: project {name} does not allow {document.kind} of group {shown(group)} in app {document.app}"
            yield found(document, PROJECT_ALLOWS, problem, "leave it to the platform, or allow the kind in platform/charts/argocd.py")


def _projects(cluster: Cluster, app: str) -> Iterator[str]:
    """Project of every Application that syncs an app of `dist/`."""
    folder = naming.dist_folder(cluster.region, app)
    for application in cluster.of_kind("Application"):
        sources = [mapping(application.body, "spec", "source"), *bodies(application.body, "spec", "sources")]
        if any(source.get("path") == folder for source in sources):
            yield text(application.body, "spec", "project") or "of no name"


def _matches(allowed: Body, group: str, kind: str) -> bool:
    """Whether an entry of a project means a kind; Argo CD reads both as glob patterns."""
    return fnmatchcase(group, str(allowed.get("group"))) and fnmatchcase(kind, str(allowed.get("kind")))


def _secrets(cluster: Cluster, region: Region, document: Document) -> Iterator[Finding]:
    if document.kind != "ExternalSecret":
        return
    for index, entry in enumerate(bodies(document.body, "spec", "dataFrom")):
        if "find" in entry:
            problem = f"spec.dataFrom[{index}].find: reads whatever it finds, got {shown(entry['find'])}"
            yield found(document, SECRET_OWN, problem, "name each secret under remoteRef.key or extract.key")
    owners = {secret.name: secret.workload for secret in region.secrets}
    for rule, key in keys(cluster, document):
        owner = owners.get(key)
        if rule == SECRET and owner is not None and owner != document.app:
            problem = f"spec: app {document.app} reads a secret of workload {owner}, got {key}"
            yield found(document, SECRET_OWN, problem, f"declare a secret for {document.app}, or move the ExternalSecret to app {owner}")


def _policy(document: Document) -> Iterator[Finding]:
    if document.kind != "NetworkPolicy":
        return
    spec = mapping(document.body, "spec")
    opens = False
    for direction, field in _PEERS.items():
        for number, rule in enumerate(listing(spec, direction)):
            opens = True
            place = f"spec.{direction}[{number}]"
            peers = listing(rule, field)
            if not peers:
                yield found(document, POLICY_NARROW, f"{place}: has no {field}, so it opens to everybody", f"name the peers under {field}")
            for index, peer in enumerate(peers):
                whom = _everybody(peer)
                if whom is not None:
                    problem = f"{place}.{field}[{index}]: opens to {whom}, got {shown(peer)}"
                    yield found(document, POLICY_NARROW, problem, "select pods by their labels, or addresses by their range")
    if opens and _is_empty(mapping(spec, "podSelector")):
        problem = "spec.podSelector: is empty, so the rules open every pod of the namespace"
        yield found(document, POLICY_NARROW, problem, "select the pods of one workload; without a rule it may stay empty")


def _everybody(peer: object) -> str | None:
    """Whom a peer means where that is too many; None where it is narrow, or has no shape."""
    if not isinstance(peer, dict):
        return None
    block = peer.get("ipBlock")
    if isinstance(block, dict):
        is_whole = re.fullmatch(r".*/0+", str(block.get("cidr"))) is not None and not block.get("except")
        return "every address" if is_whole else None
    if not _is_empty(mapping(peer, "podSelector")):
        return None
    if "namespaceSelector" not in peer:
        return "every pod of the namespace"
    return "every pod of every namespace" if _is_empty(mapping(peer, "namespaceSelector")) else None


def _is_empty(selector: Body) -> bool:
    """Whether a label selector selects everything."""
    return not selector.get("matchLabels") and not selector.get("matchExpressions")


def _rights(document: Document) -> Iterator[Finding]:
    if _group(document) != _RBAC_GROUP:
        return
    role = mapping(document.body, "roleRef")
    name = str(role.get("name"))
    if role.get("kind") == "ClusterRole" and (name in _BUILT_IN_ROLES or name.startswith("system:")):
        problem = f"roleRef.name: is a role of Kubernetes itself, which gives more than an app needs, got {name}"
        yield found(document, RIGHTS_NARROW, problem, "write a Role with the rules that are needed")
    for index, rule in enumerate(bodies(document.body, "rules")):
        place = f"rules[{index}]"
        verbs, resources = listing(rule, "verbs"), listing(rule, "resources")
        for field in ("verbs", "resources"):
            for value in listing(rule, field):
                if "*" in str(value):
                    yield found(document, RIGHTS_NARROW, f"{place}.{field}: means all there are, got {value}", "list those that are needed")
        for verb in verbs:
            if isinstance(verb, str) and verb in _GROWING_VERBS:
                problem = f"{place}.verbs: lets its holder take more rights, got {verb}"
                yield found(document, RIGHTS_NARROW, problem, "remove it")
        if "secrets" in resources:
            problem = f"{place}.resources: opens secrets, got secrets with {shown(verbs)}"
            yield found(document, RIGHTS_NARROW, problem, "mount the one Secret in the pod that needs it")
