"""Names, and the limits of the services that own them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geobot_constructs.errors import NamingError
from geobot_constructs.model import naming
from geobot_constructs.model.platform_spec import ImageSpec


def test_a_name_over_its_limit_is_refused_with_the_figure() -> None:
    message = (
        "role name 'geo-bot-ap-southeast-1-a-workload-with-a-name-that-is-far-too-long-for-iam' has 74 characters, "
        "at most 64 are allowed; shorten the platform's, the region's or the workload's name"
    )
    with pytest.raises(NamingError, match=re.escape(message)):
        naming.role("geo-bot", "ap-southeast-1", "a-workload-with-a-name-that-is-far-too-long-for-iam")


def test_a_character_the_owner_forbids_is_refused() -> None:
    with pytest.raises(NamingError, match="database identifier 'geo_bot-eu-west-1-g1' holds a character that is not allowed"):
        naming.database("geo_bot", "eu-west-1", 1)


def test_the_brief_s_names_stand() -> None:
    assert naming.namespace("geo-bot") == "geo-bot"
    assert naming.secret_store("geo-bot") == "geo-bot-secrets"
    assert naming.secret("geo-bot", "eu-west-1", "database", "geo-bot-api") == "geo-bot/eu-west-1/database/geo-bot-api"


def test_an_image_is_pinned_once_it_has_a_digest() -> None:
    digest = "sha256:" + "0" * 64
    reference = naming.image("111122223333", "eu-west-1", "geobot/api", ImageSpec(tag="v2.1.0", digest=digest))
    assert reference == f"111122223333.dkr.ecr.eu-west-1.amazonaws.com/geobot/api:v2.1.0@{digest}"


NAMES = st.text(st.characters(codec="ascii", exclude_characters="."), min_size=1, max_size=20)


@given(NAMES, NAMES)
def test_two_names_never_meet_in_one_file(one: str, other: str) -> None:
    files = {naming.manifest_file("ConfigMap", name, None) for name in (one, other)}
    assert len(files) == len({one, other})
    assert all(re.fullmatch(r"[A-Za-z0-9._%-]+", file) for file in files)
