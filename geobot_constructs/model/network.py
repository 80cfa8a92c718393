"""The network of one region: what is chosen, and the subnets that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network
from typing import Annotated, Literal

from pydantic import Field, field_validator

from geobot_constructs.model.spec import Spec

MAX_ZONES = 6
"""Zones a plan has room for; six private blocks of 1/8 leave 1/4 for the two small tiers and for growth."""

PRIVATE_RANGES = (IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"), IPv4Network("192.168.0.0/16"))
"""Private address space. Source: RFC 1918, section 3."""

Tier = Literal["public", "private", "isolated"]
"""`public` holds load balancers and NAT, `private` nodes and pods, `isolated` databases and caches."""


@dataclass(frozen=True)
class Subnet:
    """One subnet of one zone."""

    tier: Tier
    zone: str
    cidr: str


class NetworkSpec(Spec):
    """Address range and zones of one region; every subnet follows from these two."""

    cidr: Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,3}){3}/\d{1,2}$")]
    """Range of the VPC, such as `10.20.0.0/16`: private, /16 to /18, apart from every other region's."""

    zones: Annotated[tuple[str, ...], Field(min_length=3, max_length=MAX_ZONES)]
    """Availability zones in use, such as `eu-west-1a`; the order is part of the subnet plan, so only ever append."""

    @field_validator("cidr")
    @classmethod
    def _private_range(cls, value: str) -> str:
        try:
            network = IPv4Network(value)
        except ValueError as error:
            raise ValueError(f"is not a network ({error}); write the first address of the range") from None
        if not 16 <= network.prefixlen <= 18:
            raise ValueError("should be /16, /17 or /18; choose a range of 16384 to 65536 addresses")
        if not any(network.subnet_of(private) for private in PRIVATE_RANGES):
            raise ValueError("is not private; choose a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16")
        return value

    @field_validator("zones")
    @classmethod
    def _distinct_zones(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) < len(value):
            raise ValueError("names a zone twice; name each zone once")
        return value

    @cached_property
    def subnets(self) -> tuple[Subnet, ...]:
        """Every subnet, by tier and then by zone.

        The range is cut into eighths. Zone `i` owns the `i`th eighth for nodes and pods; of the seventh eighth
        each zone owns a 1/32 (1/256 of the whole) for public and one for isolated subnets; the rest is kept free.
        """
        whole = IPv4Network(self.cidr)
        eighths = list(whole.subnets(prefixlen_diff=3))
        small = list(eighths[6].subnets(prefixlen_diff=5))
        plans: tuple[tuple[Tier, list[IPv4Network]], ...] = (
            ("public", small[:MAX_ZONES]),
            ("private", eighths[:MAX_ZONES]),
            ("isolated", small[16 : 16 + MAX_ZONES]),
        )
        return tuple(Subnet(tier, zone, str(block)) for tier, blocks in plans for zone, block in zip(self.zones, blocks, strict=False))

    def cidrs(self, tier: Tier) -> tuple[str, ...]:
        """Ranges of one tier's subnets, in the order of the zones."""
        return tuple(subnet.cidr for subnet in self.subnets if subnet.tier == tier)
