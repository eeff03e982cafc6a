"""Which promises everybody may read, how each stands today, and what the ward said it cannot do.

A promise is public while the matter it is about is on the board and may be read there at this moment.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from langnghe.commitments import reads as commitments
from langnghe.commitments.models import Claim, Commitment
from langnghe.commitments.reads import Card
from langnghe.kernel.clock import local_today
from langnghe.matters.models import DECLINE_REASONS, Answer, Joining, Matter
from langnghe.matters.reads import on_board
from langnghe.matters.serials import format_serial
from langnghe.opinions.models import Opinion
from langnghe.places.models import Ward
from langnghe.promises.counting import Shape, Standing
from langnghe.promises.models import PinnedPromise

ABOUT = "matters"
# State and who confirmed it, by promise: what time alone decided (`commitments.reads.settled_by_time`).
Settled = dict[UUID, tuple[str, str]]


class About(NamedTuple):
    """The public matter of a promise."""

    id: UUID
    year: int
    number: int
    topic: str
    group_id: UUID | None
    group: str
    title: str
    raised_on: date


@dataclass(frozen=True)
class Promise:
    """One public promise: what it is about, who answers for it, how it stands."""

    id: UUID
    number: int
    origin: str
    promised_on: date
    unit: str
    post: str
    about: About
    standing: Standing
    pinned: bool = False

    @property
    def shape(self) -> Shape:
        """What filters and figures ask of it."""
        about, now = self.about, self.standing
        kept_by = now.kept_by if now.result == "kept" else ""
        return Shape(
            self.promised_on.year, about.topic, about.group_id, self.unit, now.result, now.kept_when, kept_by,
            now.is_due, now.moves, now.reopened > 0, now.most_late,
        )  # fmt: skip

    @property
    def place(self) -> "Order":
        """Its place in the order of the page."""
        owed = self.standing.result in ("late", "doing")
        late = -self.standing.late_days if owed else 0
        return not self.pinned, not owed, late, self.standing.due_on, self.id


Order = tuple[bool, bool, int, date, UUID]


class Other(NamedTuple):
    """A promise about a matter that is not on the board."""

    id: UUID
    year: int
    standing: Standing


@dataclass
class Hidden:
    """How many promises are about matters that are not on the board, and how many of these are late."""

    made: int = 0
    late: int = 0


@dataclass
class Book:
    """All promises of a ward: those everybody may read, and how many others there are."""

    promises: list[Promise] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)

    def hidden(self, year: int | None) -> Hidden:
        """The others of a year, or of all years."""
        some = [one.standing for one in self.others if year in (None, one.year)]
        return Hidden(len(some), sum(one.result == "late" for one in some))

    @property
    def years(self) -> list[int]:
        """Years in which something public was promised, newest first."""
        return sorted({promise.promised_on.year for promise in self.promises}, reverse=True)

    @property
    def units(self) -> list[str]:
        """Who answers for public promises."""
        return sorted({promise.unit for promise in self.promises if promise.unit})


def book(ward: Ward, ids: Collection[UUID] | None = None) -> Book:
    """Every promise of a ward, or these of them, as it stands today; seven statements at most, however many."""
    rows = list(_rows([ward.id], ids))
    about = {row.id: row for row in _about(ward, None if ids is None else {row.subject_id for row in rows})}
    settled = None if ids is None else commitments.settled_by_time([ward.id], ids)
    standings = _standings([ward.id], rows, settled)
    pinned = set(pins(ward).values_list("commitment_id", flat=True))
    found = Book([_promise(row, about[row.subject_id], standings[row.id], row.id in pinned)
                  for row in rows if row.subject_id in about])  # fmt: skip
    off = [row for row in rows if row.subject_id not in about]
    unspoken = _unspoken({row.subject_id for row in off}) if off else set()
    found.others = [Other(row.id, row.promised_on.year, standings[row.id])
                    for row in off if row.subject_id not in unspoken]  # fmt: skip
    return found


def in_pages(ward: Ward, size: int) -> Iterator[list[Promise]]:
    """Every public promise of a ward by matter and number, so many read at a time: no list of all is ever made.

    Nothing says here which are pinned.
    """
    settled, last = commitments.settled_by_time([ward.id]), None
    while True:
        some, last = page_after(ward, last, size, settled)
        if last is None:
            return
        yield some


def page_after(
    ward: Ward, after: tuple[UUID, int] | None, size: int, settled: Settled | None = None
) -> tuple[list[Promise], tuple[UUID, int] | None]:
    """So many promises after a matter and number (none: from the start), and where the next page begins.

    Those that are not public are left out, so that a page may hold fewer.
    """
    keys = list(_keys(ward, after)[:size])
    if not keys:
        return [], None
    found = {promise.id: promise for promise in these(ward, [key[0] for key in keys], settled, pinned=False)}
    return [found[key[0]] for key in keys if key[0] in found], keys[-1][1:]


def late_first(promises: Iterable[Promise]) -> list[Promise]:
    """The order of the page: pinned ones on top, then what is owed and most overdue, then by date."""
    return sorted(promises, key=attrgetter("place"))


def cards(promises: Sequence[Promise]) -> list[tuple[Promise, Card]]:
    """These promises with their words, moved dates and reasons, in the same order; four statements."""
    found = commitments.cards(Commitment.objects.filter(id__in=[promise.id for promise in promises]))
    by_id = {card.commitment.id: card for card in found}
    return [(promise, by_id[promise.id]) for promise in promises if promise.id in by_id]


def pins(ward: Ward) -> "QuerySet[PinnedPromise]":
    """What stands on top of the ward's pages."""
    return PinnedPromise.objects.filter(ward=ward, unpinned_at=None)


def on_home(ward: Ward) -> list[tuple[Promise, Card]]:
    """What is pinned of this year, or else of the last one; one statement when there is nothing."""
    year = local_today().year
    chosen = list(pins(ward).filter(year__in=(year, year - 1)))
    newest = max((pin.year for pin in chosen), default=0)
    ids = [pin.commitment_id for pin in chosen if pin.year == newest]
    return cards(late_first(these(ward, ids))) if ids else []


def by_matter(ward_ids: Sequence[UUID], matters: "QuerySet[Matter] | None" = None) -> dict[UUID, list[Standing]]:
    """How every promise of these wards stands, by the matter it is about, public or not; two statements.

    `matters`: only about these.
    """
    rows = list(_rows(ward_ids, matters=matters))
    standings = _standings(ward_ids, rows)
    found: dict[UUID, list[Standing]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(standings[row.id])
    return found


def public_promise(ward: Ward, commitment_id: UUID) -> Promise | None:
    """A promise everybody may read; None when there is none of this id, or it may not be read."""
    return next(iter(these(ward, [commitment_id])), None)


def declined(ward: Ward) -> "QuerySet[Answer]":
    """The latest answer of each public matter that was declined: why, and who is responsible; newest first."""
    board = on_board(ward).filter(state="declined")
    newer = Answer.objects.filter(matter=OuterRef("matter"), id__gt=OuterRef("id"))
    answers = Answer.objects.filter(ward=ward, kind="declined", matter__in=board).exclude(Exists(newer))
    return answers.select_related("matter__ward", "matter__group").order_by("-answered_on", "-id")


def declined_rows(ward: Ward, matters: Collection[UUID] | None) -> "QuerySet[Answer, Any]":
    """(matter, year of the answer, topic, group) of each that was declined, or of these; one statement."""
    found = declined(ward) if matters is None else declined(ward).filter(matter__in=matters)
    return found.order_by().values_list("matter_id", "answered_on__year", "matter__topic", "matter__group_id")


def reasons(answers: "QuerySet[Answer]") -> list[tuple[str, str, int]]:
    """(code, name, how many) of each reason given, most frequent first; one statement."""
    counted = answers.order_by().values_list("reason").annotate(count=Count("id"))
    found = Counter(dict(counted))
    return [(code, reason_name(code), count) for code, count in found.most_common()]


def reason_name(code: str) -> str:
    """The reason in the reader's language; an earlier year's book may say none."""
    names: dict[str, Any] = {**dict(DECLINE_REASONS), "": DECLINE_REASONS[-1][1]}
    return str(names[code])


def serial_of(ward: Ward, about: About) -> str:
    """The public serial of the matter."""
    return format_serial(ward.code, about.year, about.number)


class _Row(NamedTuple):
    """A commitment without its words."""

    id: UUID
    subject_id: UUID
    number: int
    origin: str
    state: str
    kept_by: str
    promised_on: date
    first_due_on: date
    due_on: date
    ended_on: date | None
    moves: int
    late_when_moved: int
    responsible_name: str
    unit: str | None
    post: str | None
    reopened: int | None


_COLUMNS = (*_Row._fields[:13], "responsible__post__unit__name", "responsible__post__name", "reopened")


def _rows(
    ward_ids: Sequence[UUID], ids: Collection[UUID] | None = None, matters: "QuerySet[Matter] | None" = None
) -> "Iterable[_Row]":  # fmt: skip
    found = Commitment.objects.filter(ward__in=ward_ids, subject_room=ABOUT)
    found = found if ids is None else found.filter(id__in=ids)
    found = found if matters is None else found.filter(subject_id__in=matters.order_by().values("id"))
    voided = Claim.objects.filter(commitment=OuterRef("pk"), voided_at__isnull=False).order_by()
    times = Subquery(voided.values("commitment").annotate(count=Count("id")).values("count"))
    return map(_Row._make, found.order_by().annotate(reopened=times).values_list(*_COLUMNS))


def _keys(ward: Ward, last: tuple[UUID, int] | None) -> "QuerySet[Commitment, Any]":
    """(id, matter, number) of the promises after that matter and number, in the order of their unique key."""
    found = Commitment.objects.filter(ward=ward, subject_room=ABOUT).order_by("subject_id", "number")
    if last is not None:
        subject, number = last
        found = found.filter(subject_id__gte=subject).exclude(subject_id=subject, number__lte=number)
    return found.values_list("id", "subject_id", "number")


def _about(ward: Ward, ids: Collection[UUID] | None = None) -> "Iterable[About]":
    """The public matters about which something was promised."""
    promised = Commitment.objects.filter(ward=ward, subject_room=ABOUT).order_by()
    known: Any = promised.values("subject_id") if ids is None else ids
    found = on_board(ward).filter(id__in=known)
    columns = ("id", "year", "number", "topic", "group_id", "group__name", "title", "raised_on")
    rows = found.order_by().values_list(*columns)
    return (About._make((*row[:5], row[5] or "", *row[6:])) for row in rows)


def these(ward: Ward, ids: Collection[UUID], settled: Settled | None = None, *, pinned: bool = True) -> list[Promise]:
    """Those of these promises that everybody may read now, in no order; all said to be `pinned` or not."""
    rows = list(_rows([ward.id], ids))
    about = {row.id: row for row in _about(ward, {row.subject_id for row in rows})}
    known = commitments.settled_by_time([ward.id], ids) if settled is None else settled
    standings = _standings([ward.id], rows, known)
    return [_promise(row, about[row.subject_id], standings[row.id], pinned)
            for row in rows if row.subject_id in about]  # fmt: skip


def _promise(row: _Row, about: About, standing: Standing, pinned: bool) -> Promise:
    unit, post = row.unit or row.responsible_name, row.post or ""
    return Promise(row.id, row.number, row.origin, row.promised_on, unit, post, about, standing, pinned)


def _standings(ward_ids: Sequence[UUID], rows: Iterable[_Row], settled: Settled | None = None) -> dict[UUID, Standing]:
    """How each stands today; what time may have changed is asked of the commitments' own rules, unless it is known."""
    today, now_so = local_today(), commitments.settled_by_time(ward_ids) if settled is None else settled
    found = {}
    for row in rows:
        state, kept_by = now_so.get(row.id, (row.state, row.kept_by if row.state == "kept" else ""))
        found[row.id] = Standing(
            state, kept_by, row.first_due_on, row.due_on, row.ended_on, row.moves, row.late_when_moved,
            row.reopened or 0, today,
        )  # fmt: skip
    return found


def _unspoken(matter_ids: Collection[UUID]) -> set[UUID]:
    """Matters that hold a report of a crime or a complaint about an officer: nobody is told that they exist."""
    guarded = Opinion.objects.filter(~Q(guard="") | Q(also_crime=True), pk=OuterRef("opinion_id"))
    held = Joining.objects.filter(Exists(guarded), matter__in=matter_ids, parted_at=None)
    hidden = set(held.values_list("matter_id", flat=True))
    return hidden | set(Matter.objects.filter(_CRIME, id__in=matter_ids).values_list("id", flat=True))


_CRIME = Q(topic="crime") | Q(topic__startswith="crime.")
