"""The base of every Spec."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Spec(BaseModel):
    """A frozen choice: typed, bounded, defaulted, documented; unknown fields and coercions are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


RegionName = Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-[1-9]$")]
"""An AWS region, such as `eu-west-1`."""

Jurisdiction = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""A legal zone for personal data: a country's ISO 3166-1 alpha-2 code, or `EU`."""

Role = Annotated[str, Field(min_length=3, max_length=60)]
"""A role in the organisation, such as `data protection officer`; never a person's name."""
