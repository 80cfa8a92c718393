"""A CustomResourceDefinition to try conversions on."""

from pathlib import Path
from typing import Any

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
