"""What the worker does after steps of this room. Each works for a few seconds, then lets others have a turn."""

from langnghe.ledger.models import Entry
from langnghe.people.models import Mandate
from langnghe.people.runs import TURN_SECONDS
from langnghe.sifting import actions
from langnghe.sifting.models import Sifting


def sift(entry: Entry) -> bool:
    """Dismiss, let in or set aside; True while more is left."""
    sifting = _sifting(entry)
    return actions.sift(sifting, by=sifting.asked_by.actor, seconds=TURN_SECONDS)


def undo(entry: Entry) -> bool:
    """Put back what a sifting touched; True while more is left."""
    sifting = _sifting(entry)
    by = Mandate.objects.select_related("post", "ward", "officer").get(id=str(entry.actor_id))
    return actions.undo(sifting, by=by, seconds=TURN_SECONDS)


def _sifting(entry: Entry) -> Sifting:
    found = Sifting.objects.select_related("asked_by__post", "asked_by__ward", "asked_by__officer")
    return found.get(ward=entry.ward_id, id=entry.subject_id)
