"""What a manifest may hold."""

from decimal import Decimal
from typing import Any

import aws_cdk as cdk
import pytest

from geobot_constructs.errors import ManifestError
from geobot_constructs.kubernetes.body import checked


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (float("nan"), "ConfigMap c: data.a: should be a finite number, got nan; write a number"),
        (float("-inf"), "ConfigMap c: data.a: should be a finite number, got -inf; write a number"),
        (None, "ConfigMap c: data.a: should have a value, got None; leave the field out"),
        ((1,), "ConfigMap c: data.a: is a Python tuple, which YAML cannot hold, got (1,); convert it first"),
        ({1}, "ConfigMap c: data.a: is a Python set, which YAML cannot hold, got {1}; convert it first"),
        (b"x", "ConfigMap c: data.a: is a Python bytes, which YAML cannot hold, got b'x'; convert it first"),
        (Decimal(1), "ConfigMap c: data.a: is a Python Decimal, which YAML cannot hold, got Decimal('1'); convert it first"),
        ([{1: "x"}], "ConfigMap c: data.a[0]: a key should be a string, got 1; quote it"),
        (2**63, "ConfigMap c: data.a: does not fit 64 bits, got 9223372036854775808; write it as a string"),
    ],
)
def test_a_value_yaml_cannot_hold_is_refused_with_its_place(value: Any, message: str) -> None:
    with pytest.raises(ManifestError) as caught:
        checked({"data": {"a": value}}, "ConfigMap c")
    assert str(caught.value) == message


def test_every_kind_of_cdk_token_is_refused() -> None:
    stack = cdk.Stack()
    numbers = [cdk.Token.as_number({"Ref": f"X{number}"}) for number in range(20)]
    tokens = [stack.account, *numbers, cdk.Token.as_list({"Ref": "X"}), f"arn:{stack.region}:x"]
    for token in tokens:
        with pytest.raises(ManifestError, match="is a CDK token, known only after deploy"):
            checked({"data": {"a": token}}, "ConfigMap c")
    with pytest.raises(ManifestError, match="is a CDK token, known only after deploy"):
        checked({"data": {stack.account: "a"}}, "ConfigMap c")


def test_plain_data_passes_unchanged() -> None:
    body = {"data": {"a": "x", "b": [1, -2.5, True, {}], "c": 2**63 - 1}}
    assert checked(body, "ConfigMap c") is body
