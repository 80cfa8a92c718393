"""What all regions share."""

from geobot_constructs.model.platform_spec import ImageSpec
from tests.support import reference_platform


def test_an_image_is_pinned_once_delivery_has_set_its_digest() -> None:
    shared = reference_platform().shared
    assert shared.pinned_images == ()
    image = ImageSpec(tag="v2.1.0", digest="sha256:" + "0" * 64)
    assert shared.model_copy(update={"images": {**shared.images, "geobot/api": image}}).pinned_images == ("geobot/api",)
