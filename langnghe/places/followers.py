"""What the worker does after steps of this room. Each works for a few seconds, then lets others have a turn."""

from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.places import imports, mergers
from langnghe.places.models import HouseholdImport, Ward

TURN_SECONDS = 10.0


def check_import(entry: Entry) -> bool:
    """Dry run of an uploaded list."""
    imports.check(_batch(entry), by=system(entry.ward_id))
    return False


def apply_import(entry: Entry) -> bool:
    """Write a confirmed list; True while more is left."""
    return imports.apply(_batch(entry), by=system(entry.ward_id), seconds=TURN_SECONDS)


def undo_import(entry: Entry) -> bool:
    """Take an import back; True while more is left."""
    return imports.undo(_batch(entry), by=system(entry.ward_id), seconds=TURN_SECONDS)


def carry_over(entry: Entry) -> bool:
    """Write groups and households of a merged ward anew under its successor; True while more is left."""
    old = Ward.objects.select_related("successor").get(id=entry.subject_id)
    return mergers.carry_over(old, by=system(entry.ward_id), seconds=TURN_SECONDS)


def _batch(entry: Entry) -> HouseholdImport:
    return HouseholdImport.objects.select_related("ward").get(ward=entry.ward_id, id=entry.subject_id)
