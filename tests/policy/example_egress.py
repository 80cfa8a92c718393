"""What the example workload may reach."""

from geobot_constructs.model.output import Body
from geobot_constructs.model.platform import Platform


def egress(platform: Platform, region: str) -> list[Body]:
    """Egress rules that open what the workload declares: names, its database, and DynamoDB with a role."""
    subnets = next(each for each in platform.regions if each.name == region).spec.network.cidrs("isolated")
    namespace, resolver = {"kubernetes.io/metadata.name": "kube-system"}, {"k8s-app": "kube-dns"}
    private = ["10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]
    return [
        {
            "to": [{"namespaceSelector": {"matchLabels": namespace}, "podSelector": {"matchLabels": resolver}}],
            "ports": [{"protocol": protocol, "port": 53} for protocol in ("UDP", "TCP")],
        },
        {"to": [{"ipBlock": {"cidr": cidr}} for cidr in subnets], "ports": [{"protocol": "TCP", "port": 5432}]},
        {"to": [{"ipBlock": {"cidr": "169.254.170.23/32"}}], "ports": [{"protocol": "TCP", "port": 80}]},
        {"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": private}}], "ports": [{"protocol": "TCP", "port": 443}]},
    ]
