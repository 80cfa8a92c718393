"""Names at which the two halves meet, declared once: each half renders its end, policy compares both with these."""

from __future__ import annotations

from dataclasses import dataclass

from geobot_constructs.model.data_class import DataClassName


@dataclass(frozen=True)
class PodIdentity:
    """A ServiceAccount whose pods get an AWS role.

    Kubernetes half: the ServiceAccount and the pods that use it. AWS half: role and association.
    """

    cluster: str
    namespace: str
    service_account: str
    role: str
    made_by_operator: bool
    """Whether a Helm chart makes the ServiceAccount, so that `dist/` holds it only as a chart value."""


@dataclass(frozen=True)
class Secret:
    """A credential of one workload for one store.

    Kubernetes half: the ExternalSecret that reads it. AWS half: the secret, made in `home`, replicated to `region`.
    """

    name: str
    user: str
    """Name that logs in."""

    data_class: DataClassName
    """Class of the store it opens; the secret is encrypted with that class's key."""

    home: str
    """Region whose Secrets stack makes it."""

    region: str
    """Region that uses it."""

    workload: str | None
    """Workload it is for; None for the one of the administrator, which only the Database stack reads."""


@dataclass(frozen=True)
class Parameter:
    """Host and port of a store, known only after deploy, as a JSON object with the keys `host` and `port`.

    Kubernetes half: the ExternalSecret that joins it with a credential. AWS half: the parameter.
    """

    name: str
    store: str
