"""Questions about files."""

from pathlib import Path

from langnghe.files.models import File
from langnghe.files.rules import path_of, small_path_of


def public_by_token(token: str) -> File | None:
    """The released file at an address; None for every other, as if there were no such address."""
    if "\0" in token:
        # PostgreSQL refuses to look for it.
        return None
    return File.objects.filter(token=token, public_since__isnull=False, erased_at=None).first()


def location(file: File) -> Path:
    """Where its bytes lie."""
    return path_of(file.ward_id, file.id)


def small_location(file: File) -> Path:
    """Where the small version of a picture lies."""
    return small_path_of(file.ward_id, file.id)
