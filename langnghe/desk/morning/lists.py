"""What stands on a mandate's morning: which lists its role has, and which rows belong to each."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet

from langnghe.answering import approval
from langnghe.answering.models import Draft
from langnghe.commitments.evidence import uncovered
from langnghe.commitments.models import Commitment, Contest
from langnghe.commitments.outsiders import confirmable
from langnghe.commitments.reads import waiting_contests
from langnghe.commitments.rules import OWED
from langnghe.desk.morning.gathering import Found
from langnghe.intake import reads as intake
from langnghe.keeping.finding import openable
from langnghe.kernel.clock import local_today
from langnghe.matters import reads as matters
from langnghe.matters.models import NO_DAY, NOBODY_WAITS, Matter
from langnghe.opinions import erasures
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate

Find = Callable[[], Found]
SOON = timedelta(days=7)
# The officer at the desk has what no post was given yet.
AT_THE_DESK = frozenset({"duty_desk"})


def lists_of(mandate: Mandate) -> dict[str, Find]:
    """How each list of a mandate is found, by name; a list that its role cannot have is absent."""
    return {name: partial(find, mandate) for name, (needed, find) in LISTS.items() if all(map(mandate.may, needed))}


def oversees(mandate: Mandate) -> bool:
    """Whether what is late anywhere in the ward comes before this mandate: those who release answers."""
    return mandate.may("answers.release")


def late(mandate: Mandate) -> QuerySet[Matter]:
    """Matters whose answer is late, longest first: of the mandate's own work, or of the whole ward for its heads."""
    owed = _owed(mandate).filter(next_due__lt=local_today(), paused_on=None)
    return owed if oversees(mandate) else owed.filter(_in_hand(mandate))


def mine(mandate: Mandate) -> QuerySet[Matter]:
    """Matters in the mandate's own hands that are not late, the nearest day first."""
    in_time = Q(next_due__gte=local_today()) | Q(paused_on__isnull=False)
    return _owed(mandate).filter(in_time, _in_hand(mandate), next_due__lt=NO_DAY)


def _owed(mandate: Mandate) -> QuerySet[Matter]:
    """What waits for an answer: all that waits but for what was promised, which is due on days of its own."""
    owed = matters.in_scope(mandate).filter(stage="waits").exclude(state="promised")
    return owed.select_related("ward", "group", "source").order_by("next_due", "id")


def _in_hand(mandate: Mandate) -> Q:
    own = Q(post=mandate.post_id)
    return own | Q(post=None) if mandate.role in AT_THE_DESK else own


def to_approve(mandate: Mandate) -> QuerySet[Draft]:
    """Answers that wait for this mandate's word, longest first."""
    waiting = _drafts(mandate).filter(state="submitted", matter__topic__in=approval.topics_of(mandate))
    return waiting.exclude(matter__state__in=NOBODY_WAITS).order_by("submitted_at", "id")


def returned(mandate: Mandate) -> QuerySet[Draft]:
    """Answers that were given back to this mandate's post to be changed."""
    return _drafts(mandate).filter(state="returned", submitted_by__post=mandate.post_id).order_by("changed_at", "id")


def contests(mandate: Mandate) -> QuerySet[Contest]:
    """Strangers' contests that wait for people outside the unit: of matters the mandate works on, or of the board."""
    seen = Exists(openable(mandate).filter(pk=OuterRef("claim__commitment__subject_id")))
    return waiting_contests(mandate).filter(seen, claim__commitment__subject_room="matters")


def to_confirm(mandate: Mandate) -> QuerySet[Commitment]:
    """Promises claimed done whose senders were silent too long: this person, from outside, may say it is so."""
    return _of(openable(mandate), confirmable(mandate)).select_related("ward", "responsible__post")


def evidence(mandate: Mandate) -> QuerySet[Commitment]:
    """Promises claimed done with photos that nobody has covered: until then no resident sees them. Longest first."""
    waiting = _of(matters.in_scope(mandate), uncovered(mandate.ward_ids()))
    return waiting.select_related("ward", "responsible__post")


def _of(some: QuerySet[Matter], promised: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Promises about these matters; each is asked by itself, since few promises wait and matters are many."""
    return promised.filter(Exists(some.filter(pk=OuterRef("subject_id"))), subject_room="matters")


def _drafts(mandate: Mandate) -> QuerySet[Draft]:
    seen = Exists(matters.in_scope(mandate).filter(pk=OuterRef("matter_id")))
    drafts = Draft.objects.filter(seen, ward_id__in=mandate.ward_ids())
    return drafts.select_related("matter__ward", "matter__group", "matter__source", "submitted_by__post")


def promises(mandate: Mandate) -> QuerySet[Commitment]:
    """Promises to be kept within a week, or late: of the mandate's post, or of the whole ward for its heads."""
    return _promised(mandate).filter(state="open", due_on__lte=local_today() + SOON)


def reopened(mandate: Mandate) -> QuerySet[Commitment]:
    """Promises that were claimed done and contested: the work goes on."""
    return _promised(mandate).filter(state="reopened")


def _promised(mandate: Mandate) -> QuerySet[Commitment]:
    owed = _of(matters.in_scope(mandate), Commitment.objects.filter(ward_id__in=mandate.ward_ids(), state__in=OWED))
    if not oversees(mandate):
        owed = owed.filter(responsible__post=mandate.post_id)
    return owed.select_related("ward", "responsible__post").order_by("due_on", "id")


def to_release(mandate: Mandate) -> QuerySet[Opinion]:
    """Opinions whose senders let them be published and that wait for the board, longest first."""
    waiting = matters.unreleased_of(opinions.in_scope(mandate))
    return waiting.select_related("ward", "group").order_by("received_at")


def told(mandate: Mandate) -> QuerySet[Opinion]:
    """Opinions with words or answers that nobody has read yet, in the order they came."""
    return opinions.with_unread_words(mandate).select_related("ward", "group").order_by("id")


def calls(mandate: Mandate) -> QuerySet[Opinion]:
    """Opinions whose senders wait to be called back."""
    return intake.call_backs(mandate)


def new(mandate: Mandate) -> QuerySet[Opinion]:
    """Opinions that nobody took up."""
    return opinions.not_taken_up(mandate)


# Name: the capabilities a role must carry for it, and the rows.
LISTS: dict[str, tuple[tuple[str, ...], Callable[[Mandate], Found]]] = {
    "late": (("matters.work",), late),
    "mine": (("matters.work",), mine),
    "reopened": (("matters.work",), reopened),
    "promises": (("matters.work",), promises),
    "returned": (("matters.work",), returned),
    "contests": (("commitments.confirm",), contests),
    "confirm": (("commitments.confirm",), to_confirm),
    "evidence": (("commitments.release",), evidence),
    "drafts": (("answers.release",), to_approve),
    "release": (("matters.release",), to_release),
    "told": (("opinions.read",), told),
    "calls": (("opinions.take", "opinions.read"), calls),
    "new": (("opinions.list",), new),
    # Only counted: what is behind them is read on pages of its own.
    "erasures": (("opinions.erase",), erasures.waiting),
    "last_resort": (("opinions.conduct_last",), opinions.last_resort),
}
