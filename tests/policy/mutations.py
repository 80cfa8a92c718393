"""NetworkPolicies with one thing changed."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from geobot_constructs.model.output import Body, Document

FIELDS = {"ingress": "from", "egress": "to"}

UNDECLARED: tuple[tuple[list[Body], list[Body]], ...] = (
    ([], []),
    ([], [{"protocol": "TCP", "port": 22}]),
    ([{"podSelector": {}}], [{"protocol": "TCP", "port": 8080}]),
    ([{"namespaceSelector": {}}], []),
    ([{"podSelector": {"matchLabels": {"app": "rogue"}}}], [{"port": 8443}]),
    ([{"namespaceSelector": {"matchLabels": {"team": "rogue"}}}], [{"protocol": "UDP", "port": 4000, "endPort": 4100}]),
    ([{"ipBlock": {"cidr": "169.254.169.254/32"}}], [{"port": 80}]),
    ([{"ipBlock": {"cidr": "10.0.0.0/8"}}], [{"port": 5432}]),
    ([{"ipBlock": {"cidr": "203.0.113.7/32"}}], [{"protocol": "SCTP", "port": 443}]),
)
"""Peers and ports that nobody declares."""


class Removed(NamedTuple):
    """The documents without one element of a rule, and what it was."""

    documents: tuple[Document, ...]
    direction: str
    peer: Body
    port: Body


def policies(given: tuple[Document, ...]) -> Iterator[Document]:
    """Every NetworkPolicy."""
    return (document for document in given if document.kind == "NetworkPolicy")


def each_element_removed(given: tuple[Document, ...]) -> Iterator[Removed]:
    """The documents again and again, each time without one pair of a peer and a port of a rule."""
    for policy in policies(given):
        for direction, field in FIELDS.items():
            elements = [
                {field: [peer], "ports": [port]}
                for rule in policy.body["spec"].get(direction, [])
                for peer in rule[field]
                for port in rule["ports"]
            ]
            for index, element in enumerate(elements):
                changed = with_rules(given, policy, direction, elements[:index] + elements[index + 1 :])
                yield Removed(changed, direction, element[field][0], element["ports"][0])


def each_undeclared_rule_added(given: tuple[Document, ...]) -> Iterator[tuple[tuple[Document, ...], str, str]]:
    """The documents with one more rule in one policy, the path of that policy, and the place of the rule."""
    for policy in policies(given):
        for direction, field in FIELDS.items():
            rules: list[Any] = policy.body["spec"].get(direction, [])
            for peers, ports in UNDECLARED:
                yield (
                    with_rules(given, policy, direction, [*rules, {field: peers, "ports": ports}]),
                    policy.path,
                    f"spec.{direction}[{len(rules)}]",
                )


def with_rules(given: tuple[Document, ...], policy: Document, direction: str, rules: list[Body]) -> tuple[Document, ...]:
    """The documents with other rules in one policy."""
    body = copy.deepcopy(policy.body)
    body["spec"][direction] = rules
    return tuple(replace(each, body=body) if each is policy else each for each in given)
