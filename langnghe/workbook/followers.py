"""What the worker does after steps of this room. Each works for a few seconds, then lets others have a turn."""

from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.workbook.imports import machine
from langnghe.workbook.models import WorkbookImport

TURN_SECONDS = 10.0


def check(entry: Entry) -> bool:
    """Dry run of an uploaded workbook."""
    machine.check(_batch(entry), by=system(entry.ward_id))
    return False


def apply(entry: Entry) -> bool:
    """Import the parts of a confirmed workbook; True while more is left."""
    return machine.apply(_batch(entry), by=system(entry.ward_id), seconds=TURN_SECONDS)


def undo(entry: Entry) -> bool:
    """Take a workbook back; True while more is left."""
    return machine.undo(_batch(entry), by=system(entry.ward_id), seconds=TURN_SECONDS)


def _batch(entry: Entry) -> WorkbookImport:
    return WorkbookImport.objects.select_related("ward").get(ward=entry.ward_id, id=entry.subject_id)
