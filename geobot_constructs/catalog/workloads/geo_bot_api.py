"""The API that answers people's questions."""

from geobot_constructs.model.workload import AutoscalerSpec, ResourcesSpec, WorkloadSpec

WORKLOAD = WorkloadSpec(
    name="geo-bot-api",
    image="geobot/api",
    team="platform",
    component="api",
    data_class="conversations",
    resources=ResourcesSpec(cpu_millicores=250, memory_mib=256, memory_limit_mib=512),
    autoscaler=AutoscalerSpec(name="geo-bot-hpa"),
    priority="geo-bot-serving",
    stores=("database", "cache", "context"),
    secret_names={"database": "db-credentials", "cache": "cache-credentials"},
    called_by=("edge", "monitoring", "smoke-test"),
    network_policy="geo-bot-network-policy",
)
