"""What follows when an opinion may no longer be public."""

from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.matters import actions

# Entries about an opinion after which it may have to leave the board.
AGAINST_PUBLICATION = (
    "opinion.withdrawn", "erasure.asked", "opinion.erased", "opinion.added", "opinion.sorted", "opinion.set_aside",
    "opinion.dismissed",
)  # fmt: skip


def withdraw_words(entry: Entry) -> bool:
    """Take from the board what rests on this opinion, unless it still may be public."""
    actions.withdraw_words(entry.subject_id, by=system(entry.ward_id))
    return False
