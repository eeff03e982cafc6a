"""Steps of a matter and of its promises are news for everybody whose opinion belongs to it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from langnghe.commitments.models import Commitment
from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.matters.models import Joining
from langnghe.notices import actions as notices
from langnghe.notices.reads import hearing_about

# A step of one opinion concerns its own sender; every other step all whose opinions belong to the matter.
OF_ONE = ("matter.joined", "matter.parted")
# A matter went into another one or came out again: news for those who went with it; for the others nothing changes.
OF_MERGERS = ("matter.merged", "matter.unmerged")
OF_MATTERS = (
    "matter.released", "matter.asked", "matter.due_moved", "answer.released",
    "hand_over.accepted", "hand_over.refused",
)  # fmt: skip
OF_PROMISES = (
    "commitment.made", "commitment.moved", "commitment.claimed", "commitment.reopened", "commitment.settled",
    "commitment.missed", "commitment.given_up",
)  # fmt: skip


TOLD = OF_ONE + OF_MERGERS + OF_MATTERS + OF_PROMISES
# Entries of one transaction carry moments that differ by a little.
SAME_MOMENT = timedelta(seconds=1)


def tell_senders(entry: Entry) -> bool:
    """Prepare the mails of a step for each sender who asked for mails."""
    if _is_told_with_its_answer(entry):
        return False
    by = system(entry.ward_id).actor
    for opinion_id in _listening(entry):
        notices.tell(entry.ward_id, ("opinions", opinion_id), cause=entry.id, by=by)
    return False


def tell_all(entries: Sequence[Entry]) -> None:
    """The same after several steps: of most of them nobody asked to hear, which is found for all at once."""
    for entry in _heard_by_somebody(entries):
        tell_senders(entry)


def _heard_by_somebody(entries: Sequence[Entry]) -> list[Entry]:
    """The steps about matters to which an opinion belongs, or ever did, whose sender asked for mails."""
    wards = {entry.ward_id for entry in entries}
    matters = {entry.id: entry.subject_id for entry in entries if entry.room == "matters"}
    promises = [entry.subject_id for entry in entries if entry.room == "commitments"]
    known = (
        Commitment.objects.filter(id__in=promises, subject_room="matters") if promises else Commitment.objects.none()
    )
    about = dict(known.values_list("id", "subject_id"))
    matters |= {entry.id: about[entry.subject_id] for entry in entries if entry.subject_id in about}
    joined = list(
        Joining.objects.filter(ward__in=wards, matter__in=set(matters.values())).values_list("matter_id", "opinion_id")
    )
    hearing = set(hearing_about(wards, "opinions", {opinion_id for _matter, opinion_id in joined}))
    heard = {matter_id for matter_id, opinion_id in joined if opinion_id in hearing}
    return [entry for entry in entries if matters.get(entry.id) in heard]


def _is_told_with_its_answer(entry: Entry) -> bool:
    """A promise inside an answer: one mail for both is enough."""
    if entry.kind != "commitment.made":
        return False
    near = (entry.at - SAME_MOMENT, entry.at + SAME_MOMENT)
    answers = Entry.objects.filter(ward_id=entry.ward_id, room="matters", kind="answer.released", at__range=near)
    return answers.filter(subject_id__in=_matters(entry)).exists()


def _listening(entry: Entry) -> Iterable[UUID]:
    """The opinions whose senders hear of the step: of its matter, or the one it is about."""
    if entry.kind in OF_ONE:
        return [UUID(str(entry.facts["opinion"]))]
    joined = Joining.objects.filter(ward_id=entry.ward_id, matter_id__in=_matters(entry))
    joined = _moved_by(entry, joined) if entry.kind in OF_MERGERS else joined.filter(parted_at=None)
    return hearing_about({entry.ward_id}, "opinions", joined.values("opinion_id"))


def _moved_by(entry: Entry, joined: "QuerySet[Joining]") -> "QuerySet[Joining]":
    """The opinions that left or came back to the entry's matter with this step, wherever they belong by now."""
    moment = (entry.at - SAME_MOMENT, entry.at + SAME_MOMENT)
    return joined.filter(**{f"{'parted_at' if entry.kind == 'matter.merged' else 'joined_at'}__range": moment})


def _matters(entry: Entry) -> list[UUID]:
    if entry.room == "matters":
        return [entry.subject_id]
    promise = Commitment.objects.filter(ward_id=entry.ward_id, id=entry.subject_id, subject_room="matters")
    return list(promise.values_list("subject_id", flat=True))
