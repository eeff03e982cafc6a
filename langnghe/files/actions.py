"""Verbs about files. Bytes are on the disk before a row names them; a row lets go of them before they are removed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from langnghe.files import reads, rules
from langnghe.files.decoding import Cleaned, cleaned
from langnghe.files.models import File
from langnghe.files.removing import remove_bytes
from langnghe.kernel import disk
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.kernel.durable import write_durably
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.places.models import Ward

FILE_V1 = b"langnghe/file/v1"
JPEG = "image/jpeg"


def store(ward: Ward, content: bytes, *, media_type: str, by: Actor) -> File:
    """Keep a file: the bytes are on the disk before the row names them. Refused when it may not be kept."""
    rules.check(content, media_type)
    disk.demand_room()
    file = _new(ward, content, media_type)
    write_durably(reads.location(file), content)
    return _insert(file, by)


def store_photo(ward: Ward, content: bytes, *, by: Actor, waiting: bool = False) -> File:
    """Keep a photo as clean pixels only; what was uploaded is never kept. Refused with a sentence when it is no photo.

    `waiting`: its form is not sent yet; unless `hold` follows within a day, it is erased.
    """
    disk.demand_room()
    return keep_cleaned(ward, cleaned(content), by=by, waiting=waiting)


def cover(file: File, boxes: Iterable[rules.Box], *, by: Actor) -> File:
    """A new picture with black boxes burnt in (none: looked at, nothing to hide); the old one stays as it is."""
    within = rules.check_boxes(boxes)
    disk.demand_room()
    return keep_cleaned(file.ward, cleaned(_bytes_of(file), within), by=by)


def keep_cleaned(ward: Ward, photo: Cleaned, *, by: Actor, waiting: bool = False) -> File:
    """Keep what the decoding child gave back: the picture and, beside it, its small version."""
    file = _new(ward, photo.picture, JPEG)
    file.width, file.height = photo.width, photo.height
    file.waits_since = file.stored_at if waiting else None
    write_durably(reads.location(file), photo.picture)
    write_durably(reads.small_location(file), photo.small)
    return _insert(file, by)


@transaction.atomic
def hold(ward: Ward, file_ids: Iterable[UUID], *, by: Actor) -> list[File]:
    """The form was sent: its files wait no more; the caller's own step records it. In the order asked for.

    Refused when one is no longer there.
    """
    wanted = list(dict.fromkeys(file_ids))
    present = File.objects.filter(ward=ward, id__in=wanted, erased_at=None)
    # The update comes first: it holds the rows against a sweep that runs at the same moment.
    present.update(waits_since=None)
    found = {file.id: file for file in present}
    if len(found) < len(wanted):
        raise Refused(rules.gone())
    return [found[file_id] for file_id in wanted]


@transaction.atomic
def publish(file: File, *, by: Actor) -> File:
    """Let everybody who knows its address see it."""
    if File.objects.filter(id=file.id, public_since=None, erased_at=None).update(public_since=now()):
        _tell("file.published", file, by)
    file.refresh_from_db()
    return file


@transaction.atomic
def unpublish(file: File, *, by: Actor) -> File:
    """From now on the public address answers as if there were nothing."""
    if File.objects.filter(id=file.id, public_since__isnull=False).update(public_since=None):
        _tell("file.unpublished", file, by)
    file.refresh_from_db()
    return file


def erase(file: File, *, by: Actor) -> bool:
    """Remove the bytes, the small version and the salt for good; the row stays as a gravestone. Twice does no harm."""
    return _bury(file, File.objects.filter(id=file.id), by, "asked")


def drop_waiting(file: File, before: datetime, *, by: Actor) -> bool:
    """Erase a file whose form was not sent by then; False when it was held meanwhile."""
    return _bury(file, File.objects.filter(id=file.id, waits_since__lt=before), by, "unsent")


def _bury(file: File, standing: QuerySet[File], by: Actor, why: str) -> bool:
    with transaction.atomic():
        if not standing.filter(erased_at=None).update(erased_at=now(), public_since=None, waits_since=None):
            return False
        record("file.erased", ward_id=file.ward_id, subject=("files", file.id), by=by, facts={"why": why})
    # Inside a transaction of somebody else the bytes wait for its end: it may still be taken back.
    transaction.on_commit(lambda: remove_bytes(file))
    return True


def _bytes_of(file: File) -> bytes:
    try:
        return reads.location(file).read_bytes()
    except FileNotFoundError:
        raise Refused(rules.gone()) from None


def _new(ward: Ward, content: bytes, media_type: str) -> File:
    salt = form.new_salt()
    return File(
        id=uuid7(), ward=ward, media_type=media_type, size=len(content), stored_at=now(),
        salt=salt, commitment=form.commitment(FILE_V1, salt, content),
    )  # fmt: skip


@transaction.atomic
def _insert(file: File, by: Actor) -> File:
    file.save(force_insert=True)
    record("file.stored", ward_id=file.ward_id, subject=("files", file.id), by=by, commitment=bytes(file.commitment))
    return file


def _tell(kind: str, file: File, by: Actor) -> None:
    record(kind, ward_id=file.ward_id, subject=("files", file.id), by=by)
