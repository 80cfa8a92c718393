"""What was synthesized, as plain documents: what policies read and what is written to disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]
"""Plain data: dicts, lists, strings, whole and finite numbers, booleans, None."""

POD_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "Pod": (),
    "Deployment": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
    "Rollout": ("spec", "template"),
}
"""Where a kind keeps its pod template."""


@dataclass(frozen=True)
class Document:
    """One Kubernetes object."""

    path: str
    """File, such as `dist/eu-west-1/geo-bot-api/Deployment.geo-bot-api.yaml`."""

    region: str
    app: str
    """Folder of the object under the region's."""

    construct: str
    """Path of the construct that wrote it."""

    body: Body

    @property
    def kind(self) -> str:
        """Kind of the object."""
        return str(self.body.get("kind", ""))

    @property
    def api_version(self) -> str:
        """Group and version of the kind."""
        return str(self.body.get("apiVersion", ""))

    @property
    def name(self) -> str:
        """Name of the object."""
        return str(self.body.get("metadata", {}).get("name", ""))

    @property
    def namespace(self) -> str | None:
        """Namespace of the object; None for a cluster-scoped one."""
        found: str | None = self.body.get("metadata", {}).get("namespace")
        return found


@dataclass(frozen=True)
class Template:
    """One CloudFormation stack."""

    path: str
    """File, such as `cdk.out/geo-bot-eu-west-1-network.template.json`."""

    region: str
    stack: str
    """Name of the stack."""

    depends_on: tuple[str, ...]
    """Names of the stacks that are deployed before it."""

    body: Body
    constructs: Mapping[str, str] = field(default_factory=dict)
    """Path of the construct of each logical id."""

    def resources(self, kind: str | None = None) -> Iterator[tuple[str, Body]]:
        """Logical id and body of every resource, or of those of one type such as `AWS::RDS::DBInstance`."""
        for logical_id, resource in self.body.get("Resources", {}).items():
            if kind is None or resource["Type"] == kind:
                yield logical_id, resource


@dataclass(frozen=True)
class Output:
    """Both halves, or one alone: a half that was not synthesized is None and cannot be judged."""

    documents: tuple[Document, ...] | None
    templates: tuple[Template, ...] | None

    def of_region(self, region: str) -> Output:
        """The part of one region."""
        return Output(
            None if self.documents is None else tuple(d for d in self.documents if d.region == region),
            None if self.templates is None else tuple(t for t in self.templates if t.region == region),
        )
