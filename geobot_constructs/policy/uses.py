"""What a pod template needs beside it: every object that its spec names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geobot_constructs.model.output import Body
from geobot_constructs.policy.documents import Pods, bodies, mapping


@dataclass(frozen=True)
class Use:
    """One name in a pod template, or in another object."""

    place: str
    """Where the name stands."""

    kind: str
    name: str
    key: str | None = None
    """Key inside a Secret or ConfigMap; None where all of them are used."""

    namespace: str | None = None
    """Where it is looked for; None for the namespace of the object that names it."""


def uses(template: Pods) -> Iterator[Use]:
    """Every Secret, ConfigMap, ServiceAccount, PriorityClass and PersistentVolumeClaim that a pod cannot start without."""
    spec, place = template.spec, template.at("spec")
    if spec.get("serviceAccountName"):
        yield Use(f"{place}.serviceAccountName", "ServiceAccount", str(spec["serviceAccountName"]))
    if spec.get("priorityClassName"):
        yield Use(f"{place}.priorityClassName", "PriorityClass", str(spec["priorityClassName"]))
    for index, pull in enumerate(bodies(spec, "imagePullSecrets")):
        yield Use(f"{place}.imagePullSecrets[{index}]", "Secret", str(pull.get("name")))
    for container_place, container in template.containers:
        yield from _environment(container_place, container)
    for index, volume in enumerate(bodies(spec, "volumes")):
        yield from _volume(f"{place}.volumes[{index}]", volume)


def _environment(place: str, container: Body) -> Iterator[Use]:
    for index, variable in enumerate(bodies(container, "env")):
        at = f"{place}.env[{index}].valueFrom"
        for field, kind in (("secretKeyRef", "Secret"), ("configMapKeyRef", "ConfigMap")):
            yield from _needed(f"{at}.{field}", kind, mapping(variable, "valueFrom").get(field), "name", with_key=True)
    for index, source in enumerate(bodies(container, "envFrom")):
        for field, kind in (("secretRef", "Secret"), ("configMapRef", "ConfigMap")):
            yield from _needed(f"{place}.envFrom[{index}].{field}", kind, source.get(field), "name")


def _volume(place: str, volume: Body) -> Iterator[Use]:
    yield from _files(f"{place}.secret", "Secret", volume.get("secret"), "secretName")
    yield from _files(f"{place}.configMap", "ConfigMap", volume.get("configMap"), "name")
    yield from _needed(f"{place}.persistentVolumeClaim", "PersistentVolumeClaim", volume.get("persistentVolumeClaim"), "claimName")
    for index, source in enumerate(bodies(volume, "projected", "sources")):
        at = f"{place}.projected.sources[{index}]"
        yield from _files(f"{at}.secret", "Secret", source.get("secret"), "name")
        yield from _files(f"{at}.configMap", "ConfigMap", source.get("configMap"), "name")


def _files(place: str, kind: str, source: object, field: str) -> Iterator[Use]:
    """A Secret or ConfigMap mounted whole, or some of its keys."""
    items = bodies(source, "items")
    if not items:
        yield from _needed(place, kind, source, field)
    for index, item in enumerate(items):
        named = {**mapping(source), "key": item.get("key")}
        yield from _needed(f"{place}.items[{index}]", kind, named, field, with_key=True)


def _needed(place: str, kind: str, source: object, field: str, *, with_key: bool = False) -> Iterator[Use]:
    if isinstance(source, dict) and source.get("optional") is not True:
        yield Use(place, kind, str(source.get(field)), str(source.get("key")) if with_key else None)
