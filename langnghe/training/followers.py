"""What the worker does after steps of teaching, and when an opinion may teach no longer."""

from collections.abc import Sequence

from django.db import transaction

from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.opinions.models import Opinion
from langnghe.opinions.visibility import MAY_TEACH
from langnghe.places.models import Ward
from langnghe.places.reads import heir
from langnghe.teaching import actions
from langnghe.teaching.models import Learning
from langnghe.training import working

# Entries after which an opinion may have left, or be shut away. Its erasure forgets it in its own transaction.
MAY_LEAVE = (
    "opinion.withdrawn", "erasure.asked", "opinion.added", "opinion.sorted", "opinion.set_aside", "opinion.dismissed",
)  # fmt: skip


def learn(entry: Entry) -> bool:
    """Learn what was asked, a part a turn; True while more is left."""
    learning = Learning.objects.select_related("ward").get(ward=entry.ward_id, id=entry.subject_id)
    return working.learn(learning, by=system(entry.ward_id))


def learn_again(entry: Entry) -> bool:
    """What had learnt from something that may teach no longer was emptied: it is made without it, at once."""
    if entry.facts.get("versions"):
        ward = heir(Ward.objects.get(id=entry.ward_id))
        actions.ask(ward, "forgotten", by=system(ward.id))
    return False


@transaction.atomic
def recheck(entry: Entry) -> bool:
    """An opinion that may teach no longer is forgotten."""
    if not Opinion.objects.filter(MAY_TEACH, id=entry.subject_id).exists():
        actions.forget(entry.ward_id, entry.subject_id, by=system(entry.ward_id).actor)
    return False


def recheck_together(entries: Sequence[Entry]) -> None:
    """The same after several steps: most may teach, which is found for all at once."""
    may = set(
        Opinion.objects.filter(MAY_TEACH, id__in={entry.subject_id for entry in entries}).values_list("id", flat=True)
    )
    for entry in entries:
        if entry.subject_id not in may:
            recheck(entry)
