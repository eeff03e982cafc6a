"""What follows the steps of a hand-over between two wards of this installation."""

from langnghe.answering import carrying
from langnghe.answering.models import Arrival, HandOver
from langnghe.ledger.models import Entry


def carry(entry: Entry) -> bool:
    """What was handed over to a ward of this installation arrives there."""
    sent = HandOver.objects.filter(ward=entry.ward_id, id=entry.facts.get("hand_over"), to_ward__isnull=False)
    for hand_over in sent.select_related("ward", "matter"):
        carrying.arrive(hand_over)
    return False


def report_back(entry: Entry) -> bool:
    """What the receiving ward decided reaches the sending one."""
    for arrival in Arrival.objects.filter(ward=entry.ward_id, id=entry.subject_id).select_related("matter__ward"):
        carrying.report_back(arrival)
    return False
