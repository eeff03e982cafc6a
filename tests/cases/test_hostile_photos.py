"""Every hostile file through the public form: no error of ours, nothing told, nothing run, and no words lost."""

import html
import re
import time

import pytest
from django.http import HttpResponse
from django.test import Client

from langnghe.files import actions as files
from langnghe.files import reads
from langnghe.files.models import File
from langnghe.kernel.actors import Actor
from langnghe.opinions.models import Opinion, Photo
from langnghe.testing.cast import Cast
from tests.cases.hostile_uploads import UPLOADS, Upload
from tests.cases.location_tags import told

pytestmark = pytest.mark.once

FORM = "/dien-hong/gui-y-kien/"
WORDS = "Rác chất ba ngày trước số 24, gửi phường tấm ảnh."
EDGE = "----ranh-gioi-29a7"
# A child that decodes is stopped after 30 s; the page itself needs little.
LONGEST_SECONDS = 40
VIETNAMESE = re.compile("[ạảãàáâậầấẩẫăắằặẳẵéẹẻẽèêếềệểễíịỉĩìóòọỏõôốồộổỗơớờợởỡúùụủũưứừựửữýỳỵỷỹđ]")


def post(client: Client, uploads: list[Upload], **more: str) -> HttpResponse:
    """The form as a browser sends it, with file names as they are."""
    fields = {"words": WORDS, "token": "m" * 43} | more
    body = b"".join(_part(name, value.encode()) for name, value in fields.items())
    body += b"".join(_part("photos", upload.make(), upload.file_name, upload.declared) for upload in uploads)
    kind = f"multipart/form-data; boundary={EDGE}"
    return client.generic("POST", FORM, body + f"--{EDGE}--\r\n".encode(), content_type=kind)  # type: ignore[return-value]


def _part(name: str, content: bytes, file_name: str | None = None, declared: str = "") -> bytes:
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"'
    if file_name is not None:
        escaped = file_name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head += f'; filename="{escaped}"\r\nContent-Type: {declared}'
    return head.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + content + b"\r\n"


@pytest.mark.parametrize("upload", UPLOADS, ids=lambda upload: upload.name)
def test_a_hostile_photo(dien_hong: Cast, client: Client, upload: Upload) -> None:
    began = time.monotonic()
    answer = post(client, [upload])
    assert time.monotonic() - began < LONGEST_SECONDS
    kept = list(Photo.objects.select_related("file"))
    if upload.expected != "either":
        assert bool(kept) == (upload.expected == "cleaned"), _told_sender(answer)
    if answer.status_code == 400:
        # A name no file system could hold: the request itself is not understood, and nothing is taken from it.
        assert upload.expected == "either"
        assert not File.objects.exists()
    elif kept:
        assert answer.status_code == 200
        _look_at(client, kept[0].file)
    else:
        _look_at_refusal(answer)


def _look_at(client: Client, file: File) -> None:
    """Nothing in the bytes tells of the sender, and no browser can be made to run them."""
    assert Opinion.objects.get().words == WORDS
    files.publish(file, by=Actor("system"))
    for address, lies_at in (("", reads.location(file)), ("nho/", reads.small_location(file))):
        answer = client.get(f"/tep/{file.token}/{address}")
        served = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert served == lies_at.read_bytes()
        assert told(served) == []
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def _look_at_refusal(answer: HttpResponse) -> None:
    """The words are in the form again, a sentence says which photo and why, and no byte of it was kept."""
    said = _said(answer)
    assert answer.status_code == 422
    assert WORDS in said
    assert "Ảnh thứ 1" in _told_sender(answer)
    assert VIETNAMESE.search(_told_sender(answer))
    assert "Traceback" not in said
    assert not File.objects.exists()
    assert not Opinion.objects.exists()


def _said(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def _told_sender(answer: HttpResponse) -> str:
    """What the page says is wrong."""
    return "\n".join(line.strip() for line in _said(answer).splitlines() if "Ảnh thứ" in line)


def test_a_good_photo_is_kept_beside_a_bad_one_and_the_words_too(dien_hong: Cast, client: Client) -> None:
    named = {upload.name: upload for upload in UPLOADS}
    answer = post(client, [named["JPEG with position"], named["a PHP script"]])
    said = _said(answer)
    assert (answer.status_code, WORDS in said) == (422, True)
    assert "Ảnh thứ 2" in said
    assert File.objects.count() == 1


def test_fifty_bombs_in_one_form_are_one_answer(dien_hong: Cast, client: Client) -> None:
    named = {upload.name: upload for upload in UPLOADS}
    began = time.monotonic()
    answer = post(client, [named["PNG of 50,000 × 50,000 zeros"]] * 50)
    assert answer.status_code in (413, 422)
    assert time.monotonic() - began < LONGEST_SECONDS
    assert not File.objects.exists()
