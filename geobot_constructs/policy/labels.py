"""Names and labels that people and machines find things by; none that changes when a construct moves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from geobot_constructs.model import naming
from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import dotted, found, leaves, mapping, pods
from geobot_constructs.policy.schema_error import shown

LABELS_RECOMMENDED = "labels-recommended"
"""Rule: objects in a namespace and pods carry the recommended labels."""

LABEL_SYNTAX = "label-syntax"
"""Rule: keys and values of labels and annotations are what the API server accepts."""

NAME_SYNTAX = "name-syntax"
"""Rule: names are explicit and in the alphabet of their kind."""

NO_PATH_HASH = "no-path-hash"
"""Rule: nothing is named or selected by a hash of its construct's path."""

NAMESPACE_FITS = "namespace-fits"
"""Rule: a kind that lives in namespaces names one, another names none."""

RECOMMENDED = tuple(f"{naming.APP}/{label}" for label in ("name", "instance", "component", "part-of", "managed-by"))
"""Source: Kubernetes documentation, Recommended Labels."""

# Source: Kubernetes API reference 1.36, kinds whose path has no namespace; below, CRDs of their projects with scope Cluster.
CLUSTER_SCOPED = frozenset(
    [
        "APIService",
        "CSIDriver",
        "CSINode",
        "CertificateSigningRequest",
        "ClusterRole",
        "ClusterRoleBinding",
        "ClusterTrustBundle",
        "CustomResourceDefinition",
        "DeviceClass",
        "FlowSchema",
        "IPAddress",
        "IngressClass",
        "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding",
        "MutatingWebhookConfiguration",
        "Namespace",
        "Node",
        "PersistentVolume",
        "PriorityClass",
        "PriorityLevelConfiguration",
        "ResourceSlice",
        "RuntimeClass",
        "ServiceCIDR",
        "StorageClass",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
        "ValidatingWebhookConfiguration",
        "VolumeAttachment",
        "VolumeAttributesClass",
        "ClusterAnalysisTemplate",
        "ClusterExternalSecret",
        "ClusterGenerator",
        "ClusterIssuer",
        "ClusterPolicy",
        "ClusterPushSecret",
        "ClusterSecretStore",
        "ClusterServingRuntime",
        "ClusterTriggerAuthentication",
        "EC2NodeClass",
        "GatewayClass",
        "ImageValidatingPolicy",
        "IngressClassParams",
        "NodeClaim",
        "NodePool",
        "ValidatingPolicy",
    ]
)
"""Kinds that live outside namespaces."""

# Source: Kubernetes documentation, Object Names and IDs; RBAC names are path segments.
_LABEL_NAMES = frozenset({"Namespace", "Service"})
_SEGMENT_NAMES = frozenset({"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"})
_LABEL = re.compile(naming.DNS_1123_LABEL)
_SUBDOMAIN = re.compile(rf"{naming.DNS_1123_LABEL}(\.{naming.DNS_1123_LABEL})*")
_QUALIFIED = re.compile(r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
_PATH_HASH = re.compile(r"-c[0-9a-f]{7}$")
_PATH_HASH_LABEL = "cdk8s.io/metadata.addr"
# Source: apimachinery, TotalAnnotationSizeLimitB.
_ANNOTATIONS_BYTES = 256 * 1024


def check(output: Output, platform: Platform) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Judge names, labels, annotations and namespaces of every document."""
    for document in output.documents or ():
        metadata = mapping(document.body, "metadata")
        yield from _name(document, metadata.get("name"))
        yield from _namespace(document, metadata.get("namespace"))
        if document.kind not in CLUSTER_SCOPED:
            yield from _recommended(document, metadata, "metadata.labels")
        yield from _syntax(document, metadata, "metadata")
        template = pods(document)
        if template is not None and template.place:
            inner = mapping(document.body, *template.place.split("."), "metadata")
            yield from _recommended(document, inner, template.at("metadata.labels"))
            yield from _syntax(document, inner, template.at("metadata"))
        yield from _path_hashes(document)


def _name(document: Document, name: object) -> Iterator[Finding]:
    if not isinstance(name, str) or not name:
        yield found(document, NAME_SYNTAX, f"metadata.name: is missing, got {shown(name)}", "write a name from model/naming.py")
        return
    is_label = document.kind in _LABEL_NAMES
    pattern = _LABEL if is_label else _SUBDOMAIN
    is_right = "/" not in name and "%" not in name if document.kind in _SEGMENT_NAMES else pattern.fullmatch(name) is not None
    if not is_right or len(name) > (63 if is_label else 253):
        problem = f"metadata.name: is no DNS-1123 {'label' if is_label else 'subdomain'}, got {name}"
        yield found(document, NAME_SYNTAX, problem, "write lower-case letters, digits and hyphens, a letter or digit first and last")


def _namespace(document: Document, namespace: object) -> Iterator[Finding]:
    if document.kind in CLUSTER_SCOPED and namespace is not None:
        problem = f"metadata.namespace: {document.kind} lives outside namespaces, got {namespace}"
        yield found(document, NAMESPACE_FITS, problem, "remove it")
    elif document.kind not in CLUSTER_SCOPED and (not isinstance(namespace, str) or not _LABEL.fullmatch(namespace)):
        problem = f"metadata.namespace: {document.kind} lives in a namespace, got {shown(namespace)}"
        yield found(document, NAMESPACE_FITS, problem, "name one, or list the kind in policy/labels.py")


def _recommended(document: Document, metadata: Body, place: str) -> Iterator[Finding]:
    labels = mapping(metadata, "labels")
    missing = [label for label in RECOMMENDED if not labels.get(label)]
    if missing:
        yield found(document, LABELS_RECOMMENDED, f"{place}: lacks {', '.join(missing)}", "write the labels of naming.labels")


def _syntax(document: Document, metadata: Body, place: str) -> Iterator[Finding]:
    labels, annotations = mapping(metadata, "labels"), mapping(metadata, "annotations")
    for field, values in (("labels", labels), ("annotations", annotations)):
        for key in values:
            if not _is_key(key):
                yield found(
                    document,
                    LABEL_SYNTAX,
                    f"{place}.{field}: is no valid key, got {key}",
                    "write prefix/name, the name at most 63 characters",
                )
    for key, value in labels.items():
        if not isinstance(value, str) or (value and not _QUALIFIED.fullmatch(value)):
            problem = f"{place}.labels[{key}]: is no label value, got {shown(value)}"
            yield found(document, LABEL_SYNTAX, problem, "write at most 63 letters, digits, hyphens, dots, underscores")
    if sum(len(key) + len(str(value)) for key, value in annotations.items()) > _ANNOTATIONS_BYTES:
        yield found(
            document, LABEL_SYNTAX, f"{place}.annotations: hold more than {_ANNOTATIONS_BYTES} bytes", "move the content to a ConfigMap"
        )


def _is_key(key: object) -> bool:
    if not isinstance(key, str):
        return False
    prefix, slash, name = key.rpartition("/")
    return _QUALIFIED.fullmatch(name) is not None and (not slash or (len(prefix) <= 253 and _SUBDOMAIN.fullmatch(prefix) is not None))


def _path_hashes(document: Document) -> Iterator[Finding]:
    if _PATH_HASH.search(document.name):
        problem = f"metadata.name: ends in a hash of the construct's path, got {document.name}"
        yield found(document, NO_PATH_HASH, problem, "write metadata.name: moving the construct would replace the object")
    if _PATH_HASH_LABEL not in json.dumps(document.body, default=str):
        return
    for steps, value in leaves(document.body):
        if steps and steps[-1] == _PATH_HASH_LABEL:
            problem = f"{dotted(list(steps))}: is a hash of the construct's path, got {shown(value)}"
            yield found(document, NO_PATH_HASH, problem, "select by the labels of naming.selector")
