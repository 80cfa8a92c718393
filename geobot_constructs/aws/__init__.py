"""Constructs of the AWS half, one resource a file."""
