"""A controller that others wrote, installed by a Helm chart through Argo CD."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from geobot_constructs.model.spec import Spec


class OperatorSpec(Spec):
    """One Helm-sourced Application."""

    name: Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$")]
    """Name of the Application and of the Helm release."""

    repository: Annotated[str, Field(pattern=r"^https://\S+$")]
    """Chart repository."""

    chart: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    """Chart name."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    """Chart version, pinned exactly."""

    namespace: Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$")]
    """Namespace it runs in."""

    service_account: Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$")]
    """ServiceAccount its pods use; the AWS half gives it a role by this name."""

    reads_secrets: bool = False
    """Whether its role may read the secrets and parameters of its region that manifests refer to."""
