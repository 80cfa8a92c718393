"""Rules that one field alone cannot break: between fields, between files, and between files and catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Network

from geobot_constructs.errors import NamingError, Problem
from geobot_constructs.model.catalog import Catalog
from geobot_constructs.model.database import ReplicaOrigin
from geobot_constructs.model.platform import join
from geobot_constructs.model.platform_spec import PlatformSpec
from geobot_constructs.model.region import RegionSpec
from geobot_constructs.model.waiver import TransferSpec, WaiverSpec
from geobot_constructs.model.yaml_file import YamlFile

REGION_NAME = re.compile(r"[a-z]{2}(-[a-z]+)+-[1-9]")
"""Shape of an AWS region's name."""

RESERVED_NAMES = {"argocd", "default", "external-secrets", "kube-node-lease", "kube-public", "kube-system", "monitoring"}
"""Namespaces that somebody else fills."""


@dataclass(frozen=True)
class Inputs:
    """Every file, each valid by itself."""

    shared_file: YamlFile
    shared: PlatformSpec
    files: dict[str, YamlFile]
    specs: dict[str, RegionSpec]
    broken: frozenset[str] = frozenset()
    """Regions whose file is there but wrong by itself; nobody can say what they lack."""


def broken_rules(inputs: Inputs, catalog: Catalog) -> tuple[Problem, ...]:
    """Every rule the files break together; names are tried once nothing else is wrong."""
    found = (
        *_file_names(inputs),
        *_one_primary(inputs),
        *_zones_of_the_region(inputs),
        *_zones_for_the_cache(inputs),
        *_disjoint_networks(inputs),
        *_partners(inputs),
        *_database_origins(inputs),
        *_database_home(inputs),
        *_reserved_name(inputs),
        *_some_weight(inputs),
        *_catalog_workloads(inputs, catalog),
        *_catalog_images(inputs, catalog),
    )
    return found if found or inputs.broken else tuple(_names_fit(inputs, catalog))


def _file_names(inputs: Inputs) -> Iterator[Problem]:
    for name, file in inputs.files.items():
        if not REGION_NAME.fullmatch(name):
            yield file.problem((), "is not named after a region", "rename it to a region, such as eu-west-1.yaml", name)


def _one_primary(inputs: Inputs) -> Iterator[Problem]:
    primaries = [name for name, spec in inputs.specs.items() if spec.role == "primary"]
    for name in primaries[1:]:
        yield inputs.files[name].problem(("role",), f"is a second primary, {primaries[0]} is the first", "make one of them secondary")
    if not primaries and not inputs.broken:
        name = next(iter(inputs.files))
        yield inputs.files[name].problem(("role",), "no region is primary", "make the region whose database is written primary")


def _zones_of_the_region(inputs: Inputs) -> Iterator[Problem]:
    for name, spec in inputs.specs.items():
        for index, zone in enumerate(spec.network.zones):
            if not re.fullmatch(rf"{name}[a-z]", zone):
                yield inputs.files[name].problem(("network", "zones", index), "is not a zone of the region", f"write {name} and a letter")


def _zones_for_the_cache(inputs: Inputs) -> Iterator[Problem]:
    for name, spec in inputs.specs.items():
        nodes, zones = spec.cache.replicas + 1, len(spec.network.zones)
        if nodes > zones:
            place = ("cache", "replicas")
            yield inputs.files[name].problem(place, f"{nodes} nodes need {nodes} zones", "lower replicas or add zones", str(zones))


def _disjoint_networks(inputs: Inputs) -> Iterator[Problem]:
    names = sorted(inputs.specs)
    networks = {name: IPv4Network(inputs.specs[name].network.cidr) for name in names}
    for index, name in enumerate(names):
        for earlier in names[:index]:
            if networks[name].overlaps(networks[earlier]):
                problem = f"overlaps {networks[earlier]} of {earlier}"
                yield inputs.files[name].problem(("network", "cidr"), problem, "choose a range no other region has")


def _partners(inputs: Inputs) -> Iterator[Problem]:
    allowed = {(transfer.source, transfer.destination) for transfer in inputs.shared.transfers if transfer.data_class == "programme-data"}
    for name, spec in inputs.specs.items():
        partner = spec.backup_region
        if partner.name == name:
            yield inputs.files[name].problem(("backup_region", "name"), "is the region itself", "name another region")
        known = inputs.specs.get(partner.name)
        if known and known.jurisdiction != partner.jurisdiction:
            problem = f"differs from {known.jurisdiction}, which {inputs.files[partner.name].shown} says"
            yield inputs.files[name].problem(("backup_region", "jurisdiction"), problem, "write the same in both")
        if partner.jurisdiction != spec.jurisdiction and (spec.jurisdiction, partner.jurisdiction) not in allowed:
            problem = f"is outside {spec.jurisdiction} and no transfer allows it"
            remedy = f"choose a partner in {spec.jurisdiction} or declare a transfer of programme-data in {inputs.shared_file.shown}"
            yield inputs.files[name].problem(("backup_region", "jurisdiction"), problem, remedy)


def _database_origins(inputs: Inputs) -> Iterator[Problem]:
    created = [name for name, spec in inputs.specs.items() if spec.database.origin == "created"]
    for name in created[1:]:
        problem = f"is a second database that was created, {created[0]} has the first"
        yield inputs.files[name].problem(("database", "origin"), problem, f"write {{replica_of: {created[0]}}}")
    for name, spec in inputs.specs.items():
        origin = spec.database.origin
        if isinstance(origin, ReplicaOrigin):
            yield from _source(inputs, name, origin)
            if spec.role == "primary" and not origin.promoted:
                problem = f"the primary's database is still a copy of {origin.replica_of}"
                remedy = "promote it and write promoted: true here, or make the region secondary"
                yield inputs.files[name].problem(("database", "origin", "promoted"), problem, remedy, "false")


def _source(inputs: Inputs, name: str, origin: ReplicaOrigin) -> Iterator[Problem]:
    place = ("database", "origin", "replica_of")
    source = inputs.specs.get(origin.replica_of)
    if origin.replica_of == name:
        yield inputs.files[name].problem(place, "is the region itself", "name the region that was copied")
    elif source is None and origin.replica_of in inputs.broken:
        return
    elif source is None:
        regions = ", ".join(sorted(set(inputs.specs) - {name}))
        yield inputs.files[name].problem(place, "has no file, so there is no writer to copy", f"name one of {regions}")
    elif origin.generation > source.database.generation:
        problem = f"is above generation {source.database.generation} of {origin.replica_of}"
        yield inputs.files[name].problem(
            ("database", "origin", "generation"), problem, "write the generation that was copied", str(origin.generation)
        )
    elif name in _copied(inputs, name):
        yield inputs.files[name].problem(place, "copies go round in a circle, so there is no writer to copy", "name a region that writes")


def _copied(inputs: Inputs, name: str) -> Iterator[str]:
    """Regions whose present databases are copied, one from the other, to make this region's; ends at a writer or a circle."""
    seen: set[str] = set()
    while name not in seen and name in inputs.specs:
        seen.add(name)
        origin = inputs.specs[name].database.origin
        if not isinstance(origin, ReplicaOrigin) or origin.promoted:
            return
        source = inputs.specs.get(origin.replica_of)
        if source is None or origin.generation < source.database.generation:
            return
        name = origin.replica_of
        yield name


def _database_home(inputs: Inputs) -> Iterator[Problem]:
    home = inputs.shared.database_home
    created = [name for name, spec in inputs.specs.items() if spec.database.origin == "created"]
    if home in inputs.broken:
        return
    if home not in inputs.specs:
        yield inputs.shared_file.problem(("database_home",), "has no file", f"name one of {', '.join(sorted(inputs.specs))}")
    elif created and home not in created:
        yield inputs.shared_file.problem(("database_home",), f"is not {created[0]}, where the database was created", f"write {created[0]}")


def _reserved_name(inputs: Inputs) -> Iterator[Problem]:
    if inputs.shared.name in RESERVED_NAMES:
        yield inputs.shared_file.problem(("name",), "is a namespace that others use", "choose a name of your own")


def _some_weight(inputs: Inputs) -> Iterator[Problem]:
    if not inputs.broken and all(spec.edge.weight == 0 for spec in inputs.specs.values()):
        name = next(iter(inputs.files))
        yield inputs.files[name].problem(("edge", "weight"), "every region is drained", "give at least one region a weight")


def _catalog_workloads(inputs: Inputs, catalog: Catalog) -> Iterator[Problem]:
    known = {spec.name for spec in catalog.workloads}
    for name, spec in inputs.specs.items():
        for workload in sorted(set(spec.workloads) - known):
            yield inputs.files[name].problem(
                ("workloads", workload), "is not a workload of the catalog", f"use one of {', '.join(sorted(known))}", ""
            )
        for workload in sorted(known - set(spec.workloads)):
            yield inputs.files[name].problem(("workloads", workload), "is required", "add its min_replicas and max_replicas", "")


def _catalog_images(inputs: Inputs, catalog: Catalog) -> Iterator[Problem]:
    used = {spec.image for spec in catalog.workloads} | set(catalog.images)
    for image in sorted(set(inputs.shared.images) - used):
        yield inputs.shared_file.problem(("images", image), "is used by no workload", "remove it", "")
    for image in sorted(used - set(inputs.shared.images)):
        yield inputs.shared_file.problem(("images", image), "is required", "add its tag", "")


def _names_fit(inputs: Inputs, catalog: Catalog) -> Iterator[Problem]:
    """Names that AWS and Kubernetes would refuse, which only files and catalog together can make too long."""
    for region in join(inputs.shared, inputs.specs, catalog).regions:
        try:
            region.check_names()
        except NamingError as error:
            problem, _, remedy = str(error).partition("; ")
            yield inputs.files[region.name].problem((), problem, remedy, "")


def expired(inputs: Inputs, as_of: date) -> tuple[Problem, ...]:
    """Declarations whose last day is before `as_of`; a gate asks this, synthesis never does."""
    declarations: dict[str, tuple[TransferSpec | WaiverSpec, ...]] = {
        "transfers": inputs.shared.transfers,
        "waivers": inputs.shared.waivers,
    }
    return tuple(
        inputs.shared_file.problem((kind, index, "expires"), f"ended before {as_of}", "renew the declaration or remove its reason")
        for kind, entries in declarations.items()
        for index, entry in enumerate(entries)
        if entry.expires < as_of
    )
