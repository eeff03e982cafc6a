"""Printing a ward's key as two halves, and remembering that it was done."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.ledger.reads import steps_of
from langnghe.people import keys, recovery
from langnghe.people.models import WardKey


@transaction.atomic
def print_halves(ward_id: UUID, *, by: Bearer) -> tuple[recovery.Half, recovery.Half]:
    """The two papers of the key in use; recorded. Refused without the right, or when the key file is missing."""
    if not by.may("keys.print"):
        raise Refused(_("Chỉ người quản trị in được hai nửa khóa khôi phục."))
    key_id, key = keys.current(ward_id)
    row = WardKey.objects.get(ward_id=ward_id, key_id=key_id)
    record("key.halves_printed", ward_id=ward_id, subject=("people", row.id), by=by.actor, facts={"key": key_id})
    return recovery.split(key)


def halves_were_printed(ward_id: UUID) -> bool:
    """Whether the key in use was ever printed as two halves."""
    row = WardKey.objects.filter(ward_id=ward_id, replaced_at__isnull=True).first()
    return row is not None and steps_of(ward_id, "people", row.id).filter(kind="key.halves_printed").exists()
