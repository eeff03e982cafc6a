"""What is uploaded never has a name on the disk, and too much is refused before it is taken in."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from langnghe.kernel import uploads

pytestmark = pytest.mark.once


def _sent(*contents: bytes) -> HttpRequest:
    files = [SimpleUploadedFile("anh.jpg", content, "image/jpeg") for content in contents]
    return RequestFactory().post("/", {"photos": files})


def test_an_upload_is_read_whole_and_lies_nowhere_by_name() -> None:
    contents = [os.urandom(3_000_000), b"", os.urandom(10)]
    request = _sent(*contents)
    found = request.FILES.getlist("photos")
    assert [file.read() for file in found if file.size] == [content for content in contents if content]
    assert not list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir())
    assert all("(deleted)" in os.readlink(f"/proc/self/fd/{file.fileno()}") for file in found)
    request.close()


def test_a_form_that_is_too_large_is_refused_by_what_it_announces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000_000)
    with pytest.raises(RequestDataTooBig):
        _sent(bytes(1_000_001)).FILES  # noqa: B018


def test_a_form_that_announces_less_than_it_sends_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = uploads.NamelessFiles()
    handler.handle_raw_input(None, {}, 10, b"")
    handler.new_file("photos", "anh.jpg", "image/jpeg", None)
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000)
    handler.receive_data_chunk(bytes(999), 0)
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(bytes(2), 999)
    handler.upload_interrupted()
    assert handler.file.closed
