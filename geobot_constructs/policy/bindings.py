"""Each half renders its end of every declared binding, and no other: one half alone can be judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Body, Document, Output, Template
from geobot_constructs.model.platform import Platform, Region
from geobot_constructs.policy.documents import Cluster, bodies, clusters, found, mapping, text
from geobot_constructs.policy.schema_error import shown
from geobot_constructs.policy.templates import about, dist_of, named_by, physical_name, templates_by_region

POD_IDENTITY = "binding-pod-identity"
"""Rule: a declared Pod Identity has a ServiceAccount that a pod uses, a role and an association."""

SECRET = "binding-secret"  # noqa: S105 - a rule id
"""Rule: a declared secret is made in its home, copied to its region and read there."""

PARAMETER = "binding-parameter"
"""Rule: a declared parameter is made and read in its region."""

_CDK_OUT = "cdk.out"
_UNDECLARED = "declare it in model/platform.py, or remove it"


def check(output: Output, platform: Platform) -> Iterator[Finding]:
    """Compare each half that was synthesized with the declared bindings."""
    regions = {region.name: region for region in platform.regions}
    for cluster in clusters(output):
        if cluster.region in regions:
            yield from _accounts(cluster, regions[cluster.region])
            yield from _reads(cluster, regions[cluster.region])
    by_region = templates_by_region(output)
    for name, templates in by_region.items():
        if name in regions:
            yield from _associations(templates, regions[name])
            yield from _made_secrets(templates, regions[name], output.templates or ())
            yield from _made_parameters(templates, regions[name])


def _accounts(cluster: Cluster, region: Region) -> Iterator[Finding]:
    """Kubernetes half of Pod Identity."""
    for identity in region.pod_identities:
        namespace, name = identity.namespace, identity.service_account
        who = f"ServiceAccount {namespace}/{name} of role {identity.role}"
        if identity.made_by_operator:
            if not any(_helm_account(*pair) == (namespace, name) for pair in cluster.helm_applications()):
                problem = f"no Helm Application makes {who}"
                yield dist_of(region.name, POD_IDENTITY, problem, "write serviceAccount.name under its valuesObject")
            continue
        account = cluster.named("ServiceAccount", namespace, name)
        if account is None:
            yield dist_of(region.name, POD_IDENTITY, f"nothing makes {who}", "add the ServiceAccount, or correct its name")
        elif not any(each.document.namespace == namespace and each.spec.get("serviceAccountName") == name for each in cluster.pods):
            yield found(account, POD_IDENTITY, f"metadata.name: no pod uses {who}", "name it as serviceAccountName of the workload")


def _helm_account(application: Document, source: Body) -> tuple[str | None, str | None]:
    namespace = text(application.body, "spec", "destination", "namespace")
    return namespace, text(source, "helm", "valuesObject", "serviceAccount", "name")


def _associations(templates: list[Template], region: Region) -> Iterator[Finding]:
    """AWS half of Pod Identity."""
    declared = {(identity.cluster, identity.namespace, identity.service_account): identity for identity in region.pod_identities}
    seen = set()
    for template in templates:
        for logical_id, resource in template.resources("AWS::EKS::PodIdentityAssociation"):
            properties = mapping(resource, "Properties")
            cluster = named_by(template, properties.get("ClusterName"))
            key = (cluster, named_by(template, properties.get("Namespace")), named_by(template, properties.get("ServiceAccount")))
            role = named_by(template, properties.get("RoleArn"))
            if key not in declared:
                problem = f"{logical_id}: is no declared Pod Identity, got {' '.join(map(str, key))}"
                yield about(template, logical_id, POD_IDENTITY, problem, _UNDECLARED)
                continue
            seen.add(key)
            if role != declared[key].role:
                problem = f"{logical_id}: gives another role than {declared[key].role}, got {role}"
                yield about(template, logical_id, POD_IDENTITY, problem, "name the declared role")
    for key in sorted(declared.keys() - seen):
        problem = f"no association in {region.name} for ServiceAccount {key[1]}/{key[2]} of cluster {key[0]}"
        yield Finding(_CDK_OUT, POD_IDENTITY, "", problem, "add it in the region's stacks")


def _reads(cluster: Cluster, region: Region) -> Iterator[Finding]:
    """Kubernetes half of secrets and parameters."""
    read: dict[str, dict[str, Document]] = {SECRET: {}, PARAMETER: {}}
    for document in cluster.of_kind("ExternalSecret"):
        for rule, key in keys(cluster, document):
            read[rule].setdefault(key, document)
    declared = {SECRET: {secret.name for secret in region.secrets}, PARAMETER: {parameter.name for parameter in region.parameters}}
    for rule, what in ((SECRET, "secret"), (PARAMETER, "parameter")):
        for key in sorted(read[rule].keys() - declared[rule]):
            yield found(read[rule][key], rule, f"spec: reads a {what} that nobody declared for {region.name}, got {key}", _UNDECLARED)
        for key in sorted(declared[rule] - read[rule].keys()):
            yield dist_of(region.name, rule, f"no ExternalSecret reads {what} {key}", "read it, or declare it no more")


def keys(cluster: Cluster, document: Document) -> Iterator[tuple[str, str]]:
    """Rule and key of everything one ExternalSecret reads; what it would `find` stands for the key it does not name.

    Args:
        cluster: Objects of its region, for the stores.
        document: The ExternalSecret.
    """
    default = mapping(document.body, "spec", "secretStoreRef")
    entries = [(entry, mapping(entry, "remoteRef")) for entry in bodies(document.body, "spec", "data")]
    entries += [(entry, mapping(entry, "extract")) for entry in bodies(document.body, "spec", "dataFrom")]
    for entry, remote in entries:
        key = remote.get("key")
        if isinstance(key, str):
            yield _rule(cluster, document, mapping(entry, "sourceRef", "storeRef") or default, key), key
        if "find" in entry:
            path = text(entry, "find", "path") or ""
            yield _rule(cluster, document, mapping(entry, "sourceRef", "storeRef") or default, path), f"find {shown(entry['find'])}"


def _rule(cluster: Cluster, document: Document, reference: Body, key: str) -> str:
    """What a store holds: secrets or parameters; by the form of the key where the store is not in `dist/`."""
    kind = str(reference.get("kind") or "SecretStore")
    store = cluster.named(kind, None if kind.startswith("Cluster") else document.namespace, str(reference.get("name")))
    service = None if store is None else text(store.body, "spec", "provider", "aws", "service")
    is_parameter = key.startswith("/") if service is None else service == "ParameterStore"
    return PARAMETER if is_parameter else SECRET


def _made_secrets(templates: list[Template], region: Region, everywhere: Iterable[Template]) -> Iterator[Finding]:
    """AWS half of secrets: those of this region's stacks."""
    declared = {secret.name: secret for secret in region.secrets_made_here}
    made = {}
    for template, logical_id, name in _named_resources(templates, "AWS::SecretsManager::Secret"):
        if name not in declared:
            yield about(template, logical_id, SECRET, f"{logical_id}: is no declared secret of {region.name}, got {name}", _UNDECLARED)
            continue
        made[name] = logical_id
        secret = declared[name]
        copies = {str(copy.get("Region")) for copy in bodies(template.body["Resources"][logical_id], "Properties", "ReplicaRegions")}
        wanted = {secret.region} - {secret.home}
        if copies != wanted:
            problem = f"{logical_id}: secret {name} is copied to {_list(copies)}, declared for {_list(wanted)}"
            yield about(template, logical_id, SECRET, problem, f"write {_list(wanted)} as ReplicaRegions")
    for name in sorted(declared.keys() - made.keys()):
        yield Finding(_CDK_OUT, SECRET, "", f"no stack of {region.name} makes secret {name}", "add it to the region's Secrets stack")
    for name, logical_id in made.items():
        # A database that began as a copy has the roles of its source; only a created one is opened by its administrator.
        is_opened = declared[name].workload is not None or region.spec.database.origin != "created"
        if not is_opened and not any(_is_resolved(template.body, name, logical_id) for template in everywhere):
            yield Finding(_CDK_OUT, SECRET, "", f"no stack reads secret {name}", "read it by a dynamic reference, or make it no more")


def _is_resolved(body: Body, name: str, logical_id: str) -> bool:
    """Whether a template holds a dynamic reference to a secret, by name or by Ref."""
    by_name = rf"resolve:secretsmanager:(?:arn:[^\"]*:secret:)?{re.escape(name)}[:}}]"
    by_reference = rf"resolve:secretsmanager:\", {{\"Ref\": \"{re.escape(logical_id)}\"}}"
    return re.search(f"{by_name}|{by_reference}", json.dumps(body)) is not None


def _made_parameters(templates: list[Template], region: Region) -> Iterator[Finding]:
    declared = {parameter.name for parameter in region.parameters}
    made = set()
    for template, logical_id, name in _named_resources(templates, "AWS::SSM::Parameter"):
        made.add(name)
        if name not in declared:
            yield about(
                template, logical_id, PARAMETER, f"{logical_id}: is no declared parameter of {region.name}, got {name}", _UNDECLARED
            )
    for name in sorted(declared - made):
        yield Finding(_CDK_OUT, PARAMETER, "", f"no stack of {region.name} makes parameter {name}", "add it beside its store")


def _named_resources(templates: list[Template], kind: str) -> Iterator[tuple[Template, str, str]]:
    for template in templates:
        for logical_id, resource in template.resources(kind):
            yield template, logical_id, physical_name(resource) or "no name"


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "no other region"
