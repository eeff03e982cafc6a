"""Hands a list to the served installation and confirms it: `receive SLUG FILE`, `confirm ID`."""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from langnghe.kernel.actors import system  # noqa: E402
from langnghe.places import imports  # noqa: E402
from langnghe.places.models import HouseholdImport, Ward  # noqa: E402


def receive(slug: str, file: str) -> None:
    """Upload; prints the id of the import."""
    ward = Ward.objects.get(slug=slug)
    print(imports.receive(ward, Path(file).name, [Path(file).read_bytes()], by=system(ward.id)).id)


def confirm(batch_id: str) -> None:
    """Let it be written."""
    batch = HouseholdImport.objects.get(id=batch_id)
    imports.confirm(batch, by=system(batch.ward_id))


if __name__ == "__main__":
    receive(*sys.argv[2:]) if sys.argv[1] == "receive" else confirm(*sys.argv[2:])
