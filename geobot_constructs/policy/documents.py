"""What every policy asks of documents: parts of a body whatever its shape, the objects of one cluster, its pods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import POD_TEMPLATES, Body, Document, Output


def mapping(value: object, *steps: str) -> Body:
    """The mapping under `steps`; empty where nothing or something else stands there, which is for `schema` to report."""
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def listing(value: object, *steps: str) -> list[Any]:
    """The list under `steps`; empty where nothing or something else stands there."""
    found = mapping(value, *steps[:-1]).get(steps[-1])
    return found if isinstance(found, list) else []


def bodies(value: object, *steps: str) -> list[Body]:
    """The mappings of the list under `steps`."""
    return [item for item in listing(value, *steps) if isinstance(item, dict)]


def text(value: object, *steps: str) -> str | None:
    """The string under `steps`; None where nothing or something else stands there."""
    found = mapping(value, *steps[:-1]).get(steps[-1])
    return found if isinstance(found, str) else None


def dotted(steps: list[str | int]) -> str:
    """A place inside a body as people write it, such as `spec.containers[0].image`; a key with a dot stands in brackets."""
    written = ""
    for step in steps:
        if isinstance(step, int) or "." in step or "/" in step:
            written += f"[{step}]"
        else:
            written += f".{step}" if written else step
    return written


def leaves(value: object, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every place of a body and what stands there, mappings and lists before their parts."""
    yield steps, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*steps, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*steps, index))


def is_selected(selector: Body, labels: Body) -> bool:
    """Whether a label selector with `matchLabels` and `matchExpressions` matches; an empty one matches everything."""
    if any(labels.get(key) != value for key, value in mapping(selector, "matchLabels").items()):
        return False
    return all(_holds(expression, labels) for expression in bodies(selector, "matchExpressions"))


def _holds(expression: Body, labels: Body) -> bool:
    value, values = labels.get(str(expression.get("key"))), listing(expression, "values")
    match expression.get("operator"):
        case "In":
            return value in values
        case "NotIn":
            return value not in values
        case "Exists":
            return value is not None
        case "DoesNotExist":
            return value is None
    return False


def found(document: Document, rule: str, problem: str, remedy: str) -> Finding:
    """A finding about one document."""
    return Finding(document.path, rule, document.construct, problem, remedy)


@dataclass(frozen=True)
class Pods:
    """The pod template of one document."""

    document: Document
    place: str
    """Where the template stands, such as `spec.template`; empty for a Pod."""

    labels: Body
    spec: Body

    @property
    def containers(self) -> list[tuple[str, Body]]:
        """Place and body of every container, those that run first before the others."""
        return [
            (f"{self.at('spec')}.{field}[{index}]", container)
            for field in ("initContainers", "containers", "ephemeralContainers")
            for index, container in enumerate(bodies(self.spec, field))
        ]

    def at(self, field: str) -> str:
        """Place of a field of the template."""
        return f"{self.place}.{field}" if self.place else field


def pods(document: Document) -> Pods | None:
    """The pod template of a document of a workload kind, else None."""
    steps = POD_TEMPLATES.get(document.kind)
    if steps is None:
        return None
    template = mapping(document.body, *steps)
    return Pods(document, ".".join(steps), mapping(template, "metadata", "labels"), mapping(template, "spec"))


class Cluster:
    """The objects of one region."""

    def __init__(self, region: str, documents: tuple[Document, ...]) -> None:
        """Index the objects.

        Args:
            region: Name of the region.
            documents: Its documents.
        """
        self.region = region
        """Name of the region."""

        self.documents = documents
        """Every document of the region."""

        self.pods: tuple[Pods, ...] = tuple(template for document in documents if (template := pods(document)) is not None)
        """Every pod template."""

        self._named = {(document.kind, document.namespace, document.name): document for document in documents}
        self._of_kind: dict[str, list[Document]] = {}
        for document in documents:
            self._of_kind.setdefault(document.kind, []).append(document)

    def of_kind(self, *kinds: str) -> list[Document]:
        """Documents of these kinds."""
        return [document for kind in kinds for document in self._of_kind.get(kind, [])]

    def named(self, kind: str, namespace: str | None, name: str) -> Document | None:
        """The object of that name; None where `dist/` holds none."""
        return self._named.get((kind, namespace, name))

    def pods_in(self, namespace: str | None, selector: Body) -> list[Pods]:
        """Pod templates of a namespace that a label selector matches."""
        return [each for each in self.pods if each.document.namespace == namespace and is_selected(selector, each.labels)]

    def helm_applications(self) -> Iterator[tuple[Document, Body]]:
        """Every Argo CD Application with each of its sources that is a Helm chart: its pods are not in `dist/`."""
        for application in self.of_kind("Application"):
            for source in [mapping(application.body, "spec", "source"), *bodies(application.body, "spec", "sources")]:
                if "chart" in source:
                    yield application, source


def clusters(output: Output) -> Iterator[Cluster]:
    """The objects of each region, in alphabetical order; nothing where the Kubernetes half was not synthesized."""
    by_region: dict[str, list[Document]] = {}
    for document in output.documents or ():
        by_region.setdefault(document.region, []).append(document)
    for region in sorted(by_region):
        yield Cluster(region, tuple(by_region[region]))
