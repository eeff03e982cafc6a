"""What the worker does after steps of this room. Each works for a few seconds, then lets others have a turn."""

from langnghe.inbox import actions
from langnghe.inbox.models import Bulk
from langnghe.ledger.models import Entry
from langnghe.people.models import Mandate
from langnghe.people.runs import TURN_SECONDS


def run(entry: Entry) -> bool:
    """Do a bulk deed; True while more is left."""
    bulk = _bulk(entry)
    return actions.run(bulk, by=bulk.asked_by, seconds=TURN_SECONDS)


def undo(entry: Entry) -> bool:
    """Put back what a bulk deed did; True while more is left."""
    by = Mandate.objects.select_related("post", "ward", "officer").get(id=str(entry.actor_id))
    return actions.undo(_bulk(entry), by=by, seconds=TURN_SECONDS)


def _bulk(entry: Entry) -> Bulk:
    found = Bulk.objects.select_related("asked_by__post", "asked_by__ward", "asked_by__officer", "post")
    return found.get(ward=entry.ward_id, id=entry.subject_id)
