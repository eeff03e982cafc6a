"""What follows when an opinion may no longer be public, and when the days of a ward change."""

from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.matters import actions, clocks

# Entries about an opinion after which it may have to leave the board.
AGAINST_PUBLICATION = (
    "opinion.withdrawn", "erasure.asked", "opinion.erased", "opinion.added", "opinion.sorted", "opinion.set_aside",
    "opinion.dismissed",
)  # fmt: skip


def withdraw_words(entry: Entry) -> bool:
    """Take from the board what rests on this opinion, unless it still may be public."""
    actions.withdraw_words(entry.subject_id, by=system(entry.ward_id))
    return False


# Entries after which open clocks are counted anew.
DAYS_CHANGED = ("ward_day.set", "ward_day.removed", "ward_day.restored", "deadline.set", "deadline.taken_back")
TURN_SECONDS = 5.0


def recompute_clocks(entry: Entry) -> bool:
    """Count the ward's open clocks anew; True while more is left."""
    return clocks.recompute(entry, by=system(entry.ward_id), seconds=TURN_SECONDS)
