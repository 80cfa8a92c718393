"""Room for teams' jobs in the platform's namespace."""

from geobot_constructs.model.quota import NamespaceLimitsSpec

NAMESPACE_LIMITS = NamespaceLimitsSpec(job_pods=20)
