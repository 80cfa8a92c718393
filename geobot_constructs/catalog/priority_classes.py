"""Which pods make room for which, from the last to give way to the first."""

from geobot_constructs.model.priority import PriorityClassSpec

PRIORITY_CLASSES = (
    PriorityClassSpec(name="geo-bot-serving", value=100_000, meaning="answers people now"),
    PriorityClassSpec(name="geo-bot-background", value=1_000, preemption="Never", meaning="tests and jobs that may wait"),
)
