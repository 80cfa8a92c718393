"""Who may do what: changes go through Git, so people read, and act only where Git cannot."""

from geobot_constructs.model.audience import AudienceSpec, RuleSpec, Team, Verb

READ: tuple[Verb, ...] = ("get", "list", "watch")

# Everything that explains a running workload; no Secret and no ConfigMap of others' settings.
READ_WORKLOADS = (
    RuleSpec(groups=("",), resources=("endpoints", "events", "pods", "pods/log", "resourcequotas", "services"), verbs=READ),
    RuleSpec(groups=("apps",), resources=("deployments", "replicasets"), verbs=READ),
    RuleSpec(groups=("autoscaling",), resources=("horizontalpodautoscalers",), verbs=READ),
    RuleSpec(groups=("batch",), resources=("cronjobs", "jobs"), verbs=READ),
    RuleSpec(groups=("events.k8s.io",), resources=("events",), verbs=READ),
    RuleSpec(groups=("external-secrets.io",), resources=("externalsecrets", "secretstores"), verbs=READ),
    RuleSpec(groups=("networking.k8s.io",), resources=("networkpolicies",), verbs=READ),
    RuleSpec(groups=("policy",), resources=("poddisruptionbudgets",), verbs=READ),
)

READ_CLUSTER = (
    RuleSpec(groups=("",), resources=("namespaces", "nodes"), verbs=READ),
    RuleSpec(groups=("metrics.k8s.io",), resources=("nodes",), verbs=READ),
    RuleSpec(groups=("scheduling.k8s.io",), resources=("priorityclasses",), verbs=READ),
)

TEAMS: tuple[Team, ...] = ("data-integration", "ml", "nlp", "qa")

AUDIENCES = (
    AudienceSpec(
        name="platform",
        meaning="platform engineers: read everything, move pods and empty nodes; what runs is changed in Git",
        team="platform",
        namespaced=(
            *READ_WORKLOADS,
            RuleSpec(groups=("",), resources=("pods",), verbs=("delete",)),
            RuleSpec(groups=("",), resources=("pods/eviction",), verbs=("create",)),
        ),
        cluster=(*READ_CLUSTER, RuleSpec(groups=("",), resources=("nodes",), verbs=("patch",))),
    ),
    AudienceSpec(
        name="on-call",
        meaning="people on call: read everything, change nothing",
        namespaced=READ_WORKLOADS,
        cluster=READ_CLUSTER,
    ),
    AudienceSpec(
        name="break-glass",
        meaning="people on call while they hold the break-glass role: a shell and a port in a running pod",
        namespaced=(RuleSpec(groups=("",), resources=("pods/exec", "pods/portforward"), verbs=("create", "get")),),
    ),
    *(
        AudienceSpec(
            name=f"team-{team}",
            meaning=f"service team {team}: read the namespace, restart their own workloads",
            team=team,
            namespaced=READ_WORKLOADS,
        )
        for team in TEAMS
    ),
)
