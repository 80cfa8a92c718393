"""Constructs of the Kubernetes half, one kind or concept a file."""
