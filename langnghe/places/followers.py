"""What the worker does after a merger: it works for a few seconds, then lets others have a turn."""

from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.places import mergers
from langnghe.places.models import Ward

TURN_SECONDS = 10.0


def carry_over(entry: Entry) -> bool:
    """Write groups and households of a merged ward anew under its successor; True while more is left."""
    old = Ward.objects.select_related("successor").get(id=entry.subject_id)
    return mergers.carry_over(old, by=system(entry.ward_id), seconds=TURN_SECONDS)
