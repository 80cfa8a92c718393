"""What was accepted although a rule forbids it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from geobot_constructs.model.data_class import DataClassName
from geobot_constructs.model.spec import Jurisdiction, Role, Spec

Reason = Annotated[str, Field(min_length=20, max_length=500)]
"""Why, in a sentence an auditor accepts."""


class WaiverSpec(Spec):
    """One finding that somebody accepted for a time."""

    rule: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    """Rule id, as the finding prints it."""

    object: Annotated[str, Field(min_length=1)]
    """Where, as the finding prints it: a path under `dist/` or `cdk.out/`; `*` stands for one region."""

    reason: Reason
    """Why it is acceptable."""

    approved_by: Role
    """Who accepted the risk."""

    expires: date
    """Last day it holds, as `2027-03-31`; judged by `validate --as-of`, never by `synth`."""


class TransferSpec(Spec):
    """A copy or a route across jurisdictions that the law allows."""

    source: Jurisdiction
    """Where the data comes from."""

    destination: Jurisdiction
    """Where it goes."""

    data_class: DataClassName
    """What goes."""

    mechanism: Literal["adequacy", "standard_contractual_clauses", "contract", "public_data"]
    """Ground of the transfer; `public_data` where nothing in it says something about a person."""

    reference: Annotated[str, Field(min_length=5, max_length=200)]
    """Document that proves the ground."""

    approved_by: Role
    """Who approved it."""

    expires: date
    """Last day it holds, as `2027-03-31`; judged by `validate --as-of`, never by `synth`."""
