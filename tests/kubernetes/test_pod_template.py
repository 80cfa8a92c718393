"""The pods of one workload."""

from geobot_constructs.kubernetes.pod_template import pod_template
from tests.kubernetes.support import LABELS, region

POD = pod_template(region().workload("geo-bot-api"), region(), LABELS)["spec"]
CONTAINER = POD["containers"][0]


def test_a_pod_outlives_deregistration_and_its_longest_request() -> None:
    wait = CONTAINER["lifecycle"]["preStop"]["sleep"]["seconds"]
    drain = region().workload("geo-bot-api").spec.drain
    assert drain.deregistration_seconds < wait
    assert wait + drain.longest_request_seconds < POD["terminationGracePeriodSeconds"]


def test_a_credential_is_a_variable_and_a_file_that_stays_current() -> None:
    variables = {entry["name"]: entry for entry in CONTAINER["env"]}
    assert variables["DATABASE_URL"]["valueFrom"] == {"secretKeyRef": {"name": "db-credentials", "key": "url"}}
    assert variables["DATABASE_URL_FILE"]["value"] == "/etc/credentials/db-credentials/url"
    mounts = {mount["name"]: mount["mountPath"] for mount in CONTAINER["volumeMounts"]}
    assert mounts["db-credentials"] == "/etc/credentials/db-credentials"


def test_there_is_a_memory_limit_and_no_cpu_limit() -> None:
    assert CONTAINER["resources"] == {
        "requests": {"cpu": "250m", "memory": "256Mi", "ephemeral-storage": "64Mi"},
        "limits": {"memory": "512Mi", "ephemeral-storage": "64Mi"},
    }


def test_the_three_probes_ask_the_paths_of_the_spec() -> None:
    probes = {name: CONTAINER[name]["httpGet"]["path"] for name in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert probes == {"startupProbe": "/livez", "readinessProbe": "/readyz", "livenessProbe": "/livez"}
