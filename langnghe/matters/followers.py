"""What follows when an opinion may no longer be public, is asked or answers; when promises and the ward's days move."""

from collections.abc import Sequence

from langnghe.commitments.models import Commitment
from langnghe.kernel.actors import resident, system
from langnghe.ledger.models import Entry
from langnghe.matters import actions, clocks, following, pausing, reads
from langnghe.opinions.models import Opinion, Question

# Entries about an opinion after which it may have to leave the board.
AGAINST_PUBLICATION = (
    "opinion.withdrawn", "erasure.asked", "opinion.erased", "opinion.added", "opinion.sorted", "opinion.set_aside",
    "opinion.dismissed",
)  # fmt: skip
# Entries after which a sender no longer waits, or waits again.
OF_SENDERS = ("opinion.withdrawn", "opinion.erased", "opinion.resumed")
# Entries after which an opinion may be guarded otherwise than before.
GUARDED_ANEW = ("opinion.added", "opinion.sorted")
# Steps of a promise after which its matter may stand otherwise or be due another day. What was entered from the book
# says so itself.
OF_PROMISES = (
    "commitment.made", "commitment.claimed", "commitment.confirmed", "commitment.reopened", "commitment.settled",
    "commitment.given_up", "commitment.moved",
)  # fmt: skip


# Entries after which open clocks are counted anew; a merger changes whose days count.
DAYS_CHANGED = (
    "ward.merged",
    "ward_day.set",
    "ward_day.removed",
    "ward_day.restored",
    "deadline.set",
    "deadline.taken_back",
)
TURN_SECONDS = 5.0


def withdraw_words(entry: Entry) -> bool:
    """Take from the board what rests on this opinion, unless it still may be public."""
    actions.withdraw_words(entry.subject_id, by=system(entry.ward_id))
    return False


def withdraw_words_together(entries: Sequence[Entry]) -> None:
    """The same after several steps: on most opinions nothing rests that may not, which is found for all at once."""
    found = reads.resting_wrongly([entry.subject_id for entry in entries])
    for entry in entries:
        if entry.subject_id in found:
            withdraw_words(entry)


def follow_senders(entry: Entry) -> bool:
    """A matter closes with its last sender and opens with the first who is back; first its words leave the board."""
    actions.withdraw_words(entry.subject_id, by=system(entry.ward_id))
    following.follow_senders(entry.subject_id, by=system(entry.ward_id))
    return False


def recompute_clocks(entry: Entry) -> bool:
    """Count the ward's open clocks anew; True while more is left."""
    return clocks.recompute(entry, seconds=TURN_SECONDS)


def keep_apart(entry: Entry) -> bool:
    """Part an opinion from others whose guard is not its own."""
    following.keep_apart(entry.subject_id, by=system(entry.ward_id))
    return False


def keep_apart_together(entries: Sequence[Entry]) -> None:
    """The same after several steps: most opinions have none beside them, which is found for all at once."""
    found = following.with_others([entry.subject_id for entry in entries])
    for entry in entries:
        if entry.subject_id in found:
            keep_apart(entry)


def wait_for_answer(entry: Entry) -> bool:
    """A question stops the clock of the opinion's matter, wherever it was asked."""
    question = Question.objects.select_related("opinion").filter(id=entry.facts["question"]).first()
    if question is not None:
        pausing.wait_for(question, by=system(entry.ward_id))
    return False


def hear_answer(entry: Entry) -> bool:
    """A sender's answer lets the clock run again."""
    if entry.facts.get("answers"):
        opinion = Opinion.objects.get(ward=entry.ward_id, id=entry.subject_id)
        pausing.hear_answer(opinion, by=resident(entry.ward_id))
    return False


def follow_promises(entry: Entry) -> bool:
    """The matter of a promise stands as its promises do."""
    follow_promises_together([entry])
    return False


def follow_promises_together(entries: Sequence[Entry]) -> None:
    """The same after several steps; a matter that stands so already is not held."""
    promises = Commitment.objects.filter(id__in={entry.subject_id for entry in entries}, subject_room="matters")
    wards = dict(promises.values_list("subject_id", "ward_id"))
    for matter_id in following.out_of_step(wards):
        following.follow_promises(matter_id, by=system(wards[matter_id]))
