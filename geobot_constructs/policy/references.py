"""Inside one region every name meets the object it names, made by `dist/` or by the cluster itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.policy.documents import Cluster, bodies, clusters, found, listing, mapping, text
from geobot_constructs.policy.uses import Use, uses

REFERENCE_MEETS = "reference-meets"
"""Rule: a named object exists, in the namespace it is looked for, with the key."""

NAMESPACE_MADE = "namespace-made"
"""Rule: a namespace in use is made by something."""

# Source: Kubernetes documentation; `argocd` is made before the first sync, by whoever installs Argo CD.
NAMESPACES = frozenset({"argocd", "default", "kube-system"})
"""Namespaces that are there before `dist/` is applied."""

_BUILT_IN = frozenset(
    {
        ("ServiceAccount", "default"),
        ("ConfigMap", "kube-root-ca.crt"),
        ("PriorityClass", "system-cluster-critical"),
        ("PriorityClass", "system-node-critical"),
        ("AppProject", "default"),
        *(("ClusterRole", role) for role in ("admin", "cluster-admin", "edit", "view")),
    }
)
_EVERYWHERE = frozenset({"PriorityClass", "ClusterRole", "ClusterSecretStore"})
"""Kinds that are looked for outside namespaces."""

Keys = dict[str, frozenset[str] | None]
"""Keys of each Secret or ConfigMap by name; None where any may be there."""


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Follow every reference of every region."""
    regions = {region.name: region for region in platform.regions}
    for cluster in clusters(output):
        made = {"Secret": _secrets(cluster), "ConfigMap": _config_maps(cluster)}
        region = regions.get(cluster.region)
        for template in cluster.pods:
            for use in uses(template):
                yield from _judge(cluster, template.document, use, made)
        for document in cluster.documents:
            for use in _uses(document, region):
                yield from _judge(cluster, document, use, made)
        yield from _namespaces(cluster)
        yield from _sources(cluster)


def _judge(cluster: Cluster, document: Document, use: Use, made: dict[str, dict[str | None, Keys]]) -> Iterator[Finding]:
    namespace = None if use.kind in _EVERYWHERE else use.namespace or document.namespace
    if (use.kind, use.name) in _BUILT_IN or (use.kind == "ClusterRole" and use.name.startswith("system:")):
        return
    where = f"in namespace {namespace}" if namespace else "in the cluster"
    if use.kind not in made:
        if cluster.named(use.kind, namespace, use.name) is None:
            yield found(
                document,
                REFERENCE_MEETS,
                f"{use.place}: no {use.kind} {where} has this name, got {use.name}",
                "correct the name, or add it",
            )
        return
    names = made[use.kind].get(namespace, {})
    if use.name not in names:
        yield found(
            document, REFERENCE_MEETS, f"{use.place}: no {use.kind} {where} has this name, got {use.name}", "correct the name, or add it"
        )
        return
    keys = names[use.name]
    if use.key is not None and keys is not None and use.key not in keys:
        held = ", ".join(sorted(keys)) or "no key"
        yield found(
            document, REFERENCE_MEETS, f"{use.place}: {use.kind} {use.name} has no such key, got {use.key}", f"choose one of {held}"
        )


def _secrets(cluster: Cluster) -> dict[str | None, Keys]:
    """Every Secret that is or will be in the cluster, by namespace."""
    made: dict[str | None, Keys] = {}
    for document in cluster.of_kind("ExternalSecret"):
        name = text(document.body, "spec", "target", "name") or document.name
        made.setdefault(document.namespace, {})[name] = _target_keys(document.body)
    for document in cluster.of_kind("Certificate"):
        made.setdefault(document.namespace, {})[str(mapping(document.body, "spec").get("secretName"))] = None
    for document in cluster.of_kind("Secret"):
        made.setdefault(document.namespace, {})[document.name] = _keys(document.body, "data", "stringData")
    return made


def _target_keys(body: Body) -> frozenset[str] | None:
    template = mapping(body, "spec", "target", "template")
    own = frozenset(str(entry.get("secretKey")) for entry in bodies(body, "spec", "data"))
    if "templateFrom" in template or (listing(body, "spec", "dataFrom") and not template.get("data")):
        return None
    if not template.get("data"):
        return own
    written = frozenset(mapping(template, "data"))
    return written | own if template.get("mergePolicy") == "Merge" else written


def _config_maps(cluster: Cluster) -> dict[str | None, Keys]:
    made: dict[str | None, Keys] = {}
    for document in cluster.of_kind("ConfigMap"):
        made.setdefault(document.namespace, {})[document.name] = _keys(document.body, "data", "binaryData")
    return made


def _keys(body: Body, *fields: str) -> frozenset[str]:
    return frozenset(key for field in fields for key in mapping(body, field))


def _uses(document: Document, region: Region | None) -> Iterator[Use]:
    """Names in objects without pods."""
    spec = mapping(document.body, "spec")
    match document.kind:
        case "ExternalSecret":
            yield from _stores(spec)
        case "HorizontalPodAutoscaler" | "ScaledObject":
            target = mapping(spec, "scaleTargetRef")
            yield Use("spec.scaleTargetRef", str(target.get("kind") or "Deployment"), str(target.get("name")))
        case "RoleBinding" | "ClusterRoleBinding":
            role = mapping(document.body, "roleRef")
            yield Use("roleRef", str(role.get("kind")), str(role.get("name")))
            yield from _subjects(document, region)
        case "Ingress":
            yield from _backends(spec)
        case "Application":
            yield Use("spec.project", "AppProject", str(spec.get("project")))


def _stores(spec: Body) -> Iterator[Use]:
    references: list[tuple[str, Any]] = [("spec.secretStoreRef", spec.get("secretStoreRef"))]
    for field in ("data", "dataFrom"):
        for index, entry in enumerate(bodies(spec, field)):
            references.append((f"spec.{field}[{index}].sourceRef.storeRef", mapping(entry, "sourceRef").get("storeRef")))
    for place, reference in references:
        if isinstance(reference, dict):
            yield Use(place, str(reference.get("kind") or "SecretStore"), str(reference.get("name")))


def _subjects(document: Document, region: Region | None) -> Iterator[Use]:
    operators = set() if region is None else {(each.namespace, each.service_account) for each in region.catalog.operators}
    for index, subject in enumerate(bodies(document.body, "subjects")):
        namespace, name = subject.get("namespace", document.namespace), str(subject.get("name"))
        if subject.get("kind") == "ServiceAccount" and (namespace, name) not in operators:
            yield Use(f"subjects[{index}]", "ServiceAccount", name, namespace=namespace)


def _backends(spec: Body) -> Iterator[Use]:
    services = [("spec.defaultBackend", mapping(spec, "defaultBackend", "service").get("name"))]
    for index, rule in enumerate(bodies(spec, "rules")):
        for number, path in enumerate(bodies(rule, "http", "paths")):
            services.append((f"spec.rules[{index}].http.paths[{number}].backend", mapping(path, "backend", "service").get("name")))
    for place, name in services:
        if isinstance(name, str):
            yield Use(place, "Service", name)


def _namespaces(cluster: Cluster) -> Iterator[Finding]:
    made = NAMESPACES | {document.name for document in cluster.of_kind("Namespace")}
    for application in cluster.of_kind("Application"):
        if "CreateNamespace=true" in listing(application.body, "spec", "syncPolicy", "syncOptions"):
            made |= {str(mapping(application.body, "spec", "destination").get("namespace"))}
    for document in cluster.documents:
        if document.namespace is not None and document.namespace not in made:
            problem = f"metadata.namespace: nothing makes this namespace, got {document.namespace}"
            yield found(document, NAMESPACE_MADE, problem, "add a Namespace, or CreateNamespace=true to its Application")


def _sources(cluster: Cluster) -> Iterator[Finding]:
    """Folders of `dist/` that Argo CD is told to apply."""
    folders = {f"dist/{document.region}/{document.app}" for document in cluster.documents}
    for application in cluster.of_kind("Application"):
        for source in [mapping(application.body, "spec", "source"), *bodies(application.body, "spec", "sources")]:
            path = source.get("path")
            if isinstance(path, str) and "chart" not in source and path.rstrip("/") not in folders | {f"dist/{cluster.region}"}:
                problem = f"spec.source.path: is no folder of this region, got {path}"
                yield found(application, REFERENCE_MEETS, problem, f"choose one of {', '.join(sorted(folders))}")
