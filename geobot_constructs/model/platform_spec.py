"""What all regions share: the contents of `regions/platform.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from geobot_constructs.model.spec import RegionName, Spec
from geobot_constructs.model.waiver import TransferSpec, WaiverSpec


class AccountsSpec(Spec):
    """AWS accounts."""

    platform: Annotated[str, Field(pattern=r"^\d{12}$")]
    """Account that holds every regional stack; 12 digits, quoted."""

    administrator_role: Annotated[str, Field(pattern=r"^[\w+=,.@-]{1,64}$")]
    """IAM role, already there, that administers every cluster: it installs Argo CD and applies its app once."""


class GitOpsSpec(Spec):
    """The repository that Argo CD reads `dist/` from."""

    repository: Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+/\S+\.git$")]
    """Clone URL, such as `https://github.com/geo-bot/platform.git`."""

    revision: Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]{1,100}$")]
    """Branch or tag, such as `main`."""


class ImageSpec(Spec):
    """Version of one container image."""

    tag: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$")]
    """Tag for people to read, such as `v2.1.0`; never `latest`."""

    digest: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")] | None = None
    """What runs, once delivery has set it."""

    @field_validator("tag")
    @classmethod
    def _never_latest(cls, value: str) -> str:
        if value.lower() == "latest":
            raise ValueError("names no version; write the version, such as v2.1.0")
        return value


class PlatformSpec(Spec):
    """What all regions share."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length=3, max_length=15)]
    """Prefix of every name both halves use, such as `geo-bot`; at most 15 characters."""

    accounts: AccountsSpec
    """AWS accounts."""

    gitops: GitOpsSpec
    """Where Argo CD reads from."""

    kubernetes_version: Literal["1.34", "1.35", "1.36"]
    """Minor version of every cluster, quoted; decides which schemas the manifests are held to."""

    database_engine_version: Annotated[str, Field(pattern=r"^1[6-9]\.\d{1,2}$")]
    """PostgreSQL version, 16 or later, quoted, such as `17.6`; every region runs the same."""

    cache_engine_version: Annotated[str, Field(pattern=r"^(8|9)\.\d$")]
    """Valkey version, 8 or later, quoted, such as `8.1`."""

    database_home: RegionName
    """Region whose Secrets stack makes the database credentials of all regions; stays, whoever writes and whatever is rebuilt."""

    images: dict[Annotated[str, Field(pattern=r"^[a-z0-9]+([._/-][a-z0-9]+)*$")], ImageSpec]
    """Versions of the images the catalog names, by repository, such as `geobot/api`."""

    transfers: tuple[TransferSpec, ...] = ()
    """Copies and routes across jurisdictions that are allowed."""

    waivers: tuple[WaiverSpec, ...] = ()
    """Findings that were accepted."""

    @property
    def pinned_images(self) -> tuple[str, ...]:
        """Repositories whose image has a digest."""
        return tuple(sorted(repository for repository, image in self.images.items() if image.digest))
