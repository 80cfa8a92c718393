"""What both halves know of the stores of a region."""

from __future__ import annotations

from collections.abc import Mapping

from geobot_constructs.model.workload import CredentialStore

STORE_PORTS: Mapping[CredentialStore, int] = {"database": 5432, "cache": 6379}
"""TCP port each store listens on."""
