"""One row of the inbox: what an officer needs to decide what to do next, and nothing more."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langnghe.inbox.asking import PASSED_ON, Sought
from langnghe.inbox.hints import hint
from langnghe.inbox.lists import FAR, Rows, Scope, photos_of, unread_of
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.formats import short_date
from langnghe.language.topics import name_of
from langnghe.matters.models import NO_DAY, OWES_ANSWER, STATES, Joining
from langnghe.matters.serials import format_serial
from langnghe.opinions.models import CHANNELS, GuardStep
from langnghe.opinions.reads import passings
from langnghe.opinions.receipts import format_serial as format_receipt
from langnghe.places.models import Ward
from langnghe.places.reads import calendar_of
from langnghe.places.rules import Calendar, is_working_day
from langnghe.searching.asking import Query
from langnghe.searching.snippets import found_in
from langnghe.shell.escaping import joined
from langnghe.shell.numbers import number

FIRST_WORDS = 200
# So many signs of an opinion are looked through for the place that was found.
SEARCHED = 2_000


@dataclass(frozen=True)
class Clock:
    """The day that counts: in words, how it is marked, and the day itself."""

    text: str
    kind: str = "plain"
    due: date | None = None


@dataclass(frozen=True)
class Row:
    """`key` names it in forms and in the address of no page; `seen`: its version when it was drawn.

    `marks`: what is worth a badge, as (words, kind); `about`: the rest in one line. `drawing` draws it.
    """

    key: str
    seen: str
    serial: str
    url: str
    words: str
    marks: tuple[tuple[str, str], ...]
    about: SafeString


def rows(found: Sequence[Any], sought: Sought, scope: Scope) -> list[Row]:
    """The rows of one page, in its order; three statements at most, however many there are."""
    if not found:
        return []
    names = Names(scope.mandate.ward_id, scope.query(sought))
    if sought.tab == PASSED_ON:
        return _of_passed_on(found, names)
    return _of_opinions(found, scope, names) if sought.of_opinions else _of_matters(found, scope, names)


def heads(found: Rows, sought: Sought) -> Rows:
    """What a row shows and nothing else, as plain values: a page of a hundred is no place for four hundred objects."""
    shown = _OF_MATTERS
    if sought.of_opinions:
        short = Substr("words", 1, SEARCHED if sought.words else FIRST_WORDS)
        found, shown = found.annotate(begun=short, has_photo=photos_of("pk"), fresh=unread_of("pk")), _OF_OPINIONS
    # Joined, a table of few wards would be read first, and everything else sorted.
    code = Ward.objects.filter(pk=OuterRef("ward")).values("code")
    named: Rows = found.annotate(ward_code=Subquery(code)).values_list(*_PLACE, *shown, named=True)
    return named


_PLACE = ("id", "year", "number", "topic", "ward_code", "group__name", "group__came_from")
_OF_MATTERS = ("version", "state", "title", "paused_on", "next_due", "post__name")
_OF_OPINIONS = ("received_at", "channel", "guard", "begun", "has_photo", "fresh")


def _of_opinions(found: Sequence[Any], scope: Scope, names: "Names") -> list[Row]:
    """Each with the day by which somebody should have looked at it."""
    came = [row.received_at.astimezone(HANOI).date() for row in found]
    due = [scope.clocks.due_day(row.topic, "first_look", day) if is_near(day) else day
           for row, day in zip(found, came, strict=True)]  # fmt: skip
    days = Days(scope.clocks.calendar, due)
    return [_of_opinion(opinion, days.left(day), names) for opinion, day in zip(found, due, strict=True)]


def _of_passed_on(found: Sequence[Any], names: "Names") -> list[Row]:
    """Each with the day and the body: no clock of the ward runs."""
    steps = passings([row.id for row in found])
    return [_of_opinion(opinion, _passed(steps[opinion.id]), names) for opinion in found if opinion.id in steps]


def _passed(step: GuardStep) -> Clock:
    day = short_date(step.at.astimezone(HANOI).date())
    return Clock(_("đã chuyển %(day)s: %(body)s") % {"day": day, "body": step.get_to_display()})


def is_near(day: date) -> bool:
    """Whether working days are counted from here to there."""
    return abs(day - local_today()) <= FAR


def _of_opinion(opinion: Any, clock: Clock, names: "Names") -> Row:
    marks = [(clock.text, clock.kind), *names.marks(opinion.guard, opinion.fresh)]
    words, elsewhere = names.words(opinion.begun)
    about = [*elsewhere, names.topic(opinion.topic, opinion.begun[:FIRST_WORDS], opinion.guard), names.group(opinion)]
    about += [names.channel(opinion.channel), *names.photo(opinion.has_photo)]
    serial = format_receipt(opinion.ward_code, opinion.year, opinion.number)
    return Row(
        key=f"y{opinion.id.hex}", seen="", serial=serial, url=names.opinion_url(serial), words=words,
        marks=tuple(marks), about=_line(about),
    )  # fmt: skip


def _of_matters(found: Sequence[Any], scope: Scope, names: "Names") -> list[Row]:
    due = [row.next_due for row in found if is_near(row.next_due)]
    first, last = min([local_today(), *due]), max([local_today(), *due])
    days = Days(calendar_of(scope.mandate.ward, first, last), due)
    joined = _joined([row.id for row in found], names.query)
    return [_of_matter(matter, joined[matter.id], days, names) for matter in found]


def _of_matter(matter: Any, joined: "Joined", days: "Days", names: "Names") -> Row:
    clock = _clock(matter, days)
    marks = [(clock.text, clock.kind)] if clock else []
    marks += [*names.marks(joined.guard, joined.fresh), (names.states[matter.state], _MARKS.get(matter.state, "plain"))]
    words, elsewhere = names.words(matter.title, *joined.texts)
    about = [*elsewhere, names.topic(matter.topic, joined.words[:FIRST_WORDS], joined.guard), names.group(matter)]
    about += map(names.channel, joined.channels)
    about += [_senders(joined.count)] if joined.count > 1 else []
    serial = format_serial(matter.ward_code, matter.year, matter.number)
    return Row(
        key=f"v{matter.id.hex}", seen=str(matter.version), serial=serial, url=names.matter_url(serial),
        words=words, marks=tuple(marks),
        about=_line([*about, *names.photo(joined.photo), names.post(matter.post__name)]),
    )  # fmt: skip


_MARKS = {"kept": "good", "answered": "good", "asked": "info"}


def _line(parts: list[str]) -> SafeString:
    return joined(" · ", parts)


def _senders(count: int) -> str:
    return ngettext("%(n)s người gửi", "%(n)s người gửi", count) % {"n": number(count)}


class Names:
    """The words of a page's rows in the reader's language, looked up once."""

    def __init__(self, ward_id: UUID, query: Query | None = None) -> None:
        self.ward_id, self.query = ward_id, query
        self._elsewhere = [str(_("thấy trong lời nói thêm, trả lời, ghi chú hoặc lời hứa"))]
        self.states: dict[str, str] = {code: str(name) for code, name in STATES}
        self._channels = {code: str(name) for code, name in CHANNELS}
        self._guards = {"crime": _("tin báo về tội phạm"), "conduct": _("nói về cán bộ")}
        self._fresh, self._photo, self._nobody = _("có lời mới"), [str(_("có ảnh"))], str(_("chưa giao"))
        self._perhaps = _("có lẽ: %(topic)s")
        self._no_topic, self._no_group = str(_("chưa chọn lĩnh vực")), str(_("không rõ tổ"))
        self._topics: dict[str, str] = {}
        self._opinion, self._matter = reverse("opinions:opinion", args=[_ANY]), address(_ANY)

    def words(self, *texts: str) -> tuple[str, list[str]]:
        """The first of these texts; where words are looked for the place found, and whether it is none of them."""
        first = next(filter(None, texts), "")
        if self.query is None:
            return first, []
        found = found_in(texts, self.query)
        return (found, []) if found else (first, self._elsewhere)

    def marks(self, guard: str, fresh: bool) -> list[tuple[str, str]]:
        """Badges for words nobody has read, and for who alone may see them."""
        found = [(self._fresh, "info")] if fresh else []
        return [*found, (self._guards[guard], "warn")] if guard else found

    def topic(self, code: str, words: str, guard: str) -> str:
        if code:
            if code not in self._topics:
                self._topics[code] = escape(name_of(code))
            return self._topics[code]
        guessed = hint(self.ward_id, words, guard)
        return self._perhaps % {"topic": guessed} if guessed else self._no_topic

    def group(self, row: Any) -> str:
        name, before = row.group__name, row.group__came_from
        return _named(f"{name} ({before})" if before else name) if name else self._no_group

    def channel(self, code: str) -> str:
        return self._channels[code]

    def photo(self, has_one: bool) -> list[str]:
        return self._photo if has_one else []

    def post(self, name: str | None) -> str:
        return format_html('<strong translate="no">{}</strong>', name) if name else self._nobody

    def opinion_url(self, serial: str) -> str:
        return self._opinion.replace(_ANY, serial)

    def matter_url(self, serial: str) -> str:
        return self._matter.replace(_ANY, serial)


def _named(name: str) -> SafeString:
    return format_html('<span translate="no">{}</span>', name)


_ANY = "SERIAL"


def address(serial: str) -> str:
    """Where an officer works on a matter."""
    return reverse("workspace:matter", args=[serial])


def _clock(matter: Any, days: "Days") -> Clock | None:
    if matter.state == "asked" and matter.paused_on:
        return Clock(_("đồng hồ dừng, chờ người gửi"), "info")
    if matter.state != "promised" and matter.state not in OWES_ANSWER:
        return None
    return days.left(matter.next_due) if matter.next_due != NO_DAY else None


@dataclass
class Joined:
    """What the opinions of a matter say together: their words, how they came, whether there is anything new."""

    texts: list[str] = field(default_factory=list)
    channels: tuple[str, ...] = ()
    count: int = 0
    guard: str = ""
    fresh: bool = False
    photo: bool = False

    @property
    def words(self) -> str:
        """The first words that are left."""
        return self.texts[0] if self.texts else ""


def _joined(matter_ids: Iterable[UUID], query: Query | None) -> dict[UUID, Joined]:
    """Of whole matters of the officer's list: none of them holds an opinion that is hidden from them.

    The words of the first opinion; where words are looked for, those of every one.
    """
    found: dict[UUID, Joined] = defaultdict(Joined)
    opinions = Joining.objects.filter(matter__in=matter_ids, parted_at=None).order_by("id")
    said = opinions.annotate(
        begun=Substr("opinion__words", 1, SEARCHED if query else FIRST_WORDS, output_field=CharField()),
        channel=F("opinion__channel"),
        guard=F("opinion__guard"), fresh=unread_of("opinion_id"), photo=photos_of("opinion_id"),
    )  # fmt: skip
    for matter_id, begun, channel, guard, fresh, photo in said.values_list(
        "matter_id", "begun", "channel", "guard", "fresh", "photo"
    ):
        one = found[matter_id]
        if begun and (query or not one.texts):
            one.texts.append(begun)
        one.guard, one.count = one.guard or guard, one.count + 1
        one.channels = one.channels if channel in one.channels else (*one.channels, channel)
        one.fresh, one.photo = one.fresh or fresh, one.photo or photo
    return found


class Days:
    """Working days around today, counted once for a whole page."""

    def __init__(self, calendar: Calendar, around: Iterable[date]) -> None:
        self.today = local_today()
        near = [day for day in around if is_near(day)]
        self.first, self.last = min([self.today, *near]), max([self.today, *near])
        self._worked = _worked(calendar, self.first, self.last)

    def left(self, due: date) -> Clock:
        """How long until a day, or how late it is, in working days."""
        if not self._within(due):
            kind = "bad" if due < self.today else "plain"
            return Clock(_("hạn %(day)s") % {"day": short_date(due)}, kind, due)
        days = self._upto(due) - self._upto(self.today)
        if due < self.today:
            return Clock(_late(-days), "bad", due)
        if due == self.today:
            return Clock(_("hạn hôm nay"), "warn", due)
        text = ngettext("còn %(n)s ngày", "còn %(n)s ngày", days) % {"n": days}
        return Clock(text, "warn" if days < SOON else "plain", due)

    def _within(self, day: date) -> bool:
        return self.first <= day <= self.last

    def _upto(self, day: date) -> int:
        return self._worked[(day - self.first).days]


SOON = 3


def _late(days: int) -> str:
    if not days:
        return str(_("vừa quá hạn"))
    return ngettext("trễ %(n)s ngày", "trễ %(n)s ngày", days) % {"n": days}


def _worked(calendar: Calendar, first: date, last: date) -> list[int]:
    """For each day from the first on, how many working days went by since then."""
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return list(accumulate(int(is_working_day(calendar, day)) for day in days))
