"""Composition: charts and stacks are lists of constructs; this room decides nothing."""
