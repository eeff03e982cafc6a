"""What the worker does after steps of this room. Each works for a few seconds, then lets others have a turn."""

from langnghe.earlier.imports import machine
from langnghe.earlier.models import EarlierImport
from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry

TURN_SECONDS = 10.0


def check(entry: Entry) -> bool:
    """Dry run of an uploaded book."""
    machine.check(_batch(entry), by=system(entry.ward_id))
    return False


def apply(entry: Entry) -> bool:
    """Write a confirmed book; True while more is left."""
    return machine.apply(_batch(entry), by=system(entry.ward_id), seconds=TURN_SECONDS)


def undo(entry: Entry) -> bool:
    """Take an import back; True while more is left."""
    return machine.undo(_batch(entry), by=system(entry.ward_id), seconds=TURN_SECONDS)


def _batch(entry: Entry) -> EarlierImport:
    return EarlierImport.objects.select_related("ward").get(ward=entry.ward_id, id=entry.subject_id)
