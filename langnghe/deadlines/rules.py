"""Decisions about deadlines: which value is in force, and on which day its last day falls. Nothing here reads rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from langnghe.kernel.folding import clean_text
from langnghe.kernel.formats import number, short_date
from langnghe.kernel.refused import Refused
from langnghe.language.topics import TOPICS
from langnghe.places.rules import Calendar, add_working_days, working_days_between

# Tết with the days around it is the longest rest; more than that lies between no deadline and its day.
SLACK = timedelta(days=40)
EARLIEST, AHEAD = date(2020, 1, 1), timedelta(days=730)


@dataclass(frozen=True)
class Step:
    """Something that may take so long. `most`, `least`: days a ward may give itself; `most` 0: the same for every ward.

    `keeps`: not work that has to be done by then, but what residents gave and is kept no longer (room `retention`):
    counted in all days from the day it was over, the same for all topics.
    """

    code: str
    name: "Promise | str"
    hint: "Promise | str"
    most: int
    least: int = 1
    keeps: bool = False


STEPS: dict[str, Step] = {
    step.code: step
    for step in (
        Step("first_look", _lazy("Xem và trả lời bước đầu"),
             _lazy("Từ ngày nhận ý kiến tới khi có cán bộ xem."), 10),
        Step("answer", _lazy("Trả lời bà con"), _lazy("Từ ngày bà con nói tới khi phường trả lời."), 60),
        Step("release", _lazy("Đăng lên bảng công khai"),
             _lazy("Quá mức này thì trang công khai đếm là chưa đăng. Mức chung của mọi phường, để con số so được."),
             0),
        Step("ask_back", _lazy("Chờ bà con trả lời khi hỏi lại"),
             _lazy("Trong lúc chờ, đồng hồ trả lời đứng lại; hết mức này thì chạy tiếp."), 15),
        Step("hand_over", _lazy("Nơi được chuyển trả lời có nhận hay không"),
             _lazy("Từ ngày chuyển tới khi nơi kia nhận việc."), 15),
        Step("erasure", _lazy("Xem xét yêu cầu xóa ý kiến"),
             _lazy("Luật định, phường không đặt dài hơn hay ngắn hơn."), 0),
        Step("keep_contact", _lazy("Giữ liên lạc của bà con"),
             _lazy("Tính từ ngày xong việc. Hết mức này, số điện thoại và hộp thư tự xóa; lời vẫn còn."),
             1_825, 30, keeps=True),
        Step("keep_words", _lazy("Giữ lời và ảnh của bà con"),
             _lazy("Tính từ ngày xong việc. Hết mức này, ý kiến tự xóa như khi người gửi yêu cầu; điều đang đứng trên "
                   "bảng công khai thì còn. Phiếu vẫn chứng minh được là phường đã nhận."),
             7_300, 365, keeps=True),
        Step("keep_aside", _lazy("Giữ lời đã lọc bỏ"),
             _lazy("Tính từ ngày lọc bỏ: quảng cáo, gửi hàng loạt. Trong thời gian này còn lấy lại được."),
             365, 30, keeps=True),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Deadline:
    """How many days a step may take under a topic (empty: every topic) for what begins from a day on, and the text.

    `working`: counted in working days, else in all days. `own`: the ward set it; else it is a default of the product.
    """

    step: str
    days: int
    working: bool
    source: "Promise | str"
    topic: str = ""
    valid_from: date = date.min
    own: bool = False

    @property
    def name(self) -> str:
        """The step in the reader's language."""
        return str(STEPS[self.step].name)


@dataclass(frozen=True)
class Clock:
    """A deadline that runs: its last day, and how many of its days are left (negative: late by so many)."""

    deadline: Deadline
    due: date
    left: int

    @property
    def late(self) -> int:
        """By how many days it is late; 0 when it is not."""
        return max(0, -self.left)


def in_force(known: Iterable[Deadline], step: str, topic: str, start: date) -> Deadline:
    """The deadline of a step under a topic for what began on `start`: the closest topic, the ward's own, the newest."""
    fitting = [one for one in known if one.step == step and one.valid_from <= start and _covers(one.topic, topic)]
    return max(fitting, key=lambda one: (one.topic.count(".") + bool(one.topic), one.own, one.valid_from))


def _covers(wide: str, topic: str) -> bool:
    return wide in ("", topic, topic.partition(".")[0])


def due_day(calendar: Calendar, deadline: Deadline, start: date, paused_days: int = 0) -> date:
    """The last day of a deadline that began on `start` (which does not count) and stood for some working days."""
    if deadline.working:
        return add_working_days(calendar, start, deadline.days + paused_days)
    last = start + timedelta(days=deadline.days)
    return add_working_days(calendar, last, paused_days) if paused_days else last


def days_left(calendar: Calendar, deadline: Deadline, today: date, due: date) -> int:
    """How many days lie between today and the last day, counted as the deadline counts; negative: late by so many."""
    return working_days_between(calendar, today, due) if deadline.working else (due - today).days


def stood(calendar: Calendar, since: date, until: date) -> int:
    """How many working days a clock stood that stopped on `since` (which does not count) and runs since `until`."""
    return max(0, working_days_between(calendar, since, until))


def farthest(deadline: Deadline, start: date, paused_days: int = 0) -> date:
    """A day that the last day never passes, for fetching the calendar."""
    return start + timedelta(days=2 * (deadline.days + paused_days)) + SLACK


@dataclass(frozen=True)
class Draft:
    """A value as an officer writes it."""

    step: str
    topic: str
    valid_from: date
    days: int
    working: bool
    source: str

    @property
    def deadline(self) -> Deadline:
        """As it would be in force."""
        return Deadline(self.step, self.days, self.working, self.source, self.topic, self.valid_from, own=True)


def tidy(draft: Draft, today: date) -> Draft:
    """The value as it will be kept. Refused when it is no value a ward may set."""
    step, source = STEPS.get(draft.step), " ".join(clean_text(draft.source).split())
    if step is None or (draft.topic and draft.topic not in TOPICS):
        raise Refused(_("Xin chọn việc và lĩnh vực."))
    if not step.most:
        raise Refused(_("Mức này chung cho mọi phường, không đặt riêng được."))
    if not step.least <= draft.days <= step.most:
        days = {"least": number(step.least), "most": number(step.most)}
        raise Refused(_("Xin ghi số ngày từ %(least)s đến %(most)s.") % days)
    if step.keeps and draft.topic:
        raise Refused(_("Mức này chung cho mọi lĩnh vực. Xin chọn «Mọi lĩnh vực»."))
    if not EARLIEST <= draft.valid_from <= today + AHEAD:
        between = {"first": short_date(EARLIEST), "last": short_date(today + AHEAD)}
        raise Refused(_("Xin chọn ngày áp dụng từ %(first)s đến %(last)s.") % between)
    if not source:
        raise Refused(_("Xin ghi văn bản hoặc người quyết định, để mức này có căn cứ."))
    working = draft.working and not step.keeps
    return Draft(draft.step, draft.topic, draft.valid_from, draft.days, working, source[:300])
