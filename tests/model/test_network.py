"""The subnets that follow from range and zones."""

from ipaddress import IPv4Network
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geobot_constructs.model.network import MAX_ZONES, NetworkSpec

SPECS = st.builds(
    lambda second, prefix, zones: NetworkSpec(cidr=f"10.{second}.0.0/{prefix}", zones=tuple("abcdef"[:zones])),
    st.integers(0, 255),
    st.integers(16, 18),
    st.integers(3, MAX_ZONES),
)


@given(SPECS)
def test_subnets_lie_inside_the_range_and_apart(spec: NetworkSpec) -> None:
    networks = [IPv4Network(subnet.cidr) for subnet in spec.subnets]
    assert all(network.subnet_of(IPv4Network(spec.cidr)) for network in networks)
    assert not any(one.overlaps(other) for one, other in combinations(networks, 2))
    assert len(networks) == 3 * len(spec.zones)


@given(SPECS.filter(lambda spec: len(spec.zones) < MAX_ZONES))
def test_another_zone_leaves_every_subnet_where_it_is(spec: NetworkSpec) -> None:
    grown = NetworkSpec(cidr=spec.cidr, zones=(*spec.zones, "new"))
    assert set(spec.subnets) < set(grown.subnets)


def test_the_plan_of_a_region() -> None:
    spec = NetworkSpec(cidr="10.1.0.0/16", zones=("a", "b", "c"))
    assert spec.cidrs("private") == ("10.1.0.0/19", "10.1.32.0/19", "10.1.64.0/19")
    assert spec.cidrs("public") == ("10.1.192.0/24", "10.1.193.0/24", "10.1.194.0/24")
    assert spec.cidrs("isolated") == ("10.1.208.0/24", "10.1.209.0/24", "10.1.210.0/24")
