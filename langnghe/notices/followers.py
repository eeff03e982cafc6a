"""After which steps a sender is told that there is news, and about which row the step is."""

from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.notices import actions
from langnghe.notices.reads import Subject
from langnghe.people.models import SealedContact

TOLD = ("question.asked", "addition.read", "contact.opened", "erasure.declined")


def tell(entry: Entry) -> bool:
    """Prepare the mails of a step."""
    actions.tell(entry.ward_id, _subject(entry), cause=entry.id, by=system(entry.ward_id).actor)
    return False


def _subject(entry: Entry) -> Subject:
    """A contact belongs to somebody else's row; everything else is its own subject."""
    if entry.kind == "contact.opened":
        contact = SealedContact.objects.get(ward_id=entry.ward_id, id=entry.subject_id)
        return contact.subject_room, contact.subject_id
    return entry.room, entry.subject_id
