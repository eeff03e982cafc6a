"""Whatever is sent as a photo is refused with a sentence or becomes a picture and nothing else; quickly, every time."""

import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from langnghe.files import actions, reads
from langnghe.files.models import File
from langnghe.kernel.actors import Actor, system
from langnghe.kernel.refused import Refused
from langnghe.opinions import photos
from langnghe.opinions.models import Photo
from langnghe.testing.cast import Cast
from tests.cases.hostile_uploads import UPLOADS, Upload
from tests.cases.location_tags import told

pytestmark = [pytest.mark.slow, pytest.mark.once]
WORDS, EDGE = "Đèn đường đầu hẻm tắt, có ảnh kèm.", "edge-of-the-form"
# A moment on a machine that tests share; alone each takes less than half a second.
LONGEST_SECONDS = 8.0
SERVED = {
    "Content-Type": "image/jpeg",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def by(cast: Cast) -> Actor:
    return system(cast.ward.id).actor


@pytest.mark.parametrize("upload", UPLOADS, ids=lambda upload: upload.name)
def test_what_is_sent_is_refused_or_cleaned(dien_hong: Cast, client: Client, upload: Upload) -> None:
    content = upload.make()
    began = time.monotonic()
    file, sentence = _sent(dien_hong, content)
    assert upload.expected in ("either", "cleaned" if file else "refused"), sentence
    assert File.objects.count() == (1 if file else 0)
    if file:
        _is_only_a_picture(client, actions.publish(file, by=by(dien_hong)))
    else:
        assert "Xin" in sentence
    assert time.monotonic() - began < LONGEST_SECONDS
    assert not list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir())


def _sent(cast: Cast, content: bytes) -> tuple[File | None, str]:
    try:
        return actions.store_photo(cast.ward, content, by=by(cast)), ""
    except Refused as refusal:
        return None, refusal.message


def _is_only_a_picture(client: Client, file: File) -> None:
    for name in ("files:serve", "files:small"):
        answer = client.get(reverse(name, args=[file.token]))
        assert answer.status_code == 200
        assert {header: answer[header] for header in SERVED} == SERVED
        assert "sandbox" in answer["Content-Security-Policy"]
        assert not told(b"".join(answer.streaming_content))  # type: ignore[attr-defined]


def test_a_form_full_of_them_keeps_the_good_ones_and_names_the_others(dien_hong: Cast) -> None:
    bad, good = (next(one for one in UPLOADS if one.expected == kind) for kind in ("refused", "cleaned"))
    found = photos.keep(dien_hong.ward, [bad.make(), good.make(), bad.make()], by=by(dien_hong))
    assert len(found.files) == 1
    assert [problem[:9] for problem in found.problems] == ["Ảnh thứ 1", "Ảnh thứ 3"]


def _form(token: str, uploads: tuple[Upload, ...]) -> bytes:
    """The form as bytes, so that names and types arrive as they are and no library makes them decent first."""
    fields = {"words": WORDS, "token": token}
    parts = [f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]  # fmt: skip
    for upload in uploads:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="photos"; filename="{upload.file_name}"\r\n'
        kind = f"Content-Type: {upload.declared}\r\n\r\n"
        parts.append((head + kind).encode() + upload.make() + b"\r\n")
    return b"".join(parts) + f"--{EDGE}--\r\n".encode()


@pytest.mark.parametrize("turn", range(0, len(UPLOADS), 5))
def test_the_form_itself_answers_and_keeps_only_pictures(dien_hong: Cast, client: Client, turn: int) -> None:
    address = reverse("opinions:send", args=[dien_hong.ward.slug])
    content = _form(f"{turn:043}", UPLOADS[turn : turn + 5])
    client.raise_request_exception = False
    answer = client.post(address, content, content_type=f"multipart/form-data; boundary={EDGE}")
    assert answer.status_code in (200, 400, 422)
    for file in File.objects.all():
        assert not told(reads.location(file).read_bytes())
        assert not told(reads.small_location(file).read_bytes())
        assert client.get(reverse("files:serve", args=[file.token])).status_code == 404
    kept_for_good = File.objects.filter(waits_since=None).count()
    assert kept_for_good == Photo.objects.count()
    assert not list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir())
