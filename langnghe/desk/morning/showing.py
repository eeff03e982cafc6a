"""The morning as a page shows it: lists with their names, the rows of each as lines that lead to the work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from langnghe.answering.models import Draft
from langnghe.commitments.models import Commitment, Contest
from langnghe.desk.addresses import matter_url
from langnghe.desk.morning.gathering import Gathered
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.formats import number, short_date
from langnghe.language.topics import name_of
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion

LONGEST = 140


@dataclass(frozen=True)
class Line:
    """One row: what to press, where it leads, what it is about (the ward's or a resident's words), how it stands.

    `guarded`: only some may see it, so its words go on no paper.
    """

    title: str
    url: str
    words: str = ""
    meta: str = ""
    badge: "Promise | str" = ""
    kind: str = ""
    guarded: bool = False


@dataclass
class Part:
    """A list of the morning. `urgent`: it is shown first and marked."""

    code: str
    title: "Promise | str"
    hint: "Promise | str"
    count: int
    more: bool
    url: str
    urgent: bool
    rows: list[Any] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The count for people: `hơn 1.000` where nobody counts further."""
        return _("hơn %(count)s") % {"count": number(self.count)} if self.more else number(self.count)

    @property
    def left(self) -> bool:
        """Whether there is more than the lines shown."""
        return self.count > len(self.lines)


@dataclass(frozen=True)
class Kind:
    """What a list is called, what it asks for, where all of it is seen."""

    title: "Promise | str"
    hint: "Promise | str" = ""
    url_name: str = ""
    query: str = ""
    urgent: bool = False


KINDS: dict[str, Kind] = {
    "late": Kind(_lazy("Quá hạn trả lời"), _lazy("Bà con chờ lâu nhất ở trên cùng."),
                 "inbox:index", "the=tre-han", True),
    "reopened": Kind(_lazy("Lời hứa bị phản đối, phải làm tiếp"), "", "inbox:index", "the=dang-lam", True),
    "contests": Kind(_lazy("Lời phản đối chờ người ngoài đơn vị xem"), "", "keeping:waiting", "the=phan-doi", True),
    "drafts": Kind(_lazy("Chờ anh chị duyệt"), _lazy("Trả lời đã soạn xong, chờ một tiếng của anh chị."),
                   "answering:waiting", urgent=True),
    "confirm": Kind(_lazy("Lời hứa chờ người ngoài đơn vị xác nhận"),
                    _lazy("Người gửi im lặng quá 14 ngày. Xin đến xem tận nơi rồi nói đã xong thật chưa."),
                    "keeping:waiting"),
    "evidence": Kind(_lazy("Ảnh bằng chứng chờ che rồi đăng"),
                     _lazy("Chưa che thì bà con và người gửi chưa thấy ảnh."), "keeping:uncovered"),
    "returned": Kind(_lazy("Bản soạn được trả lại để sửa")),
    "told": Kind(_lazy("Bà con vừa trả lời, nói thêm"), "", "opinions:index", "moi=1"),
    "mine": Kind(_lazy("Việc của tôi"), _lazy("Gần hạn nhất ở trên cùng."), "inbox:index", "the=cua-toi"),
    "promises": Kind(_lazy("Lời hứa tới hạn trong bảy ngày"), "", "inbox:index", "the=dang-lam"),
    "calls": Kind(_lazy("Cần gọi lại"), "", "intake:calls"),
    "new": Kind(_lazy("Mới đến"), _lazy("Chưa ai nhận thành việc."), "inbox:index", "the=moi-den"),
    "release": Kind(_lazy("Chờ đăng lên bảng công khai"), "", "matters:index"),
}  # fmt: skip


def parts_of(gathered: dict[str, Gathered], matters: dict[UUID, Matter]) -> list[Part]:
    """The lists that have rows, urgent ones first. `matters`: the matters of promises, by id."""
    today = local_today()
    found = [
        _part(code, KINDS[code], one, [_line(code, row, matters, today) for row in one.rows])
        for code in KINDS
        if (one := gathered.get(code)) and one.count
    ]
    return sorted(found, key=lambda part: not part.urgent)


def _part(code: str, kind: Kind, one: Gathered, lines: list[Line | None]) -> Part:
    shown = [line for line in lines if line]
    return Part(code, kind.title, kind.hint, one.count, one.more, address_of(kind), kind.urgent, one.rows, shown)


def address_of(kind: Kind) -> str:
    """Where all of a list is seen; empty when no page shows it."""
    if not kind.url_name:
        return ""
    url = reverse(kind.url_name)
    return f"{url}?{kind.query}" if kind.query else url


def _line(code: str, row: Any, matters: dict[UUID, Matter], today: date) -> Line | None:
    if code in _CLAIMED:
        return _claimed(row, matters, _CLAIMED[code])
    if isinstance(row, Contest):
        return _contested(row, matters)
    if isinstance(row, Commitment):
        return _promise(row, matters, today)
    return _LINES[type(row)](row, today)


def matter_line(matter: Matter, today: date) -> Line:
    """A matter with its day."""
    badge, kind = _standing(matter, today)
    where = _where(matter.group, matter.topic)
    return Line(matter.serial, matter_url(matter), about(matter), where, badge, kind, _is_guarded(matter))


def about(matter: Matter) -> str:
    """What a matter is about, for officers: its public name, else how its first opinion begins."""
    return _short(matter.title or (matter.source.words if matter.source else ""))


def _standing(matter: Matter, today: date) -> tuple[str, str]:
    if matter.paused_on is not None:
        return _("đang chờ bà con"), "info"
    if matter.due_on is None:
        return "", ""
    day = short_date(matter.due_on)
    if matter.due_on < today:
        return _("quá hạn từ %(day)s") % {"day": day}, "bad"
    if matter.due_on == today:
        return _("hạn hôm nay"), "warn"
    return _("hạn %(day)s") % {"day": day}, "plain"


def opinion_line(opinion: Opinion, today: date) -> Line:
    """An opinion with the day it came."""
    day = opinion.received_at.astimezone(HANOI).date()
    came = _("hôm nay") if day == today else short_date(day)
    guard = {"crime": _("tin báo về tội phạm"), "conduct": _("nói về cán bộ")}.get(opinion.guard, "")
    url = reverse("opinions:opinion", args=[opinion.serial])
    where = _where(opinion.group, opinion.topic, came)
    return Line(opinion.serial, url, _short(opinion.words), where, guard, "plain", guarded=bool(opinion.guard))


def _draft(draft: Draft, today: date) -> Line:
    who = draft.submitted_by.post.name if draft.submitted_by else ""
    matter = draft.matter
    where = _where(matter.group, matter.topic, who)
    return Line(matter.serial, matter_url(matter), _short(draft.words), where, guarded=_is_guarded(matter))


def _promise(row: Commitment, matters: dict[UUID, Matter], today: date) -> Line | None:
    late, day = row.due_on < today, short_date(row.due_on)
    badge = _("trễ từ %(day)s") % {"day": day} if late else _("hẹn %(day)s") % {"day": day}
    who = row.responsible.post.name if row.responsible else ""
    return _about_promise(row, matters, who, badge, "bad" if late else "plain")


# Lists of promises that were claimed done, and the part of their page where the next step is.
_CLAIMED = {"confirm": "#xac-nhan", "evidence": "#cho-che"}


def _claimed(row: Commitment, matters: dict[UUID, Matter], part: str) -> Line | None:
    badge = _("báo xong %(day)s") % {"day": short_date(row.ended_on)} if row.ended_on else ""
    who = row.responsible.post.name if row.responsible else row.responsible_name
    return _about_promise(row, matters, who, badge, "plain", part)


def _contested(row: Contest, matters: dict[UUID, Matter]) -> Line | None:
    badge = _("phản đối %(day)s") % {"day": short_date(row.at.astimezone(HANOI).date())}
    return _about_promise(row.claim.commitment, matters, "", badge, "warn", "#cho-xem")


def _about_promise(
    row: Commitment, matters: dict[UUID, Matter], who: str, badge: str, kind: str, part: str = ""
) -> Line | None:
    matter = matters.get(row.subject_id)
    if matter is None:
        return None
    url = reverse("keeping:promise", args=[matter.serial, row.number]) + part
    return Line(matter.serial, url, _short(row.words), who, badge, kind, guarded=_is_guarded(matter))


def _is_guarded(matter: Matter) -> bool:
    return bool(matter.source and matter.source.guard)


def _where(group: object | None, topic: str, more: str = "") -> str:
    named = name_of(topic)
    return " · ".join(str(word) for word in (group, named, more) if word)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"


_LINES: dict[type, Callable[[Any, date], Line]] = {Matter: matter_line, Opinion: opinion_line, Draft: _draft}
