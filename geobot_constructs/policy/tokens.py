"""No document holds a token of the CDK or a value that is known only after a deploy: the halves meet by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from geobot_constructs.model.finding import Finding
from geobot_constructs.model.output import Output
from geobot_constructs.model.platform import Platform
from geobot_constructs.policy.documents import dotted, found, leaves

NO_TOKEN = "no-token"  # noqa: S105 - a rule id
"""Rule: nothing is left that only the CDK can resolve."""

NO_DEPLOY_TIME_VALUE = "no-deploy-time-value"
"""Rule: nothing is written that AWS chooses at deploy."""

# Source: aws-cdk-lib, core/lib/private/encoding.ts: strings, lists, and numbers with the prefix 0xFBFF as a double.
_TOKEN = re.compile(
    r"[$#]\{Token\[|-1\.88815458970\d*e\+?289"
    r"|\{\{resolve:|\$\{AWS::|Fn::(?:GetAtt|Join|Sub|ImportValue|Select|Split|FindInMap|If)\b|\[object Object\]"
)

_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"

# Source: formats of resource ids in the EC2 user guide, Resource IDs, and of ARNs in the Service Authorization Reference, 2026-11-24.
_DEPLOY_TIME = re.compile(
    r"(?<![\w-])(?:vpc|subnet|sg|eni|i|rtb|igw|nat|eipalloc|vpce|vol|fs|acl|tgw|pcx)-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![\w-])"
    r"|arn:aws[\w-]*:elasticloadbalancing:[^\s\"]*/[0-9a-f]{16}"
    rf"|arn:aws[\w-]*:(?:acm|kms|acm-pca|wafv2):[^\s\"]*{_UUID}"
    r"|arn:aws[\w-]*:secretsmanager:[^\s\"]*:secret:[^\s\"]*-[A-Za-z0-9]{6}(?![\w-])"
    rf"|\bkey/(?:{_UUID}|mrk-[0-9a-f]{{32}})|\bmrk-[0-9a-f]{{32}}"
    r"|[\w-]+\.elb\.(?:[\w-]+\.)?amazonaws\.com|[\w-]+\.elb\.amazonaws\.com"
    r"|[0-9A-Fa-f]{16,}(?:\.[\w-]+)*\.eks\.amazonaws\.com|oidc\.eks\.[\w-]+\.amazonaws\.com/id/\w+"
    r"|[\w-]+\.(?:rds|cache)\.amazonaws\.com|[\w-]+\.cloudfront\.net"
)
_KEY_ID = re.compile(rf"(?i)(?:kms|key)[\w-]*\W*{_UUID}")

# Every match of the patterns above holds one of these; looking for them first is 20 times faster.
_MARKS = ("Token[", "e+289", "e289", "{{resolve:", "${AWS::", "Fn::", "[object Object]", "arn:aws", "mrk-")
_HOSTS = (".elb.", ".eks.amazonaws", "oidc.eks.", ".rds.amazonaws", ".cache.amazonaws", ".cloudfront.net")
_HEXADECIMAL = re.compile(r"-[0-9a-fA-F]{8}")


def check(output: Output, platform: Platform) -> Iterator[Finding]:  # noqa: ARG001 - every policy takes the same
    """Search every document, keys and values."""
    for document in output.documents or ():
        line = json.dumps(document.body, ensure_ascii=False, default=str)
        if not (any(mark in line for mark in _MARKS + _HOSTS) or _HEXADECIMAL.search(line)):
            continue
        for steps, value in leaves(document.body):
            key = steps[-1] if steps else ""
            places = [(f"{dotted(list(steps))}, its key", key)] if isinstance(key, str) else []
            if not isinstance(value, dict | list):
                places.append((dotted(list(steps)), str(value)))
            for place, content in places:
                if token := _TOKEN.search(content):
                    yield found(
                        document, NO_TOKEN, f"{place}: holds a CDK token, got {token[0]}", "write a name from model/naming.py instead"
                    )
                elif known_later := _DEPLOY_TIME.search(content) or _KEY_ID.search(content if "its key" in place else f"{key} {content}"):
                    problem = f"{place}: is known only after a deploy, got {known_later[0]}"
                    yield found(
                        document, NO_DEPLOY_TIME_VALUE, problem, "write a name from model/naming.py, or read a parameter of the region"
                    )
