"""What is stored is there, is what it says, and cannot run in a browser."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.files import reads
from langnghe.files.actions import FILE_V1, publish, store
from langnghe.files.models import File
from langnghe.kernel import entry as form
from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.testing.cast import Cast

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


def keep(cast: Cast, content: bytes, media_type: str = "image/png") -> File:
    return store(cast.ward, content, media_type=media_type, by=system(cast.ward.id).actor)


def released(cast: Cast, content: bytes, media_type: str = "image/png") -> File:
    return publish(keep(cast, content, media_type), by=system(cast.ward.id).actor)


def test_a_file_is_on_the_disk_before_the_row_names_it(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("langnghe.files.actions.write_durably", full)
    with pytest.raises(OSError, match="No space"):
        keep(dien_hong, PICTURE)
    assert not File.objects.exists()


def test_the_entry_commits_to_the_bytes(dien_hong: Cast) -> None:
    file = keep(dien_hong, PICTURE)
    entry = Entry.objects.get(kind="file.stored", subject_id=file.id)
    assert bytes(entry.commitment) == form.commitment(FILE_V1, bytes(file.salt), PICTURE)


def test_a_picture_is_served_with_headers_that_keep_it_a_picture(dien_hong: Cast, client: Client) -> None:
    answer = client.get(reverse("files:serve", args=[released(dien_hong, PICTURE).token]))
    assert b"".join(answer.streaming_content) == PICTURE  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_document_is_only_ever_a_download(dien_hong: Cast, client: Client) -> None:
    file = released(dien_hong, b"%PDF-1.7 <script>alert(1)</script>", "application/pdf")
    answer = client.get(reverse("files:serve", args=[file.token]))
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<svg onload=alert(1)>", "image/svg+xml"),
        (b"<script>", "image/png"),
        (b"", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF1234AVI ", "image/webp"),
        (b"MZ\x90", "application/pdf"),
    ],
)
def test_what_is_not_what_it_says_is_refused(dien_hong: Cast, content: bytes, media_type: str) -> None:
    with pytest.raises(Refused):
        keep(dien_hong, content, media_type)


def test_too_large_is_refused_with_the_limit(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="20 MB"):
        keep(dien_hong, PICTURE + bytes(20_000_000))


def test_addresses_of_files_cannot_be_guessed(dien_hong: Cast, client: Client) -> None:
    tokens = {keep(dien_hong, PICTURE).token for _turn in range(5)}
    assert len(tokens) == 5
    assert all(len(token) == 43 for token in tokens)
    assert client.get(reverse("files:serve", args=["x" * 43])).status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_found(dien_hong: Cast, client: Client) -> None:
    file = released(dien_hong, PICTURE)
    reads.location(file).unlink()
    assert client.get(reverse("files:serve", args=[file.token])).status_code == 404
