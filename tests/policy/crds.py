"""CustomResourceDefinitions: one to try conversions on, and the operators' own."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml


def crd(spec: dict[str, Any], kind: str = "Widget") -> dict[str, Any]:
    """A CRD whose version v1 has this schema under `spec`, and whose version v1alpha1 is not served."""
    schema = {"openAPIV3Schema": {"type": "object", "properties": {"metadata": {"type": "object"}, "spec": spec}}}
    versions = [{"name": "v1", "served": True, "storage": True, "schema": schema}, {"name": "v1alpha1", "served": False, "schema": schema}]
    names = {"kind": kind, "plural": f"{kind.lower()}s"}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{kind.lower()}s.example.org"},
        "spec": {"group": "example.org", "names": names, "scope": "Namespaced", "versions": versions},
    }


def write_crd(folder: Path, spec: dict[str, Any]) -> Path:
    """Write it to a file of the folder."""
    file = folder / "widgets.yaml"
    file.write_text(yaml.safe_dump(crd(spec)))
    return file


def operators_directory() -> Path:
    """The directory of the operators' own CRDs, named by the documented setting; without it the test is skipped, in CI it fails."""
    setting = os.environ.get("GEOBOT_CRDS")
    if not setting:
        message = "GEOBOT_CRDS names no directory of CRDs, so custom kinds are not judged by the operators' own"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return Path(setting)
