"""The CEL rules of CustomResourceDefinitions, judged as an API server judges an object that is created."""

from __future__ import annotations

import ipaddress
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

from geobot_constructs.errors import GeobotError
from geobot_constructs.model.output import Body
from geobot_constructs.policy.documents import dotted
from geobot_constructs.policy.schema_error import shown

if TYPE_CHECKING:
    from cel import Program

CEL_RULE = "cel-rule"
"""Rule: what the CRD demands beyond fields and types holds."""

_LONGEST_RULE = 240
_LITERAL = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
_LITERAL_OR_SIZE = re.compile(rf"{_LITERAL}|\bsize(?=\s*\()")
_LITERAL_OR_OLD = re.compile(rf"{_LITERAL}|\b(oldSelf)\b")
_FAILURES = (RuntimeError, LookupError, TypeError, ValueError, ArithmeticError)
_SIZE = "codePoints"
_ENGINE = "cel.cel"

# Source: the Rust crate cel, standard functions. `size` is ours: that of the crate counts the bytes of a string.
_BUILT_IN = re.compile(
    "bytes|contains|double|duration|dyn|endsWith|hasValue|int|matches|orValue|startsWith|string|timestamp|type|uint|value"
)


def violations(tree: Body, body: Body, origin: str) -> Iterator[tuple[str, str]]:
    """Problem and remedy of every rule that does not hold; an evaluation error is a violation, too.

    Rules that compare with the object before (`oldSelf`) hold for one that is created, unless they say `optionalOldSelf`. Strings of
    the formats date-time, duration and byte stay strings: no rule in use computes with one.

    Args:
        tree: From `rule_tree`.
        body: A whole object that its strict schema accepts; left as it is.
        origin: What the rules belong to, such as `NodePool karpenter.sh/v1`.

    Source: Kubernetes documentation, Extend the API with CustomResourceDefinitions, validation rules and defaulting.
    """
    yield from _walk(tree, _defaulted(tree, body), origin, [])


def _walk(node: Body, value: Any, origin: str, place: list[str | int]) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if rules := [rule for rule in node.get("rules", ()) if _is_for_new(rule)]:
        bound = _bound(node, value)
        for rule in rules:
            if broken := _judged(rule, bound, origin):
                where = f"{dotted(place)}{rule.get('fieldPath', '')}".removeprefix(".") or "the object"
                yield f"{where}: {broken}, got {shown(value)}", f"satisfy {_shortened(rule['rule'])}"
    for step, inner, part in _parts(node, value):
        yield from _walk(part, inner, origin, [*place, step])


def _parts(node: Body, value: Any) -> Iterator[tuple[str | int, Any, Body]]:
    """Key or index, value and node of what stands inside a value and has a node."""
    if isinstance(value, dict):
        fields, others = node.get("fields", {}), node.get("values")
        for key, inner in value.items():
            if part := fields.get(key, others):
                yield key, inner, part
    elif isinstance(value, list) and "items" in node:
        for index, inner in enumerate(value):
            yield index, inner, node["items"]


def _defaulted(node: Body, value: Any) -> Any:
    """A copy with the defaults of the schema where a rule can see them."""
    if isinstance(value, list):
        made: Any = list(value)
    elif isinstance(value, dict):
        absent = {name: field["default"] for name, field in node.get("fields", {}).items() if "default" in field and name not in value}
        made = {**value, **absent}
    else:
        return value
    for step, inner, part in _parts(node, made):
        made[step] = _defaulted(part, inner)
    return made


def _bound(node: Body, value: Any) -> Any:
    """A value as rules see it: names that CEL cannot write are escaped, numbers that are no integers are doubles."""
    if node.get("is_double") and isinstance(value, int):
        return float(value)
    parts = {step: (part.get("name", step), _bound(part, inner)) for step, inner, part in _parts(node, value)}
    if not parts:
        return value
    if isinstance(value, list):
        return [bound for _, bound in parts.values()]
    return dict(parts.get(key, (key, inner)) for key, inner in value.items())


def _is_for_new(rule: Body) -> bool:
    return bool(rule.get("optionalOldSelf")) or not any(found[1] for found in _LITERAL_OR_OLD.finditer(rule["rule"]))


def _judged(rule: Body, bound: Any, origin: str) -> str | None:
    """What is wrong; None where the rule holds."""
    words = " ".join(str(rule.get("message", "")).split())
    try:
        program = compiled(rule["rule"])
    except ValueError as error:
        return f"a rule of {origin} cannot be judged: {error}"
    try:
        if _evaluated(program, bound) is True:
            return None
    except _FAILURES as error:
        return f"a rule of {origin} cannot be evaluated: {_reason(error)}" + (f" ({words})" if words else "")
    words = _said(rule, bound) or words
    return f"breaks a rule of {origin}" + (f": {words}" if words else "")


def _reason(error: Exception) -> str:
    return f"no such key: {error.args[0]}" if isinstance(error, KeyError) else _shortened(str(error))


def _said(rule: Body, bound: Any) -> str | None:
    """What `messageExpression` evaluates to; None where there is none, or it fails or is empty, so that `message` stands."""
    if "messageExpression" not in rule:
        return None
    try:
        said = _evaluated(compiled(rule["messageExpression"]), bound)
    except _FAILURES:
        return None
    return said.strip() or None if isinstance(said, str) and "\n" not in said.strip() else None


def _evaluated(program: Program, bound: Any) -> Any:
    engine = _engine()
    return program.execute(engine.Context({"self": bound, "oldSelf": engine.OptionalValue.none()}, dict(FUNCTIONS)))


@cache
def _engine() -> Any:
    """The extension module of the package cel, without the package: that imports its own command line, which takes 0.4 s."""
    if _ENGINE in sys.modules:
        return sys.modules[_ENGINE]
    package = find_spec("cel")
    spec = package and PathFinder.find_spec(_ENGINE, package.submodule_search_locations)
    if spec is None or spec.loader is None:
        raise GeobotError("common-expression-language is not installed; run make synth, which installs it")
    engine = module_from_spec(spec)
    # It can be loaded only once in a process: whoever imports the package later shall find it.
    sys.modules[_ENGINE] = engine
    spec.loader.exec_module(engine)
    return engine


@cache
def compiled(expression: str) -> Program:
    """A program for the expression, compiled once.

    Args:
        expression: CEL, as it stands in the CRD.

    Raises:
        ValueError: it is no CEL, or calls a function that is not supplied here.
    """
    source = _LITERAL_OR_SIZE.sub(lambda found: _SIZE if found[0] == "size" else found[0], expression)
    try:
        program: Program = _engine().compile(source)
    except ValueError as error:
        raise ValueError(f"it does not compile, {_shortened(str(error))}") from None
    # Operators are no identifiers, such as `_==_`.
    called = [name for name in program.functions() if name.isidentifier() and not _BUILT_IN.fullmatch(name)]
    if unknown := sorted(set(called) - FUNCTIONS.keys()):
        raise ValueError(f"policy/cel_rules.py does not supply {', '.join(unknown)}")
    return program


def _find(text: str, pattern: str) -> str:
    """The first match of a regular expression, empty where there is none."""
    found = re.search(pattern, text)
    return found[0] if found else ""


def _split(text: str, separator: str, limit: int = -1) -> list[str]:
    """The parts between separators, at most `limit` of them unless it is negative."""
    if limit == 0:
        return []
    if separator:
        return text.split(separator, limit - 1 if limit > 0 else -1)
    return list(text) if limit < 0 or limit >= len(text) else [*text[: limit - 1], text[limit - 1 :]]


def _substring(text: str, start: int, end: int | None = None) -> str:
    """The characters from `start` to before `end`; places outside the text are an error."""
    end = len(text) if end is None else end
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"substring from {start} to {end} of {len(text)} characters")
    return text[start:end]


def _lower_ascii(text: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def _upper_ascii(text: str) -> str:
    return "".join(sign.upper() if sign.isascii() else sign for sign in text)


def _is_ip(text: str) -> bool:
    """Whether the text is an address without zone and no IPv4 address mapped into IPv6."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return isinstance(address, ipaddress.IPv4Address) or (address.scope_id is None and address.ipv4_mapped is None)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    _SIZE: len,
    "find": _find,
    "isIP": _is_ip,
    "lowerAscii": _lower_ascii,
    "split": _split,
    "substring": _substring,
    "upperAscii": _upper_ascii,
}
"""What the rules of the CRDs in use call besides CEL's own functions, by name.

Source: Kubernetes documentation, Common Expression Language in Kubernetes, CEL options, language features and libraries.
"""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_RULE else f"{line[:_LONGEST_RULE]}..."
