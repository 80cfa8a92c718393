"""What is chosen for every region. Values only; every file of this room is listed here, a test sees to it."""

from geobot_constructs.catalog.audiences import AUDIENCES
from geobot_constructs.catalog.data_classes import DATA_CLASSES
from geobot_constructs.catalog.limits import NAMESPACE_LIMITS
from geobot_constructs.catalog.operators import OPERATORS
from geobot_constructs.catalog.priority_classes import PRIORITY_CLASSES
from geobot_constructs.catalog.workloads import geo_bot_api
from geobot_constructs.model.catalog import Catalog

CATALOG = Catalog(
    workloads=(geo_bot_api.WORKLOAD,),
    operators=OPERATORS,
    priority_classes=PRIORITY_CLASSES,
    data_classes=DATA_CLASSES,
    audiences=AUDIENCES,
    namespace_limits=NAMESPACE_LIMITS,
    images=("geobot/smoke-test",),
)
"""The reference platform."""
