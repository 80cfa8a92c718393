"""App `smoke-test` of the QA team."""

import cdk8s

from geobot_constructs.platform.charts.teams.smoke_test import SmokeTest
from tests.kubernetes.support import region


def test_it_asks_the_api_of_its_own_region_and_may_reach_nothing_else() -> None:
    account, job, policy = SmokeTest(cdk8s.App(), "smoke-test", region=region()).to_json()
    container = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
    assert container["env"] == [{"name": "API_URL", "value": "http://geo-bot-api.geo-bot.svc:8080"}]
    assert container["image"].startswith("111122223333.dkr.ecr.eu-west-1.amazonaws.com/geobot/smoke-test:")
    assert [[port["port"] for port in rule["ports"]] for rule in policy["spec"]["egress"]] == [[53, 53], [8080]]
    assert account["metadata"]["name"] == "smoke-test"
