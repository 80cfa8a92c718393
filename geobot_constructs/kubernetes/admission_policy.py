"""What the API server refuses in the platform's namespace, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.model.naming import APP
from geobot_constructs.model.output import Body

API_VERSION = "admissionregistration.k8s.io/v1"
"""Version of both kinds; served since Kubernetes 1.30."""

REQUIRED_LABELS = ("component", "instance", "managed-by", "name", "part-of")
"""Recommended labels every pod carries, without their prefix."""

CONTAINERS: Body = {
    "name": "containers",
    "expression": "object.spec.containers + object.spec.?initContainers.orValue([]) + object.spec.?ephemeralContainers.orValue([])",
}
"""Every container of a pod, those a debugger adds among them."""


@dataclass(frozen=True)
class Validation:
    """One condition in CEL, and what a refused person reads."""

    expression: str
    message: str


def pod_validations(registry: str, pinned: Sequence[str]) -> Iterator[Validation]:
    """What every pod of the namespace keeps to, beside Pod Security `restricted`, which the namespace's labels enforce.

    Args:
        registry: Registry of the region, from `naming.registry`.
        pinned: Repositories whose image has a digest in `regions/platform.yaml`.
    """
    yield Validation(
        f"variables.containers.all(c, c.image.startsWith('{registry}/'))", f"images come from {registry}; push the image there first"
    )
    yield Validation("variables.containers.all(c, !c.image.endsWith(':latest'))", "the tag latest names no version; use one that does")
    for repository in pinned:
        yield Validation(
            f"variables.containers.all(c, !c.image.startsWith('{registry}/{repository}:') || c.image.contains('@sha256:'))",
            f"{repository} runs by digest; use the reference in dist/",
        )
    yield Validation(
        "object.spec.?serviceAccountName.orValue('default') != 'default'", "every workload has a ServiceAccount of its own; name it"
    )
    yield Validation(
        "object.spec.?automountServiceAccountToken.orValue(true) == false",
        "no pod mounts a token of the API server; set automountServiceAccountToken to false",
    )
    yield Validation(
        "variables.containers.all(c, c.?securityContext.?readOnlyRootFilesystem.orValue(false))",
        "the root file system is read-only; set securityContext.readOnlyRootFilesystem and mount what must be written",
    )
    for label in REQUIRED_LABELS:
        yield Validation(f"'{APP}/{label}' in object.metadata.?labels.orValue({{}})", f"pods carry the label {APP}/{label}; add it")


class PodAdmissionPolicy(Manifest):
    """ValidatingAdmissionPolicy of pods; it refuses also when it cannot be evaluated."""

    def __init__(self, scope: AppChart, id: str, *, name: str, validations: Sequence[Validation], labels: dict[str, str]) -> None:
        """Define the policy.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name of the policy.
            validations: Conditions that all hold.
            labels: Labels of the object.
        """
        rule = {
            "apiGroups": [""],
            "apiVersions": ["v1"],
            "operations": ["CREATE", "UPDATE"],
            "resources": ["pods", "pods/ephemeralcontainers"],
            "scope": "*",
        }
        spec: Body = {
            "failurePolicy": "Fail",
            "matchConstraints": {"matchPolicy": "Equivalent", "namespaceSelector": {}, "objectSelector": {}, "resourceRules": [rule]},
            "variables": [CONTAINERS],
            "validations": [{"expression": v.expression, "message": v.message} for v in validations],
        }
        super().__init__(
            scope, id, api_version=API_VERSION, kind="ValidatingAdmissionPolicy", name=name, labels=labels, body={"spec": spec}
        )


class AdmissionPolicyBinding(Manifest):
    """ValidatingAdmissionPolicyBinding of a policy of the same name to one namespace: deny, and write it to the audit log."""

    def __init__(self, scope: AppChart, id: str, *, name: str, namespace: str, labels: dict[str, str]) -> None:
        """Define the binding.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            name: Name of the binding and of the policy.
            namespace: Namespace whose objects are judged.
            labels: Labels of the object.
        """
        selector = {"matchLabels": {"kubernetes.io/metadata.name": namespace}}
        spec: Body = {
            "policyName": name,
            "validationActions": ["Deny", "Audit"],
            "matchResources": {"matchPolicy": "Equivalent", "namespaceSelector": selector, "objectSelector": {}},
        }
        super().__init__(
            scope, id, api_version=API_VERSION, kind="ValidatingAdmissionPolicyBinding", name=name, labels=labels, body={"spec": spec}
        )
