"""What was synthesized, as plain documents."""

from geobot_constructs.model.output import Body, Document, Output, Template


def document(body: Body, region: str = "r") -> Document:
    return Document("dist/r/a/x.yaml", region, "a", "a/X", body)


def test_one_region_s_part_keeps_a_missing_half_missing() -> None:
    output = Output((document({}, "r"), document({}, "s")), None)
    assert output.of_region("r") == Output((document({}, "r"),), None)


def test_resources_are_found_by_type() -> None:
    template = Template("cdk.out/x.json", "r", "x", (), {"Resources": {"A": {"Type": "T1"}, "B": {"Type": "T2"}}})
    assert dict(template.resources("T2")) == {"B": {"Type": "T2"}}
    assert len(dict(template.resources())) == 2
