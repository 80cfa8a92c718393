"""The network of one region: AWS::EC2::VPC and what makes its subnets reachable."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import CfnTag
from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from geobot_constructs.model import naming
from geobot_constructs.model.network import NetworkSpec, Subnet, Tier

ANYWHERE = "0.0.0.0/0"
"""Destination of a default route."""

GATEWAY_SERVICES = ("s3", "dynamodb")
"""Services reached without NAT. Source: VPC user guide, Gateway endpoints: these two have one, 2026-11-24."""


class Network(Construct):
    """A VPC with public, private and isolated subnets in every zone, and one NAT gateway a zone."""

    def __init__(self, scope: Construct, id: str, *, spec: NetworkSpec, name: str, region: str, cluster: str) -> None:
        """Define the network.

        Args:
            scope: Stack of the region.
            id: Part of the logical ids; renaming it replaces the network.
            spec: Range, zones and the subnets that follow from them.
            name: Tag `Name` of the VPC, from `naming.network`.
            region: Region it lies in.
            cluster: Cluster whose controllers find the subnets by tag.

        Source: AWS::EC2::VPC, CloudFormation reference. L1, because the L2 looks up zones even when it is given them.
        """
        super().__init__(scope, id)
        vpc = ec2.CfnVPC(
            self,
            "Resource",
            cidr_block=spec.cidr,
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags=[CfnTag(key="Name", value=name)],
        )
        self.vpc_id: str = vpc.ref
        """Id of the VPC; a token, so for stacks only."""

        subnets = {subnet: self._subnet(subnet, name, cluster) for subnet in spec.subnets}
        self._internet(subnets)
        self._private_routes(subnets, region)
        isolated = ec2.CfnRouteTable(self, "IsolatedRoutes", vpc_id=self.vpc_id)
        self._associate(isolated, subnets, "isolated")
        self.subnet_ids: Mapping[Tier, tuple[str, ...]] = {
            tier: tuple(resource.ref for subnet, resource in subnets.items() if subnet.tier == tier)
            for tier in ("public", "private", "isolated")
        }
        """Ids of the subnets by tier, in the order of the zones; tokens, so for stacks only."""

    def _subnet(self, subnet: Subnet, name: str, cluster: str) -> ec2.CfnSubnet:
        tags = {"Name": f"{name}-{subnet.tier}-{subnet.zone[-1]}", **_discovery_tags(subnet.tier, cluster)}
        return ec2.CfnSubnet(
            self,
            _id(subnet),
            vpc_id=self.vpc_id,
            availability_zone=subnet.zone,
            cidr_block=subnet.cidr,
            map_public_ip_on_launch=False,
            tags=[CfnTag(key=key, value=value) for key, value in tags.items()],
        )

    def _internet(self, subnets: Mapping[Subnet, ec2.CfnSubnet]) -> None:
        gateway = ec2.CfnInternetGateway(self, "InternetGateway")
        self._attachment = ec2.CfnVPCGatewayAttachment(
            self, "InternetGatewayAttachment", vpc_id=self.vpc_id, internet_gateway_id=gateway.ref
        )
        table = ec2.CfnRouteTable(self, "PublicRoutes", vpc_id=self.vpc_id)
        route = ec2.CfnRoute(self, "PublicDefaultRoute", route_table_id=table.ref, destination_cidr_block=ANYWHERE, gateway_id=gateway.ref)
        # The route names the gateway, not its attachment, without which it cannot be made.
        route.node.add_dependency(self._attachment)
        self._associate(table, subnets, "public")

    def _private_routes(self, subnets: Mapping[Subnet, ec2.CfnSubnet], region: str) -> None:
        """One table and one NAT gateway a zone, so that a lost zone takes no other zone's way out."""
        public = {subnet.zone: resource for subnet, resource in subnets.items() if subnet.tier == "public"}
        tables = []
        for subnet in (subnet for subnet in subnets if subnet.tier == "private"):
            own = _id(subnet)
            address = ec2.CfnEIP(self, f"{own}Address", domain="vpc")
            address.node.add_dependency(self._attachment)
            nat = ec2.CfnNatGateway(
                self, f"{own}Nat", subnet_id=public[subnet.zone].ref, allocation_id=address.attr_allocation_id, connectivity_type="public"
            )
            nat.node.add_dependency(self._attachment)
            table = ec2.CfnRouteTable(self, f"{own}Routes", vpc_id=self.vpc_id)
            ec2.CfnRoute(self, f"{own}DefaultRoute", route_table_id=table.ref, destination_cidr_block=ANYWHERE, nat_gateway_id=nat.ref)
            ec2.CfnSubnetRouteTableAssociation(self, f"{own}Association", subnet_id=subnets[subnet].ref, route_table_id=table.ref)
            tables.append(table.ref)
        for service in GATEWAY_SERVICES:
            ec2.CfnVPCEndpoint(
                self,
                f"{naming.construct_id(service)}Endpoint",
                vpc_id=self.vpc_id,
                service_name=f"com.amazonaws.{region}.{service}",
                vpc_endpoint_type="Gateway",
                route_table_ids=tables,
            )

    def _associate(self, table: ec2.CfnRouteTable, subnets: Mapping[Subnet, ec2.CfnSubnet], tier: Tier) -> None:
        for subnet, resource in subnets.items():
            if subnet.tier == tier:
                ec2.CfnSubnetRouteTableAssociation(self, f"{_id(subnet)}Association", subnet_id=resource.ref, route_table_id=table.ref)


def _id(subnet: Subnet) -> str:
    """Id of a subnet, such as `PrivateA`; by zone and not by place in a list, so that none moves."""
    return naming.construct_id(f"{subnet.tier}-{subnet.zone[-1]}")


def _discovery_tags(tier: Tier, cluster: str) -> dict[str, str]:
    """Tags by which controllers of the cluster find subnets.

    Source: AWS Load Balancer Controller, Subnet auto-discovery; Karpenter, NodeClasses.
    """
    return {
        "public": {"kubernetes.io/role/elb": "1"},
        "private": {"kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": cluster},
        "isolated": {},
    }[tier]
