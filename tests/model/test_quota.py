"""The namespace's quota follows from what may run in it."""

from hypothesis import given
from hypothesis import strategies as st

from geobot_constructs.model.quota import Demand, NamespaceLimitsSpec, quota

LIMITS = NamespaceLimitsSpec(job_pods=20)
DEMANDS = st.builds(Demand, st.integers(3, 200), st.integers(10, 4000), st.integers(16, 4096), st.integers(16, 8192))


def test_the_quota_holds_a_full_rollout_and_every_job() -> None:
    found = quota([Demand(max_replicas=50, cpu_millicores=250, memory_mib=256, memory_limit_mib=512)], LIMITS)
    assert (found.pods, found.cpu_millicores) == (63 + 20, 63 * 250 + 20 * 50)
    assert (found.memory_mib, found.memory_limit_mib) == (63 * 256 + 20 * 64, 63 * 512 + 20 * 128)


@given(st.lists(DEMANDS, max_size=5), DEMANDS)
def test_another_workload_never_takes_from_the_others(demands: list[Demand], another: Demand) -> None:
    before, after = quota(demands, LIMITS), quota([*demands, another], LIMITS)
    assert after.pods - before.pods >= another.max_replicas
    assert after.cpu_millicores - before.cpu_millicores >= another.max_replicas * another.cpu_millicores
