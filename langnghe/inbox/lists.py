"""What stands in each tab for an officer, narrowed by their filters. Every row comes through the guarded doors:
`opinions.reads.not_taken_up` and `matters.reads.in_scope`; counts, tags and bulk steps are made of these lists alone.
"""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Case, Exists, Model, OuterRef, Q, QuerySet, When

from langnghe.commitments.models import Commitment, Contest
from langnghe.deadlines.reads import Clocks
from langnghe.deadlines.rules import in_force
from langnghe.inbox.asking import ARRIVALS, EVERYTHING, MINE, NONE, Sought, below
from langnghe.inbox.finding import Finding
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.refused import Refused
from langnghe.language.topics import OWN, TOPICS
from langnghe.matters import reads as matters
from langnghe.matters.models import Joining, Matter
from langnghe.matters.serials import parse_serial
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Addition, Opinion, Photo
from langnghe.opinions.receipts import parse_serial as parse_receipt
from langnghe.opinions.visibility import reads_guarded
from langnghe.people.models import Mandate
from langnghe.people.remembering import Remembered, remembered
from langnghe.places.rules import add_working_days
from langnghe.searching.asking import Query

Rows = QuerySet[Any]
Narrow = Callable[[Rows, Any, "Scope"], Rows]
# As far as a list is counted, turned over and worked on at once; who wants more narrows it down.
MOST = 1_000
# Further away than this nobody counts days.
FAR = timedelta(days=400)


class Scope:
    """The two lists of an officer, asked for once a request."""

    def __init__(self, mandate: Mandate) -> None:
        self.mandate = mandate
        self._findings: dict[tuple[str, bool], Finding] = {}

    @cached_property
    def _arrivals(self) -> Rows:
        return opinions.not_taken_up(self.mandate)

    @cached_property
    def _passed_on(self) -> Rows:
        return opinions.passed_on(self.mandate) if reads_guarded(self.mandate) else Opinion.objects.none()

    @cached_property
    def _work(self) -> Rows:
        return matters.in_scope(self.mandate)

    @cached_property
    def remembered(self) -> Remembered:
        """What was counted for this officer since nothing happened."""
        return remembered(self.mandate, "inbox")

    @cached_property
    def clocks(self) -> Clocks:
        """Deadlines and calendar of the ward, as far back as anybody counts days."""
        return Clocks(self.mandate.ward, local_today() - FAR)

    def finding(self, words: str, *, arrivals: bool) -> Finding:
        """What these words find, asked for once a request."""
        if (words, arrivals) not in self._findings:
            self._findings[words, arrivals] = Finding(words, self.mandate, arrivals=arrivals)
        return self._findings[words, arrivals]

    def query(self, sought: Sought) -> Query | None:
        """What words a wish looks for, when it looks for words and not for a number."""
        found = self._said(sought)
        return found.query if found else None

    def rows(self, sought: Sought) -> Rows:
        """What the officer asks for, in order: opinions of the first tab, matters of every other.

        First what is written just as it was looked for, with its accents.
        """
        rows, found = self.in_order(sought), self._said(sought)
        exact = found.exact if found else None
        return rows.order_by(Case(When(pk__in=exact, then=0), default=1), *rows.query.order_by) if exact else rows

    def in_order(self, sought: Sought) -> Rows:
        """The same in the order of its tab alone."""
        return _in_order(self.narrowed(sought), sought)

    def exact(self, sought: Sought) -> Rows | None:
        """What of it is written just as it was looked for; None where no accent was typed."""
        found = self._said(sought)
        exact = found.exact if found else None
        return self.in_order(sought.without("words")).filter(pk__in=exact) if exact else None

    def _said(self, sought: Sought) -> Finding | None:
        parse = parse_receipt if sought.of_opinions else parse_serial
        numbered = not sought.words or _serial(parse, sought.words) or _serial(parse_receipt, sought.words)
        return None if numbered else self.finding(sought.words, arrivals=sought.of_opinions)

    def narrowed(self, sought: Sought) -> Rows:
        """The same without any order, for counting."""
        if sought.of_opinions:
            found = self._arrivals if sought.tab == ARRIVALS else self._passed_on
            return _narrow(found.order_by(), sought, OF_OPINIONS, self)
        found = self._work.filter(_of_tab(sought.tab, self.mandate))
        return _narrow(found, sought, OF_MATTERS, self)


def _narrow(found: Rows, sought: Sought, table: dict[str, Narrow], scope: Scope) -> Rows:
    for name in sought.filters:
        found = table[name](found, getattr(sought, name), scope)
    return found


def _of_tab(tab: str, mandate: Mandate) -> Q:
    waiting = Q(stage="waits")
    return {
        "cua-toi": waiting & Q(post=mandate.post_id),
        "dang-lam": waiting,
        "tre-han": is_late(),
        "hoi-lai": Q(state="asked"),
        "cho-noi-khac": Q(state="handed_over"),
        "da-xong": Q(stage="done"),
        EVERYTHING: Q(),
    }[tab]


def is_late() -> Q:
    """An answer is owed past its day while the clock runs, or a promise is."""
    return Q(stage="waits", next_due__lt=local_today(), paused_on=None)


def _promises(**such: object) -> QuerySet[Commitment]:
    return Commitment.objects.filter(subject_room="matters", subject_id=OuterRef("pk"), **such)


def _in_order(found: Rows, sought: Sought) -> Rows:
    order = sought.order or ("moi" if sought.tab in ("da-xong", EVERYTHING) else "han")
    if order != "han":
        newest = order == "moi"
        if sought.tab == EVERYTHING:  # by id, PostgreSQL would walk through the matters of every ward
            return found.order_by("-year", "-number") if newest else found.order_by("year", "number")
        return found.order_by("-id" if newest else "id")
    if sought.of_opinions:
        return found.order_by("received_at", "id")
    return found.order_by("next_due", "id")


def _joined(**such: object) -> QuerySet[Joining]:
    """The opinions of a matter now, with such properties."""
    return Joining.objects.filter(matter=OuterRef("pk"), parted_at=None, **such)


def photos_of(reference: str) -> Exists:
    """Whether the opinion behind a column came with a photo."""
    return Exists(Photo.objects.filter(opinion=OuterRef(reference)))


def unread_of(reference: str) -> Exists:
    """Whether its sender added words that nobody has read yet."""
    return Exists(Addition.objects.filter(opinion=OuterRef(reference), read_at=None))


def _day(day: Any, *, after: bool = False) -> datetime:
    return datetime.combine(day + timedelta(days=int(after)), time(), HANOI)


def _by_column(column: str) -> Narrow:
    return lambda found, value, _by: found.filter(**{column: None if value == NONE else value})


def _topic(found: Rows, topic: str, _by: Scope) -> Rows:
    if topic == NONE:
        return found.filter(topic="")
    return found.filter(Q(topic__in=below(topic)) | Q(topic__startswith=f"{topic}{OWN}"))


def _said(found: Rows, words: str, by: Scope) -> Rows:
    """Opinions by their serial, their words or what was added to them."""
    serial, short = _serial(parse_receipt, words), _number(words)
    if serial:
        return found.filter(**serial)
    said = Q(pk__in=by.finding(words, arrivals=True).ids)
    return found.filter(said | Q(number=short.number) if short and not short.of_matter else said)


def _told(found: Rows, words: str, by: Scope) -> Rows:
    """Matters by their serial or an opinion's, by words of any opinion that joined them, or by the ward's own words."""
    number = _serial(parse_serial, words)
    if number:
        return found.filter(**number)
    receipt = _serial(parse_receipt, words)
    if receipt:
        return found.filter(Exists(_joined(**{f"opinion__{name}": value for name, value in receipt.items()})))
    told, short = Q(pk__in=by.finding(words, arrivals=False).ids), _number(words)
    if short:
        told |= Q(number=short.number)
        told |= Q(pk=None) if short.of_matter else Q(Exists(_joined(opinion__number=short.number)))
    return found.filter(told)


def _serial(parse: Callable[[str], tuple[str, int, int]], words: str) -> dict[str, object]:
    try:
        code, year, number = parse(words)
    except Refused:
        return {}
    return {"ward__code": code, "year": year, "number": number}


class Short(NamedTuple):
    """A number as people say it, without ward, year and check sign; `V68` is one of a matter."""

    number: int
    of_matter: bool


def _number(words: str) -> Short | None:
    match = _SAID_NUMBER.fullmatch(words.strip())
    return Short(int(match[2]), bool(match[1])) if match else None


_SAID_NUMBER = re.compile(r"(?:việc |phiếu )?(?:số )?(v?) ?0*([1-9][0-9]{0,6})", re.IGNORECASE)


def _late_arrivals(found: Rows, _on: bool, scope: Scope) -> Rows:
    """What nobody looked at within the days of its topic."""
    today, late = local_today(), Q(pk=None)
    allowed = {topic: in_force(scope.clocks.known, "first_look", topic, today).days for topic in ("", *TOPICS)}
    for days in set(allowed.values()):
        topics = [topic for topic, own in allowed.items() if own == days]
        limit = _day(add_working_days(scope.clocks.calendar, today, -days))
        own = reduce(or_, (Q(topic__startswith=f"{topic}{OWN}") for topic in topics if "." not in topic), Q(pk=None))
        late |= (Q(topic__in=topics) | own) & Q(received_at__lt=limit)
    return found.filter(late)


def _channel(found: Rows, channel: str, _by: Scope) -> Rows:
    came = Q(Exists(_joined(opinion__channel=channel)))
    return found.filter(came | Q(import_id__isnull=False) if channel == "earlier" else came)


def _post(found: Rows, post: str, scope: Scope) -> Rows:
    return found.filter(post={NONE: None, MINE: scope.mandate.post_id}.get(post, post))


def _contested(found: Rows, _on: bool, _by: Scope) -> Rows:
    """A promise was opened again by a contest, or one waits to be heard."""
    waits = Contest.objects.filter(
        claim__commitment__subject_room="matters", claim__commitment__subject_id=OuterRef("pk"), outcome=""
    )
    return found.filter(Exists(_promises(state="reopened")) | Exists(waits))


def _none(found: Rows, _value: object, _by: Scope) -> Rows:
    """Nobody works on what is not taken up yet, and nothing was promised of it."""
    return found.none()


OF_OPINIONS: dict[str, Narrow] = {
    "words": _said,
    "topic": _topic,
    "group": _by_column("group"),
    "channel": _by_column("channel"),
    "post": lambda found, post, _by: found if post == NONE else found.none(),
    "state": _none,
    "since": lambda found, day, _by: found.filter(received_at__gte=_day(day)),
    "until": lambda found, day, _by: found.filter(received_at__lt=_day(day, after=True)),
    "late": _late_arrivals,
    "photo": lambda found, _on, _by: found.filter(photos_of("pk")),
    "fresh": lambda found, _on, _by: found.filter(unread_of("pk")),
    "contested": _none,
}
OF_MATTERS: dict[str, Narrow] = {
    "words": _told,
    "topic": _topic,
    "group": _by_column("group"),
    "channel": _channel,
    "post": _post,
    "state": _by_column("state"),
    "since": lambda found, day, _by: found.filter(raised_on__gte=day),
    "until": lambda found, day, _by: found.filter(raised_on__lte=day),
    "late": lambda found, _on, _by: found.filter(is_late()),
    "photo": lambda found, _on, _by: found.filter(Exists(_joined().filter(photos_of("opinion_id")))),
    "fresh": lambda found, _on, _by: found.filter(Exists(_joined().filter(unread_of("opinion_id")))),
    "contested": _contested,
}


def model_of(sought: Sought) -> type[Model]:
    """What the rows of a tab are."""
    return Opinion if sought.of_opinions else Matter
