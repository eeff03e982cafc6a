"""What is asked of the figures, by the words of the address: a period and perhaps a topic, a group, a channel."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from langnghe.figures.counting import FIGURES, Counted
from langnghe.language.topics import name_of, parent_of
from langnghe.matters.pages.asking import in_address, topic_called, topic_word
from langnghe.opinions.models import CHANNELS
from langnghe.places.models import ResidentialGroup

PERIODS: dict[str, "Lazy | str"] = {
    "nam": _("Năm nay"),
    "nam-truoc": _("Năm trước"),
    "quy": _("Quý này"),
    "thang": _("Tháng này"),
    "tu-chon": _("Từ ngày đến ngày"),
}
CHANNEL_WORDS = {"mang": "web", "dien-thoai": "phone", "truc-ban": "desk", "phieu-giay": "paper", "so-cu": "earlier"}
# For what has no topic, group or channel.
NONE = "khong"
LONGEST_DAYS = 3 * 366


@dataclass(frozen=True)
class Period:
    """From one day to another, both included. `code`: one of `PERIODS`."""

    code: str
    since: date
    until: date

    @property
    def year(self) -> int | None:
        """The year it is, when it is a whole one; only then may reports of crimes be counted."""
        return self.since.year if self.code in ("nam", "nam-truoc") else None

    def a_year_before(self, today: date) -> "Period":
        """The same days a year earlier, as far as this one has come: unequal lengths are never compared."""
        until = min(self.until, today)
        return Period("tu-chon", _year_earlier(self.since), _year_earlier(max(self.since, until)))

    def holds(self, day: date) -> bool:
        """Whether a day lies within."""
        return self.since <= day <= self.until

    @property
    def months(self) -> list["Period"]:
        """The months it touches, each cut to the period."""
        found, day = [], self.since.replace(day=1)
        while day <= self.until:
            found.append(Period("tu-chon", max(day, self.since), min(last_of_month(day), self.until)))
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return found


@dataclass(frozen=True)
class Sought:
    """What somebody wants to see counted. `topic`, `channel`: a code, or `NONE`; `figure`: whose rows are wanted."""

    period: Period
    topic: str = ""
    group: "UUID | str | None" = None
    channel: str = ""
    figure: str = "vao"

    def means(self, one: Counted) -> bool:
        """Whether a matter is among those asked for, whatever the figure."""
        return (
            self.topic in ("", one.topic or NONE)
            and self.group in (None, one.group_id or NONE)
            and self.channel in ("", one.channel or NONE)
        )


def sought_by(query: Mapping[str, str], groups: Sequence[ResidentialGroup], today: date) -> Sought:
    """The wish behind `ky`, `tu`, `den`, `linh-vuc`, `to`, `kenh`, `so`; what is unknown counts as not asked."""
    topic, group = query.get("linh-vuc", ""), query.get("to", "")
    figure, channel = query.get("so", ""), query.get("kenh", "")
    chosen = next((one.id for one in groups if in_address(one) == group), None)
    return Sought(
        period=period_by(query, today),
        topic=NONE if topic == NONE else parent_of(topic_called(topic)),
        group=NONE if group == NONE else chosen,
        channel=NONE if channel == NONE else CHANNEL_WORDS.get(channel, ""),
        figure=figure if figure in FIGURES else "vao",
    )


def address(sought: Sought, groups: Mapping[UUID, ResidentialGroup], **changes: str) -> str:
    """The query that asks for the same with some words changed; an empty word takes one out."""
    period = sought.period
    days = {"tu": str(period.since), "den": str(period.until)} if period.code == "tu-chon" else {}
    words = {
        "ky": period.code, **days, "linh-vuc": topic_address(sought.topic),
        "to": group_address(sought.group, groups), "kenh": channel_address(sought.channel), **changes,
    }  # fmt: skip
    return "?" + urlencode({name: word for name, word in words.items() if word})


def topic_address(code: str) -> str:
    """A broad topic as a word of the address."""
    return code if code in ("", NONE) else topic_word(code)


def group_address(group: object, groups: Mapping[UUID, ResidentialGroup]) -> str:
    """A group as a word of the address."""
    return NONE if group == NONE else in_address(groups[group]) if isinstance(group, UUID) and group in groups else ""


def channel_address(code: str) -> str:
    """A channel as a word of the address."""
    return code if code in ("", NONE) else next(word for word, other in CHANNEL_WORDS.items() if other == code)


def topic_name(code: str) -> str:
    """A broad topic in words."""
    return str(_("Chưa có lĩnh vực")) if code in ("", NONE) else name_of(code)


def channel_name(code: str) -> str:
    """A channel in words."""
    return str(_("Không rõ")) if code in ("", NONE) else str(dict(CHANNELS)[code])


def period_by(query: Mapping[str, str], today: date) -> Period:
    """The period behind `ky`, `tu`, `den`; this year when they say none."""
    code = query.get("ky", "nam")
    first_of_quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    own = _own(query)
    if code == "tu-chon" and own:
        return own
    if code == "nam-truoc":
        return Period(code, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    if code == "quy":
        return Period(code, first_of_quarter, last_of_month(first_of_quarter.replace(month=first_of_quarter.month + 2)))
    if code == "thang":
        return Period(code, today.replace(day=1), last_of_month(today))
    return Period("nam", date(today.year, 1, 1), date(today.year, 12, 31))


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _own(query: Mapping[str, str]) -> Period | None:
    try:
        since, until = (date.fromisoformat(query.get(name, "")) for name in ("tu", "den"))
    except ValueError:
        return None
    sound = since <= until and (until - since).days <= LONGEST_DAYS and since.year > 1900 and until.year < 2200
    return Period("tu-chon", since, until) if sound else None


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
