"""Who may talk to whom: a namespace closed by default, and one policy a workload from what it declares."""

from __future__ import annotations

from geobot_constructs.kubernetes.chart import AppChart
from geobot_constructs.kubernetes.manifest import Manifest
from geobot_constructs.kubernetes.service import HTTP, METRICS
from geobot_constructs.model import naming
from geobot_constructs.model.edge import LINK_LOCAL, MONITORING_NAMESPACE, RESOLVER_LABELS, RESOLVER_NAMESPACE
from geobot_constructs.model.network import PRIVATE_RANGES
from geobot_constructs.model.output import Body
from geobot_constructs.model.platform import Region
from geobot_constructs.model.stores import STORE_PORTS
from geobot_constructs.model.workload import WorkloadSpec

DNS: Body = {
    "to": [
        {
            "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": RESOLVER_NAMESPACE}},
            "podSelector": {"matchLabels": dict(RESOLVER_LABELS)},
        }
    ],
    "ports": [{"protocol": "UDP", "port": 53}, {"protocol": "TCP", "port": 53}],
}
"""Without it nothing resolves. The selector is that of the Service `kube-dns`, which the VPC CNI needs for its address."""


class DefaultDeny(Manifest):
    """NetworkPolicy that closes a namespace in both directions."""

    def __init__(self, scope: AppChart, id: str, *, namespace: str, labels: dict[str, str]) -> None:
        """Define the policy.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            namespace: Namespace to close.
            labels: Labels of the object.
        """
        super().__init__(
            scope,
            id,
            api_version="networking.k8s.io/v1",
            kind="NetworkPolicy",
            name="default-deny",
            namespace=namespace,
            labels=labels,
            body={"spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}},
        )


class WorkloadNetworkPolicy(Manifest):
    """NetworkPolicy that opens exactly what a workload declares.

    Probes need no rule: a pod cannot close itself to its own node. Source: Kubernetes documentation, Network Policies.
    """

    def __init__(self, scope: AppChart, id: str, *, spec: WorkloadSpec, region: Region, labels: dict[str, str]) -> None:
        """Define the policy.

        Args:
            scope: Chart of the app.
            id: Part of the construct path.
            spec: The workload, with its callers and stores.
            region: Region whose address ranges are meant.
            labels: Labels of the object.
        """
        body = {
            "spec": {
                "podSelector": {"matchLabels": naming.selector(region.platform, spec.name)},
                "policyTypes": ["Ingress", "Egress"],
                "ingress": [_ingress(caller, region) for caller in spec.called_by],
                "egress": [DNS, *_egress(spec, region)],
            }
        }
        super().__init__(
            scope,
            id,
            api_version="networking.k8s.io/v1",
            kind="NetworkPolicy",
            name=spec.network_policy,
            namespace=region.namespace,
            labels=labels,
            body=body,
        )


def _ingress(caller: str, region: Region) -> Body:
    match caller:
        case "edge":
            # The load balancer sends to pod addresses, so its own stand in the public subnets.
            return {"from": _blocks(region.spec.network.cidrs("public")), "ports": [_port(HTTP)]}
        case "monitoring":
            source = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": MONITORING_NAMESPACE}}}
            return {"from": [source], "ports": [_port(METRICS)]}
        case _:
            pods = {"podSelector": {"matchLabels": naming.selector(region.platform, caller)}}
            return {"from": [pods], "ports": [_port(HTTP)]}


def _egress(spec: WorkloadSpec, region: Region) -> list[Body]:
    rules = [
        {"to": _blocks(region.spec.network.cidrs("isolated")), "ports": [_port(STORE_PORTS[store])]} for store in spec.credential_stores
    ]
    if spec.calls_aws:
        rules.append({"to": [{"ipBlock": {"cidr": naming.POD_IDENTITY_AGENT}}], "ports": [_port(80)]})
        # DynamoDB is reached through the VPC's gateway endpoint, at public addresses that AWS chooses.
        closed = [LINK_LOCAL, *map(str, PRIVATE_RANGES)]
        rules.append({"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": sorted(closed)}}], "ports": [_port(443)]})
    return rules


def _blocks(cidrs: tuple[str, ...]) -> list[Body]:
    return [{"ipBlock": {"cidr": cidr}} for cidr in cidrs]


def _port(port: int | str) -> Body:
    return {"protocol": "TCP", "port": port}
