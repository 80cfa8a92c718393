"""The Node process behind jsii."""

import os

import pytest

from geobot_constructs.platform import runtime


def test_node_comes_from_the_wheel_and_a_chosen_one_stays_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JSII_NODE", raising=False)
    runtime.prepare()
    assert os.environ["JSII_NODE"] == str(runtime.NODE)
    assert runtime.NODE.is_file()
    monkeypatch.setenv("JSII_NODE", "/usr/bin/node")
    runtime.prepare()
    assert os.environ["JSII_NODE"] == "/usr/bin/node"


def test_stack_traces_are_off_once_beside_other_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--no-warnings")
    runtime.prepare()
    runtime.prepare()
    assert os.environ["NODE_OPTIONS"] == "--no-warnings --stack-trace-limit=0"
