"""Schemas of the kinds Kubernetes serves."""

import re

import pytest

from geobot_constructs.errors import GeobotError
from geobot_constructs.policy.core_schemas import CoreSchemas


def test_a_kind_is_compiled_once() -> None:
    schemas = CoreSchemas("1.35")
    assert schemas.kind("apps/v1", "Deployment") is schemas.kind("apps/v1", "Deployment")
    assert schemas.kind("apps/v1beta1", "Deployment") is None


@pytest.mark.parametrize(("version", "served"), [("1.34", False), ("1.35", False), ("1.36", True)])
def test_each_version_serves_its_own_kinds(version: str, served: bool) -> None:
    # Source: Kubernetes 1.36 release notes: MutatingAdmissionPolicy is stable.
    found = CoreSchemas(version).kind("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy")
    assert (found is not None) == served


def test_a_version_without_schemas_is_refused_instead_of_a_near_one() -> None:
    with pytest.raises(GeobotError, match=re.escape("has no schemas of it, got 1.99; upgrade it, or choose one of")):
        CoreSchemas("1.99")
