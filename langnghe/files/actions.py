"""Verbs about files."""

from django.db import transaction

from langnghe.files import rules
from langnghe.files.models import File
from langnghe.kernel import disk
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.kernel.durable import write_durably
from langnghe.kernel.ids import uuid7
from langnghe.ledger.actions import record
from langnghe.places.models import Ward

FILE_V1 = b"langnghe/file/v1"


def store(ward: Ward, content: bytes, *, media_type: str, by: Actor) -> File:
    """Keep a file: the bytes are on the disk before the row names them. Refused when it may not be kept."""
    rules.check(content, media_type)
    disk.demand_room()
    file_id, salt = uuid7(), form.new_salt()
    write_durably(rules.path_of(ward.id, file_id), content)
    with transaction.atomic():
        file = File.objects.create(
            id=file_id, ward=ward, media_type=media_type, size=len(content), stored_at=now(),
            salt=salt, commitment=form.commitment(FILE_V1, salt, content),
        )  # fmt: skip
        record("file.stored", ward_id=ward.id, subject=("files", file_id), by=by, commitment=bytes(file.commitment))
    return file
