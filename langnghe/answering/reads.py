"""Questions about drafts, hand-overs, arrivals and ready answers; always asked for a mandate."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from langnghe.answering import approval, carrying, holding, states
from langnghe.answering.models import Approver, Arrival, Draft, DraftPromise, DraftReturn, HandOver, ReadyAnswer
from langnghe.answering.states import OPEN_DRAFTS, OPEN_HAND_OVERS
from langnghe.kernel.refused import Refused
from langnghe.language.topics import TOPICS
from langnghe.matters import reads as matters
from langnghe.matters.models import NOBODY_WAITS, Answer, Matter
from langnghe.matters.serials import parse_serial
from langnghe.people.models import Mandate
from langnghe.people.reads import mandates_of
from langnghe.places.models import Ward
from langnghe.places.reads import heir

CLAIM = "commitments.claim"
MOST_WARDS = 60


def matter_for(mandate: Mandate, serial: str) -> Matter | None:
    """The matter with a serial, when it is the mandate's to work on."""
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        return None
    own = [mandate.ward_id] if code == mandate.ward.code else []
    found = matters.in_scope(mandate, within=own).filter(ward__code=code, year=year, number=number)
    return found.select_related("ward", "group").first()


@dataclass(frozen=True)
class Panel:
    """Everything about answering one matter that its page shows. `verbs`: what this mandate may do with the draft."""

    matter: Matter
    answers: list[Answer]
    draft: Draft | None
    returns: list[DraftReturn]
    hand_overs: list[HandOver]
    who: str
    releases: bool
    verbs: frozenset[str] = field(default_factory=frozenset)

    @property
    def open_hand_over(self) -> HandOver | None:
        """The hand-over that waits for its body."""
        return next((row for row in self.hand_overs if row.is_open), None)


def panel(matter: Matter, mandate: Mandate) -> Panel:
    """What stands between a matter and its answer, for one who may work on it: draft, returns, hand-overs, answers."""
    releasers = approval.releasers(heir(matter.ward), matter.topic)
    roles = holding.roles_known(matter, mandate, releases=mandate.id in {one.id for one in releasers})
    draft = draft_of(matter)
    table = states.DRAFTS[draft.state if draft else "draft"]
    return Panel(
        matter=matter, answers=matters.answers_of(matter), draft=draft,
        returns=returns_of(draft) if draft else [], hand_overs=hand_overs_of(matter),
        who=approval.sentence(releasers), releases="releaser" in roles,
        verbs=frozenset(verb for verb, row in table.items() if roles & row.keys()),
    )  # fmt: skip


def draft_of(matter: Matter) -> Draft | None:
    """The draft of a matter that somebody still has to do something about."""
    drafts = Draft.objects.filter(ward=matter.ward_id, matter=matter, state__in=OPEN_DRAFTS)
    return drafts.select_related("changed_by__officer", "changed_by__post", "submitted_by__officer").first()


def promises_of(draft: Draft) -> list[DraftPromise]:
    """The promises inside a draft."""
    return list(DraftPromise.objects.filter(ward=draft.ward_id, draft=draft).select_related("post__unit"))


def returns_of(draft: Draft) -> list[DraftReturn]:
    """Why a draft was returned, newest first."""
    found = DraftReturn.objects.filter(ward=draft.ward_id, draft=draft)
    return list(found.select_related("by__officer", "by__post").order_by("-id"))


def hand_overs_of(matter: Matter) -> list[HandOver]:
    """To whom a matter was handed over, newest first."""
    return list(HandOver.objects.filter(ward=matter.ward_id, matter=matter).select_related("ward").order_by("-id"))


def waiting(mandate: Mandate) -> QuerySet[Draft]:
    """Drafts that wait for this mandate to release them, longest waiting first."""
    drafts = Draft.objects.filter(ward_id__in=mandate.ward_ids(), state="submitted")
    drafts = drafts.exclude(matter__state__in=NOBODY_WAITS)
    topics = approval.topics_of(mandate)
    # A code that was withdrawn is released by whom `approval.known` says.
    withdrawn = drafts.exclude(matter__topic__in=["", *TOPICS]).values_list("matter__topic", flat=True).distinct()
    topics += [topic for topic in withdrawn if approval.known(topic) in topics]
    found = drafts.filter(matter__topic__in=topics, matter__in=matters.in_scope(mandate))
    people = ("submitted_by__officer", "submitted_by__post")
    return found.select_related("matter__ward", "matter__group", *people).order_by("submitted_at", "id")


def hand_overs(mandate: Mandate, *, is_open: bool) -> QuerySet[HandOver]:
    """Hand-overs of matters in the mandate's scope: open ones by their day, the others newest first."""
    rows = HandOver.objects.filter(ward_id__in=mandate.ward_ids(), matter__in=matters.in_scope(mandate))
    rows = rows.select_related("ward", "matter__ward")
    if is_open:
        return rows.filter(state__in=OPEN_HAND_OVERS).order_by("due_on", "id")
    return rows.exclude(state__in=OPEN_HAND_OVERS).order_by("-closed_on", "-id")


def hand_over(mandate: Mandate, hand_over_id: UUID) -> HandOver | None:
    """A hand-over of a matter in the mandate's scope."""
    rows = HandOver.objects.filter(
        ward_id__in=mandate.ward_ids(), id=hand_over_id, matter__in=matters.in_scope(mandate)
    )
    return rows.select_related("ward", "matter__ward", "opened_by__post__unit", "opened_by__officer").first()


def late_hand_overs(mandate: Mandate, today: date) -> QuerySet[HandOver]:
    """Open hand-overs whose body should have said by now whether it accepts."""
    return hand_overs(mandate, is_open=True).filter(due_on__lt=today)


def arrivals(mandate: Mandate, *, is_open: bool) -> QuerySet[Arrival]:
    """What other wards of this installation handed over to the mandate's ward."""
    if not carrying.may_decide(mandate):
        return Arrival.objects.none()
    rows = Arrival.objects.filter(ward=mandate.ward_id, decided_at__isnull=is_open)
    return rows.select_related("matter__ward").order_by("arrived_at" if is_open else "-decided_at", "id")


def arrival(mandate: Mandate, arrival_id: UUID) -> Arrival | None:
    """An arrival, for who may take it in."""
    if not carrying.may_decide(mandate):
        return None
    rows = Arrival.objects.filter(ward=mandate.ward_id, id=arrival_id)
    return rows.select_related("ward", "matter__ward", "decided_by__officer").first()


def doers(ward: Ward) -> list[Mandate]:
    """Who may be made responsible for a promise: one mandate of each post that says when its promises are done.

    In a ward that was merged: the posts of the one that goes on with its work.
    """
    found: dict[UUID, Mandate] = {}
    for mandate in mandates_of(heir(ward)):
        if mandate.may(CLAIM):
            found[mandate.post_id] = mandate
    return list(found.values())


def other_wards(ward: Ward) -> list[Ward]:
    """Open wards of this installation to which a matter may go without retyping; where there are many, neighbours."""
    found = Ward.objects.filter(level="commune", closed_at=None).exclude(id=heir(ward).id).select_related("province")
    listed = list(found.order_by("name")[: MOST_WARDS + 1])
    return listed if len(listed) <= MOST_WARDS else list(found.filter(province=ward.province_id).order_by("name"))


def ready_answers(ward: Ward, topic: str | None = None) -> list[ReadyAnswer]:
    """Ready answers in use: all, or those that fit a topic, the closest first; of a merged ward, its successor's."""
    rows = ReadyAnswer.objects.filter(ward=heir(ward), retired_at=None).order_by("topic", "name")
    if topic is None:
        return list(rows)
    fitting = [topic, topic.partition(".")[0], ""]
    return sorted(rows.filter(topic__in=fitting), key=lambda row: (fitting.index(row.topic), row.name))


def ready_answer(ward: Ward, ready_id: UUID) -> ReadyAnswer | None:
    """A ready answer of a ward, retired ones too."""
    return ReadyAnswer.objects.filter(ward=ward, id=ready_id).select_related("ward").first()


def own_approvers(ward: Ward) -> dict[str, list[Approver]]:
    """What a ward set for itself, by topic; posts that were closed since stand there too, to be seen."""
    found: dict[str, list[Approver]] = {}
    rows = Approver.objects.filter(ward=ward, removed_at=None).select_related("post__unit")
    for row in rows.order_by("id"):
        found.setdefault(row.topic, []).append(row)
    return found
