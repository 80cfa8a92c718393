"""What many tests share."""

from functools import cache
from pathlib import Path

from geobot_constructs.catalog import CATALOG
from geobot_constructs.model.loading import load_platform
from geobot_constructs.model.platform import Platform

ROOT = Path(__file__).resolve().parent.parent
"""Folder of the project."""


@cache
def reference_platform() -> Platform:
    """The platform of this repository's own files."""
    return load_platform(ROOT, CATALOG)
