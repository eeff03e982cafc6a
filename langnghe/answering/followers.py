"""What follows the steps of a hand-over between two wards of this installation, and a change of the ward's days."""

from langnghe.answering import carrying, clocks
from langnghe.answering.models import Arrival, HandOver
from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.matters.clocks import books_of
from langnghe.places.models import Ward

TURN_SECONDS = 5.0


def carry(entry: Entry) -> bool:
    """What was handed over to a ward of this installation arrives there."""
    sent = HandOver.objects.filter(ward=entry.ward_id, id=entry.facts.get("hand_over"), to_ward__isnull=False)
    for hand_over in sent.select_related("ward", "matter"):
        carrying.arrive(hand_over)
    return False


def recompute_due(entry: Entry) -> bool:
    """The days of what waits for another body follow the calendar and the deadlines; True while more is left."""
    books = books_of(Ward.objects.select_related("successor").get(id=entry.ward_id))
    return any(clocks.recompute(ward, by=system(ward.id), seconds=TURN_SECONDS) for ward in books)


def report_back(entry: Entry) -> bool:
    """What the receiving ward decided reaches the sending one."""
    for arrival in Arrival.objects.filter(ward=entry.ward_id, id=entry.subject_id).select_related("matter__ward"):
        carrying.report_back(arrival)
    return False
