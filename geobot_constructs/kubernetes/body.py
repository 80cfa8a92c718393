"""What a manifest may hold: plain data that YAML, Kubernetes and every reader agree on."""

from __future__ import annotations

import math
import struct
from typing import Any

from geobot_constructs.errors import ManifestError
from geobot_constructs.model.output import Body

TOKEN_MARKS = ("${Token[", "#{Token[")
"""How the CDK encodes a value known only after deploy in a string or a list. Source: aws-cdk-lib, core/lib/private/encoding."""

TOKEN_PREFIX = b"\xfb\xff"
"""First bytes of the double in which the CDK encodes a number known only after deploy. Source: as above."""

INT64 = 2**63
"""Kubernetes reads whole numbers into 64 bits. Source: Kubernetes API conventions, Primitive types."""


def checked(body: Body, where: str) -> Body:
    """Return the body unchanged if every value in it is plain.

    Args:
        body: The object in the API's own words.
        where: What to call it in an error, such as `ConfigMap settings`.

    Raises:
        ManifestError: it holds a CDK token, NaN, an infinity, None, a key that is no string, or a Python-only value.
    """
    _check(body, where, "")
    return body


def _check(value: Any, where: str, path: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ManifestError(f"{where}: {path or 'top'}: a key should be a string, got {key!r}; quote it")
            _check_text(key, where, f"{path}.{key}".lstrip("."))
            _check(inner, where, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check(inner, where, f"{path}[{index}]")
    elif isinstance(value, str):
        _check_text(value, where, path)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        _check_number(value, where, path)
    elif value is None:
        raise ManifestError(f"{where}: {path}: should have a value, got None; leave the field out")
    else:
        kind = type(value).__name__
        raise ManifestError(f"{where}: {path}: is a Python {kind}, which YAML cannot hold, got {value!r}; convert it first")


def _check_text(value: str, where: str, path: str) -> None:
    if any(mark in value for mark in TOKEN_MARKS):
        raise ManifestError(f"{where}: {path}: is a CDK token, known only after deploy, got {value!r}; use a name from model/naming.py")


def _check_number(value: float, where: str, path: str) -> None:
    if isinstance(value, float) and not math.isfinite(value):
        raise ManifestError(f"{where}: {path}: should be a finite number, got {value!r}; write a number")
    if isinstance(value, float) and struct.pack(">d", value).startswith(TOKEN_PREFIX):
        raise ManifestError(f"{where}: {path}: is a CDK token, known only after deploy, got {value!r}; use a value from the Spec")
    if isinstance(value, int) and not -INT64 <= value < INT64:
        raise ManifestError(f"{where}: {path}: does not fit 64 bits, got {value!r}; write it as a string")
