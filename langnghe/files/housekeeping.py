"""What is tidied up once in a while: photos of forms never sent, erasures cut short, bytes that no row names.

Safe to kill at any moment and to run twice.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings

from langnghe.files.actions import drop_waiting
from langnghe.files.models import File
from langnghe.files.removing import remove_bytes
from langnghe.kernel.actors import system
from langnghe.kernel.clock import now
from langnghe.kernel.durable import remove_durably

WAITS = timedelta(days=1)
# Bytes come before their row, by moments. A week leaves room to put back a database that was restored too old.
STRAY_AFTER, STRAY_UNTIL = timedelta(days=7), timedelta(days=90)
BATCH = 500
PART = ".part-"


def sweep() -> None:
    """Everything, for all wards."""
    drop_orphans()
    finish_erasures()
    drop_strays()


def drop_orphans() -> int:
    """Erase photos whose form was not sent within a day; how many."""
    before = now() - WAITS
    waiting = File.objects.filter(waits_since__lt=before, erased_at=None)
    return sum([drop_waiting(file, before, by=system(file.ward_id).actor) for file in waiting])


def finish_erasures() -> int:
    """Remove bytes whose erasure was recorded but cut short; how many."""
    begun = list(File.objects.filter(erased_at__isnull=False, size__gt=0))
    for file in begun:
        remove_bytes(file)
    return len(begun)


def drop_strays() -> int:
    """Remove bytes that no row names: the machine stopped between writing them and naming them; how many."""
    strays, names = 0, _candidates()
    while batch := list(islice(names, BATCH)):
        known = set(File.objects.filter(id__in=[file_id for file_id, _path in batch]).values_list("id", flat=True))
        for file_id, path in batch:
            if file_id not in known:
                remove_durably(path)
                strays += 1
    return strays


def _candidates() -> Iterator[tuple[UUID, Path]]:
    """Files a week old and not yet three months, by the clock in their names; half-written ones that old go at once."""
    moment = now()
    oldest, youngest = (int((moment - age).timestamp() * 1000) for age in (STRAY_UNTIL, STRAY_AFTER))
    for entry in _entries(Path(settings.FILES_ROOT)):
        if entry.name.startswith(PART):
            _drop_part(entry)
        elif (file_id := _id_in(entry.name)) and oldest < file_id.int >> 80 < youngest:
            yield file_id, Path(entry.path)


def _entries(root: Path) -> Iterator["os.DirEntry[str]"]:
    """The files below folders of wards (32 hexadecimal digits) and their 256 parts; other rooms' folders are left."""
    for ward in _folders(root, 32):
        for part in _folders(ward, 2):
            with os.scandir(part) as found:
                yield from found


def _folders(parent: Path, length: int) -> list[Path]:
    if not parent.is_dir():
        return []
    return [folder for folder in parent.iterdir() if len(folder.name) == length and folder.is_dir()]


def _drop_part(entry: "os.DirEntry[str]") -> None:
    if entry.stat().st_mtime < (now() - STRAY_AFTER).timestamp():
        remove_durably(Path(entry.path))


def _id_in(name: str) -> UUID | None:
    try:
        return UUID(hex=name.partition("-")[0])
    except ValueError:
        return None
