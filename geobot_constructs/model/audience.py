"""Who may do what in a cluster: people by group, never by name."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from geobot_constructs.model.spec import Spec

Team = Literal["platform", "data-integration", "ml", "nlp", "qa"]
"""A team that owns workloads."""

Verb = Literal["create", "delete", "get", "list", "patch", "update", "watch"]
"""What Kubernetes authorizes; never `*`, `bind`, `escalate` or `impersonate`."""


class RuleSpec(Spec):
    """One line of a role."""

    groups: tuple[str, ...]
    """API groups; the empty one is the core group."""

    resources: Annotated[tuple[Annotated[str, Field(pattern=r"^[a-z]+(/[a-z]+)?$")], ...], Field(min_length=1)]
    """Resources or subresources, such as `pods/log`; never `*`."""

    verbs: Annotated[tuple[Verb, ...], Field(min_length=1)]
    """What may be done to them."""

    names: tuple[str, ...] = ()
    """Names it is limited to; empty for all. Cannot limit `create` and `list`."""


class AudienceSpec(Spec):
    """A group of people with one way of working."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    """Name of its role; with the platform's name before a colon, name of its group."""

    meaning: Annotated[str, Field(min_length=10, max_length=200)]
    """Who they are and what for."""

    namespaced: tuple[RuleSpec, ...] = ()
    """What they may do in the platform's namespace."""

    cluster: tuple[RuleSpec, ...] = ()
    """What they may do to cluster-scoped objects."""

    team: Team | None = None
    """Team whose own workloads they may restart and promote; None for an audience that owns none."""
