"""Checks on what was written: dist/ and cdk.out/ as plain documents. Pure."""
