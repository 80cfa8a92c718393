"""From the Platform to a CDK app; the same bytes whoever starts it."""

from __future__ import annotations

from pathlib import Path

from aws_cdk import App

from geobot_constructs.model.platform import Platform
from geobot_constructs.platform.stacks import region_stacks

CONTEXT = {
    # References between stacks stay out of the way of changes: no exports.
    "@aws-cdk/core:defaultCrossStackReferences": "weak",
    # A tag of a stack is written to its resources and nowhere else, so that a template says all.
    "@aws-cdk/core:explicitStackTags": True,
    "@aws-cdk/core:aspectPrioritiesMutating": True,
    "@aws-cdk/core:checkSecretUsage": True,
    "@aws-cdk/core:enablePartitionLiterals": True,
    "@aws-cdk/core:target-partitions": ["aws"],
    "@aws-cdk/core:validateSnapshotRemovalPolicy": True,
    "aws:cdk:disable-stack-trace": True,
    "aws:cdk:enable-asset-metadata": False,
    "aws:cdk:enable-path-metadata": False,
    "aws:cdk:version-reporting": False,
}
"""Feature flags and switches; passed after the CLI's own, so that no `cdk.json` or `-c` changes the output."""


def build_app(platform: Platform, outdir: Path, *, validate: bool = False) -> App:
    """Build every stack; the caller calls `synth`.

    Args:
        platform: What to build.
        outdir: Folder that receives the assembly.
        validate: Whether aws-cdk-lib judges the templates at `synth`; tests do, it takes a second and 400 MB.
    """
    app = App(
        outdir=str(outdir),
        analytics_reporting=False,
        builtin_cloud_formation_validation=validate,
        performance_reporting=False,
        post_cli_context=CONTEXT,
        stack_traces=False,
    )
    for region in platform.regions:
        region_stacks(app, region)
    return app
