"""Run a service in many regions from Python: Kubernetes YAML and CloudFormation from one typed model."""
