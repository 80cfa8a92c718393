"""Run a service in many regions from Python: Kubernetes YAML and CloudFormation from one typed model."""

__version__ = "0.1.0"
"""Version of the package."""
