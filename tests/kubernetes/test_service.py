"""The address of a workload."""

from geobot_constructs.kubernetes.service import Service
from tests.kubernetes.support import LABELS, chart, region


def test_both_ports_lead_to_the_container_s_port_of_the_same_name() -> None:
    spec = region().workload("geo-bot-api").spec
    service = Service(chart(), "Service", spec=spec, namespace="geo-bot", labels=LABELS, selector={"a": "b"})
    assert [(port["name"], port["port"], port["targetPort"]) for port in service.body["spec"]["ports"]] == [
        ("http", 8080, "http"),
        ("metrics", 9090, "metrics"),
    ]
    assert (service.body["spec"]["type"], service.body["spec"]["selector"]) == ("ClusterIP", {"a": "b"})
