"""The searcher itself: it finds every hidden place that the uploads hold, and calls a clean picture clean."""

import pytest

from tests.cases import picture_bytes as made
from tests.cases.hostile_uploads import TELLING, UPLOADS, Upload
from tests.cases.location_tags import told

pytestmark = pytest.mark.once


@pytest.mark.parametrize("upload", TELLING, ids=lambda upload: upload.name)
def test_what_tells_is_found(upload: Upload) -> None:
    assert told(upload.make())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_clean_picture_tells_nothing(kind: str) -> None:
    assert told(made.encoded(kind)) == []


def test_every_upload_has_its_own_name() -> None:
    names = [upload.name for upload in UPLOADS]
    assert len(set(names)) == len(names) >= 60
