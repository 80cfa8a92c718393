"""What a pod cannot start without."""

from geobot_constructs.model.output import Document
from geobot_constructs.policy.documents import pods
from geobot_constructs.policy.uses import uses


def test_every_way_to_name_a_secret_is_known() -> None:
    spec = {
        "imagePullSecrets": [{"name": "pull"}],
        "containers": [
            {
                "name": "c",
                "env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "variable", "key": "url"}}}],
                "envFrom": [{"secretRef": {"name": "all"}}],
            }
        ],
        "volumes": [
            {"name": "v", "secret": {"secretName": "file"}},
            {"name": "w", "projected": {"sources": [{"secret": {"name": "projected"}}]}},
            {"name": "x", "secret": {"secretName": "may-be-missing", "optional": True}},
        ],
    }
    body = {"kind": "Pod", "metadata": {"name": "p"}, "spec": spec}
    document = Document("dist/r/a/Pod.p.yaml", "r", "a", "a/P", body)
    found = pods(document)
    assert found is not None
    assert {(use.name, use.key) for use in uses(found) if use.kind == "Secret"} == {
        ("pull", None),
        ("variable", "url"),
        ("all", None),
        ("file", None),
        ("projected", None),
    }
