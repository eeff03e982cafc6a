"""Questions about files."""

from pathlib import Path

from langnghe.files.models import File
from langnghe.files.rules import path_of


def by_token(token: str) -> File | None:
    """The file at an address; whoever knows the address may see it, nobody can guess or list it."""
    return File.objects.filter(token=token).first()


def location(file: File) -> Path:
    """Where its bytes lie."""
    return path_of(file.ward_id, file.id)
