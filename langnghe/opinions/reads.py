"""Questions about opinions, and the guarded door: an opinion is fetched for somebody, never by itself."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from langnghe.kernel.refused import Refused
from langnghe.opinions.models import Addition, GuardStep, Opinion, Question, SerialGap
from langnghe.opinions.receipts import parse_serial
from langnghe.opinions.visibility import LAST, MAY_BE_PUBLIC, seen_by
from langnghe.opinions.waiting import WAITS
from langnghe.people.models import Mandate, Officer

# What `standing.held` holds stays in sight when withdrawn: a threat may have made it so, or not the sender.
STANDS = Q(erased_at=None) & (
    Q(withdrawn_at=None) | Q(guard="crime", guard_released_at=None) | Q(guard="conduct", secret_seen_by_staff=True)
)
# Steps after which the ward has to look at a guarded opinion again, passed on or not.
SORTED = ("crime", "conduct", "none", "released")
PASSED_ON = "passed_on"


def in_scope(mandate: Mandate) -> QuerySet[Opinion]:
    """What a mandate may see: see `_within`; without what waits in a flood or was dismissed."""
    return _within(mandate).filter(quarantined_at=None)


def waiting(mandate: Mandate) -> QuerySet[Opinion]:
    """What came in a flood and waits to be looked at, for those who sift."""
    return _within(mandate).filter(WAITS, erased_at=None) if mandate.may("opinions.sift") else Opinion.objects.none()


def dismissed(mandate: Mandate) -> QuerySet[Opinion]:
    """What was dismissed, for those who sift."""
    found = _within(mandate).filter(dismissed_at__isnull=False, erased_at=None)
    return found if mandate.may("opinions.sift") else Opinion.objects.none()


def _within(mandate: Mandate) -> QuerySet[Opinion]:
    """Opinions of the mandate's ward and of those merged into it; of its own groups when it looks after some.

    A guarded opinion only for those of its guard, and none that speaks about the officer who asks (`visibility`).
    """
    if not mandate.may("opinions.list"):
        return Opinion.objects.none()
    opinions = Opinion.objects.filter(ward_id__in=mandate.ward_ids())
    groups = mandate.group_ids()
    near = opinions if groups is None else opinions.filter(group_id__in=groups)
    return near.filter(seen_by(mandate))


def unguarded(mandate: Mandate) -> QuerySet[Opinion]:
    """What no guard and no name hides from a mandate, whatever group it is of; not to be listed by itself."""
    return Opinion.objects.filter(seen_by(mandate), ward_id__in=mandate.ward_ids())


def without_matter(mandate: Mandate) -> QuerySet[Opinion]:
    """What belongs to no matter and stands, oldest first: new arrivals, and what was passed on."""
    found = in_scope(mandate).filter(STANDS, taken_up_at=None).exclude(channel="earlier")
    return found.select_related("ward", "group").defer("folded").order_by("received_at")


def not_taken_up(mandate: Mandate) -> QuerySet[Opinion]:
    """The new arrivals of the inbox: what belongs to no matter, and was not passed on either."""
    return without_matter(mandate).exclude(_passed_on())


def passed_on(mandate: Mandate) -> QuerySet[Opinion]:
    """What was passed on above the ward and waits for nobody here; only ever for those whom a guard lets in."""
    return without_matter(mandate).filter(_passed_on())


def passings(opinion_ids: Collection[UUID]) -> dict[UUID, GuardStep]:
    """The last step that passed each of these on above the ward, for those that stand so now."""
    standing = Opinion.objects.filter(_passed_on(), id__in=opinion_ids)
    steps = GuardStep.objects.filter(opinion__in=standing.values("id"), what=PASSED_ON).order_by("id")
    return {step.opinion_id: step for step in steps}


def _passed_on() -> Q:
    """Passed on above the ward; whoever sorts it anew, or opens it to the unit, brings it back among the new ones."""
    steps = GuardStep.objects.filter(ward=OuterRef("ward_id"), opinion=OuterRef("pk"), what__in=(*SORTED, PASSED_ON))
    # The last one's name and no `EXISTS`: PostgreSQL would list the steps of all wards beforehand.
    last = Coalesce(Subquery(steps.order_by("-id").values("what")[:1]), Value(""))
    return Q(guard__in=("crime", "conduct"), guard_released_at=None) & Q(Exact(last, PASSED_ON))


def with_unread_words(mandate: Mandate) -> QuerySet[Opinion]:
    """Opinions of the officer's list that hold words nobody has read yet."""
    return in_scope(mandate).filter(STANDS, id__in=unread_words(mandate))


def unread_words(mandate: Mandate) -> "QuerySet[Addition, Any]":
    """The opinions that hold words nobody has read yet, in the mandate's wards, whether or not it may see them."""
    return Addition.objects.filter(ward_id__in=mandate.ward_ids(), read_at=None).values("opinion_id")


@dataclass(frozen=True)
class Talk:
    """What was said after the opinion: additions and questions, oldest first."""

    additions: list[Addition]
    questions: list[Question]

    @property
    def unread(self) -> int:
        """How many additions no officer has read."""
        return sum(addition.read_at is None for addition in self.additions)

    @property
    def waiting(self) -> list[Question]:
        """Questions that the sender has not answered."""
        return [asked for asked in self.questions if asked.answered_at is None and asked.words]


def talk_of(opinion: Opinion) -> Talk:
    """Everything said after an opinion; for whoever was let in to the opinion itself."""
    return Talk(
        list(Addition.objects.filter(opinion=opinion).select_related("question").order_by("id")),
        list(Question.objects.filter(opinion=opinion).select_related("asked_by__post").order_by("id")),
    )


@dataclass(frozen=True)
class Told:
    """A step about a guard, who took it and about whom, for its page."""

    step: GuardStep
    mandate: Mandate
    officer: Officer | None


def guard_steps(opinion: Opinion) -> list[Told]:
    """What officers did about an opinion's guard, oldest first; for those of its guard."""
    steps = list(GuardStep.objects.filter(opinion=opinion).order_by("id"))
    by = Mandate.objects.select_related("post__unit", "officer").in_bulk({step.mandate_id for step in steps})
    about = Officer.objects.in_bulk({step.officer_id for step in steps if step.officer_id})
    return [Told(step, by[step.mandate_id], about.get(step.officer_id)) for step in steps]


def last_resort(mandate: Mandate) -> QuerySet[Opinion]:
    """Complaints that nobody else of the ward may read, oldest first, for an auditor who passes them on above it."""
    if not mandate.may(LAST):
        return Opinion.objects.none()
    within = Opinion.objects.filter(seen_by(mandate), ward_id__in=mandate.ward_ids(), quarantined_at=None)
    return within.filter(STANDS).select_related("ward", "group", "contact").order_by("id")


def publishable(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Those of `opinions` that may ever be shown or counted in public: neither guarded nor private, nor held back."""
    return opinions.filter(MAY_BE_PUBLIC)


def opinion_for(mandate: Mandate, serial: str) -> Opinion | None:
    """The opinion behind a serial, when this mandate may read it; else None, as if there were no such number."""
    if not mandate.may("opinions.read"):
        return None
    return by_serial(in_scope(mandate), serial)


def with_receipt(serial: str, secret: bytes) -> Opinion | None:
    """The opinion whose receipt somebody holds: both serial and secret fit."""
    opinion = by_serial(Opinion.objects.all(), serial)
    held = hashlib.sha256(secret).digest()
    fits = hmac.compare_digest(held, bytes(opinion.secret_hash) if opinion else b"\0" * 32)
    return opinion if fits else None


def gap_with(serial: str) -> SerialGap | None:
    """The numbers left out after a restoration among which a serial lies, and behind which there is no opinion."""
    code, year, number = parse_serial(serial)
    gaps = SerialGap.objects.filter(ward__code=code, year=year, first__lte=number, last__gte=number)
    return None if by_serial(Opinion.objects.all(), serial) else gaps.first()


def with_hash(serial: str, secret_hash: bytes) -> Opinion | None:
    """The opinion of a receipt that was checked before, by the hash of its secret."""
    opinion = by_serial(Opinion.objects.all(), serial)
    return opinion if opinion and hmac.compare_digest(bytes(opinion.secret_hash), secret_hash) else None


def by_serial(opinions: QuerySet[Opinion], serial: str) -> Opinion | None:
    """The one behind a serial among these opinions; None when there is none, or the serial is none."""
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        return None
    found = opinions.select_related("ward", "group", "contact")
    return found.filter(ward__code=code, year=year, number=number).first()
