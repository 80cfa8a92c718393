import copy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from geobot_constructs.policy import crd_schemas
from geobot_constructs.policy.cel_rules import compiled, violations
from geobot_constructs.policy.crd_conversion import rule_tree
from geobot_constructs.policy.crd_schemas import CrdSchemas
from geobot_constructs.policy.schema import Schemas, check
from tests.policy.crds import operators_directory, write_crd
from tests.policy.support import PLATFORM, document, kubernetes, manifest, problems, texts
from tests.support import ROOT

ORIGIN = "Widget example.org/v1"
TEXT = {"type": "string"}
LIMITS = {"rule": "has(self.low) != has(self.high)", "message": "exactly one of low and high  \nis set"}


def schema(rule: dict[str, Any] | str, **fields: Any) -> dict[str, Any]:
    """An object with one rule."""
    return {"type": "object", "properties": fields, "x-kubernetes-validations": [{"rule": rule} if isinstance(rule, str) else rule]}


def judged(of_spec: dict[str, Any], spec: Any) -> list[tuple[str, str]]:
    return list(violations(rule_tree({"type": "object", "properties": {"spec": of_spec}}), {"spec": spec}, ORIGIN))


def test_a_rule_of_the_crd_is_judged(tmp_path: Path) -> None:
    write_crd(tmp_path, schema(LIMITS, low=TEXT, high=TEXT))
    schemas = Schemas("1.35", tmp_path)
    good, bad = (manifest("example.org/v1", "Widget", "x", {"spec": spec}) for spec in ({"low": "1"}, {"low": "1", "high": "2"}))
    assert list(check(kubernetes(document(good)), PLATFORM, schemas)) == []
    assert texts(check(kubernetes(document(bad)), PLATFORM, schemas)) == [
        "dist/eu-west-1/api/Widget.x.yaml (api/Widget): cel-rule: spec: breaks a rule of Widget example.org/v1: exactly one of low and high "
        'is set, got {"low": "1", "high": "2"}; satisfy has(self.low) != has(self.high)'
    ]


def test_rules_are_judged_only_where_the_strict_schema_holds(tmp_path: Path) -> None:
    write_crd(tmp_path, schema("false", low=TEXT))
    bad = document(manifest("example.org/v1", "Widget", "x", {"spec": {"lo": "1"}}))
    assert [rule for rule, _ in problems(check(kubernetes(bad), PLATFORM, Schemas("1.35", tmp_path)))] == ["schema-valid"]


def test_defaults_are_applied_before_rules() -> None:
    of_spec = schema("self.size == 3 && self.inner.mode == 'a'", size={"type": "integer", "default": 3})
    of_spec["properties"]["inner"] = {"type": "object", "default": {}, "properties": {"mode": {**TEXT, "default": "a"}}}
    assert judged(of_spec, {}) == []
    assert judged(of_spec, {"inner": {"mode": "a"}}) == []
    assert judged(of_spec, {"inner": {"mode": "b"}}) == [
        (
            'spec: breaks a rule of Widget example.org/v1, got {"inner": {"mode": "b"}, "size": 3}',
            "satisfy self.size == 3 && self.inner.mode == 'a'",
        )
    ]


def test_a_default_can_bring_a_rule_of_its_own() -> None:
    of_spec = {"type": "object", "properties": {"inner": {**schema("has(self.a)", a=TEXT), "default": {}}}}
    assert [problem for problem, _ in judged(of_spec, {})] == ["spec.inner: breaks a rule of Widget example.org/v1, got {}"]


def test_the_body_and_the_tree_are_left_as_they_are() -> None:
    tree = rule_tree(schema("self.a.size() == 2", a={"type": "array", "items": schema("true", b={**TEXT, "default": "x"})}))
    body: dict[str, Any] = {"a": [{}, {"b": "y"}]}
    before = copy.deepcopy((tree, body))
    assert list(violations(tree, body, ORIGIN)) == []
    assert (tree, body) == before


def test_an_evaluation_error_is_a_violation() -> None:
    assert judged(schema({"rule": "self.a == 1", "message": "a is one"}), {"b": 1}) == [
        ('spec: a rule of Widget example.org/v1 cannot be evaluated: no such key: a (a is one), got {"b": 1}', "satisfy self.a == 1")
    ]
    assert len(judged(schema("duration(self.a) > duration('0s')"), {"a": "soon"})) == 1
    assert judged(schema("self.a == 1 || true"), {}) == []


def test_rules_that_compare_with_the_object_before_are_skipped() -> None:
    assert judged(schema("self == oldSelf"), {}) == []
    assert len(judged(schema("self.a == 'oldSelf'"), {"a": "b"})) == 1
    assert judged(schema({"rule": "oldSelf.hasValue() || self.a == 'b'", "optionalOldSelf": True}), {"a": "b"}) == []
    assert len(judged(schema({"rule": "oldSelf.hasValue() || self.a == 'b'", "optionalOldSelf": True}), {"a": "c"})) == 1


@pytest.mark.parametrize(
    ("expression", "words"),
    [("'at least ' + string(2) + ' of a'", "at least 2 of a"), ("self.none", "more"), ("''", "more"), ("'a\\nb'", "more"), ("1", "more")],
)
def test_a_message_expression_speaks_unless_it_fails(expression: str, words: str) -> None:
    rule = {"rule": "self.a.size() > 1", "message": "more", "messageExpression": expression}
    assert [problem for problem, _ in judged(schema(rule), {"a": []})] == [f'spec: breaks a rule of {ORIGIN}: {words}, got {{"a": []}}']


def test_the_place_is_that_of_the_value_or_the_field_the_rule_names() -> None:
    of_item = schema({"rule": "self.a != 'b'", "fieldPath": ".a"})
    of_map = {"type": "object", "additionalProperties": schema("self.a != 'b'")}
    of_spec = {"type": "object", "properties": {"items": {"type": "array", "items": of_item}, "map": of_map}}
    found = judged(of_spec, {"items": [{"a": "a"}, {"a": "b"}], "map": {"x.y": {"a": "b"}}})
    assert [problem.partition(":")[0] for problem, _ in found] == ["spec.items[1].a", "spec.map[x.y]"]
    (whole,) = violations(rule_tree(schema("has(self.spec)")), {}, ORIGIN)
    assert whole == ("the object: breaks a rule of Widget example.org/v1, got {}", "satisfy has(self.spec)")


def test_names_are_escaped_as_rules_spell_them() -> None:
    names = {"namespace": TEXT, "a-b": TEXT, "c.d/e": TEXT, "f__g": TEXT}
    rule = "self.__namespace__ + self.a__dash__b + self.c__dot__d__slash__e + self.f__underscores__g == 'wxyz'"
    given = {"namespace": "w", "a-b": "x", "c.d/e": "y", "f__g": "z"}
    assert judged(schema(rule, **names), given) == []
    of_list = {"type": "array", "items": {"type": "object", "properties": names}}
    assert judged(schema("self.all.all(x, has(x.__namespace__))", all=of_list), {"all": [given]}) == []
    assert (
        judged({"type": "object", "additionalProperties": TEXT, **schema("'a-b' in self && self.all(k, k != 'a__dash__b')")}, given) == []
    )


def test_numbers_that_are_no_integers_are_doubles() -> None:
    assert judged(schema("self.a * 0.5 == 1.0", a={"type": "number"}), {"a": 2}) == []
    assert judged(schema("self.a * 2 == 4", a={"type": "integer"}), {"a": 2}) == []


def test_null_is_not_judged() -> None:
    assert judged(schema("false"), None) == []


@pytest.mark.parametrize(
    "expression",
    [
        "'a@b@c'.split('@') == ['a', 'b', 'c']",
        "'a@b@c'.split('@', 2) == ['a', 'b@c']",
        "'abc'.split('') == ['a', 'b', 'c'] && 'abc'.split('', 2) == ['a', 'bc'] && 'abc'.split('b', 0) == []",
        "'abc1'.find('[0-9]+') == '1' && 'abc'.find('[0-9]') == ''",
        "'Aé'.lowerAscii() == 'aé' && 'aé'.upperAscii() == 'Aé' && 'É'.lowerAscii() == 'É'",
        "'tacocat'.substring(4) == 'cat' && 'tacocat'.substring(0, 4) == 'taco'",
        "isIP('10.0.0.1') && isIP('::1') && !isIP('10.0.0') && !isIP('fe80::1%eth0') && !isIP('::ffff:1.2.3.4') && !isIP('010.0.0.1')",
        "'éü'.size() == 2 && size('é') == 1 && [1, 2].size() == 2 && {'a': 1}.size() == 1",
        "'size()' != 'codePoints()'",
    ],
)
def test_functions_do_what_those_of_kubernetes_do(expression: str) -> None:
    assert judged(schema(expression), {}) == []


def test_a_place_outside_the_text_is_an_evaluation_error() -> None:
    ((problem, _),) = judged(schema("self.a.substring(4) == ''"), {"a": "abc"})
    assert "cannot be evaluated" in problem
    assert "substring from 4 to 3 of 3 characters" in problem


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("quantity(self.a).isLessThan(quantity('1'))", "policy/cel_rules.py does not supply isLessThan, quantity"),
        ("self.a ==", "it does not compile, "),
    ],
)
def test_a_rule_that_nobody_can_judge_is_a_finding(rule: str, reason: str) -> None:
    ((problem, _),) = judged(schema(rule), {"a": "1"})
    assert problem.startswith(f"spec: a rule of Widget example.org/v1 cannot be judged: {reason}")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("from geobot_constructs.policy.cel_rules import compiled; compiled('1 == 1'); print({'rich', 'typer'} & {*sys.modules})", "set()"),
        ("from geobot_constructs.policy.cel_rules import compiled; compiled('1 == 1'); import cel; print(cel.evaluate('1'))", "1"),
        ("import cel; from geobot_constructs.policy.cel_rules import compiled; print(compiled('1').execute())", "1"),
    ],
)
def test_the_engine_is_loaded_once_and_without_its_command_line(lines: str, said: str) -> None:
    ran = subprocess.run([sys.executable, "-c", f"import sys; {lines}"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == f"{said}\n"


def test_a_schema_without_rules_needs_no_tree() -> None:
    assert rule_tree({"type": "object", "properties": {"namespace": {**TEXT, "default": "x"}, "n": {"type": "number"}}}) == {}


def test_rules_are_kept_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crds").mkdir()
    write_crd(tmp_path / "crds", schema(LIMITS))
    fresh = CrdSchemas(tmp_path / "crds", tmp_path / "cache").rules("example.org/v1", "Widget")
    assert fresh == {"fields": {"spec": {"rules": [LIMITS]}}}
    monkeypatch.setattr(crd_schemas, "_parsed", lambda *_: pytest.fail("parsed again"))
    assert CrdSchemas(tmp_path / "crds", tmp_path / "cache").rules("example.org/v1", "Widget") == fresh


def expressions(node: dict[str, Any]) -> list[str]:
    """Every rule of a tree and every expression of a message."""
    own = [rule[key] for rule in node.get("rules", ()) for key in ("rule", "messageExpression") if key in rule]
    inner = [*node.get("fields", {}).values(), *(node[part] for part in ("values", "items") if part in node)]
    return own + [each for part in inner for each in expressions(part)]


def test_all_rules_of_the_operators_own_crds_compile(tmp_path: Path) -> None:
    custom = CrdSchemas(operators_directory(), tmp_path)
    bodies = [yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in (ROOT / "dist").rglob("*.yaml")]
    kinds = {(body["apiVersion"], body["kind"]) for body in bodies if custom.kind(body["apiVersion"], body["kind"])}
    found = {kind: expressions(custom.rules(*kind)) for kind in kinds}
    for every in found.values():
        for expression in every:
            compiled(expression)
    assert len(found["external-secrets.io/v1", "SecretStore"]) >= 10
