"""Who may do what: the least that each way of working needs."""

from itertools import chain

from geobot_constructs.catalog.audiences import AUDIENCES
from geobot_constructs.model.audience import AudienceSpec, RuleSpec
from tests.support import reference_platform

REGION = reference_platform().regions[0]
READING = {"get", "list", "watch"}


def allowed(audience: AudienceSpec) -> list[RuleSpec]:
    return [*REGION.rules(audience), *audience.cluster]


def by_name(name: str) -> AudienceSpec:
    return next(audience for audience in AUDIENCES if audience.name == name)


def test_nobody_reads_a_secret_and_nobody_grants_rights() -> None:
    for rule in chain.from_iterable(allowed(audience) for audience in AUDIENCES):
        assert "secrets" not in rule.resources
        assert "rbac.authorization.k8s.io" not in rule.groups


def test_people_on_call_change_nothing() -> None:
    assert all(set(rule.verbs) <= READING for rule in allowed(by_name("on-call")))


def test_a_shell_is_for_those_who_broke_the_glass() -> None:
    holders = {audience.name for audience in AUDIENCES for rule in allowed(audience) if "pods/exec" in rule.resources}
    assert holders == {"break-glass"}


def test_a_team_restarts_its_own_workloads_and_no_others() -> None:
    def patched(name: str) -> list[tuple[str, ...]]:
        return [rule.names for rule in allowed(by_name(name)) if "deployments" in rule.resources and "patch" in rule.verbs]

    assert patched("platform") == [("geo-bot-api",)]
    assert patched("team-nlp") == []
