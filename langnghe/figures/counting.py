"""What each figure counts, from the days and states of matters. Pure: one list in, every number of the page out."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from langnghe.matters.models import OWES_ANSWER
from langnghe.promises.counting import Standing


@dataclass(frozen=True)
class Counted:
    """One matter as it is counted. `topic`: the broad one. `today`: the day of counting."""

    id: UUID
    topic: str
    group_id: UUID | None
    channel: str
    state: str
    raised_on: date
    due_on: date | None
    answered_on: date | None
    paused: bool
    handed_over: bool
    contested: bool
    today: date
    promises: Sequence[Standing] = ()

    @property
    def is_on_time(self) -> bool:
        """Whether it was answered by its day."""
        return self.answered_on is not None and self.due_on is not None and self.answered_on <= self.due_on

    @property
    def is_open(self) -> bool:
        """Whether the ward still owes an answer."""
        return self.state in OWES_ANSWER

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without an answer, and the clock does not stand still."""
        passed = self.due_on is not None and self.due_on < self.today
        return self.answered_on is None and self.is_open and passed and not self.paused

    @property
    def was_due(self) -> bool:
        """Whether it can be said to be on time or not: answered, or its day has passed."""
        return self.due_on is not None and (self.answered_on is not None or self.is_late)

    @property
    def is_kept(self) -> bool:
        """Whether everything promised about it was kept."""
        return bool(self.promises) and all(one.result == "kept" for one in self.promises)

    @property
    def kept_by(self) -> str:
        """Who stands for "kept": residents only when every promise was confirmed by a sender; empty when not kept."""
        if not self.is_kept:
            return ""
        return "sender" if all(one.kept_by == "sender" for one in self.promises) else "others"

    @property
    def has_late_promise(self) -> bool:
        """Whether the day of something promised about it has passed and it is not done."""
        return any(one.result == "late" for one in self.promises)

    @property
    def facts(self) -> tuple[object, ...]:
        """All that figures and parts ask; what has the same facts is counted the same."""
        day, due = self.answered_on, self.due_on
        answered = None if day is None else due is not None and day <= due
        passed = None if due is None else due < self.today
        return self.state, answered, passed, self.paused, self.handed_over, self.contested, *_of_promises(self.promises)

    @cached_property
    def kind(self) -> "Kind":
        """The figures that count it, and its part: worked out once for all that have the same facts."""
        facts = self.facts
        if facts not in _kinds:
            _kinds[facts] = Kind(tuple(code for code, figure in FIGURES.items() if figure.holds(self)), self.part)
        return _kinds[facts]

    @property
    def part(self) -> str:
        """One of `PARTS`."""
        if self.answered_on is not None and self.due_on is not None:
            return "on_time" if self.is_on_time else "slow"
        if self.is_late:
            return "late"
        return "waiting" if self.is_open and self.due_on is not None else "other"


class Kind(NamedTuple):
    """How a matter is counted: the codes of the figures, and one of `PARTS`."""

    figures: tuple[str, ...]
    part: str


# States, days passed or not and a few flags: some hundred combinations at most.
_kinds: dict[tuple[object, ...], Kind] = {}


def _of_promises(promises: Sequence[Standing]) -> tuple[bool, bool, bool, bool]:
    if not promises:
        return False, False, False, False
    kept = all(one.result == "kept" for one in promises)
    late = any(one.result == "late" for one in promises)
    return True, kept, kept and all(one.kept_by == "sender" for one in promises), late


# Every matter is in exactly one, for the bars.
PARTS: dict[str, "Lazy | str"] = {
    "on_time": _("Trả lời đúng hạn"),
    "slow": _("Trả lời muộn"),
    "waiting": _("Còn trong hạn"),
    "late": _("Quá hạn, chưa trả lời"),
    "other": _("Không có hạn trả lời"),
}


@dataclass(frozen=True)
class Figure:
    """A number of the page. `of`: the figure it is a part of, its denominator."""

    code: str
    name: "Lazy | str"
    holds: Callable[[Counted], bool]
    of: str = ""
    of_name: "Lazy | str" = ""


FIGURES: dict[str, Figure] = {
    figure.code: figure
    for figure in (
        Figure("vao", _("Việc đã vào"), lambda one: True),
        Figure("tra-loi", _("Đã trả lời"), lambda one: one.answered_on is not None, "vao", _("việc đã vào")),
        Figure("dung-han", _("Đúng hạn"), lambda one: one.is_on_time, "den-han", _("việc đã trả lời hoặc đã quá hạn")),
        Figure("den-han", _("Đã trả lời hoặc đã quá hạn"), lambda one: one.was_due, "vao", _("việc đã vào")),
        Figure("con-no", _("Còn chờ trả lời"), lambda one: one.is_open, "vao", _("việc đã vào")),
        Figure("tre", _("Quá hạn, chưa trả lời"), lambda one: one.is_late, "con-no", _("việc còn chờ")),
        Figure("hua", _("Có lời hứa"), lambda one: bool(one.promises), "vao", _("việc đã vào")),
        Figure("giu-loi", _("Giữ trọn lời hứa"), lambda one: one.is_kept, "hua", _("việc có lời hứa")),
        Figure("dan-xac-nhan", _("Người gửi xác nhận"), lambda one: one.kept_by == "sender", "giu-loi",
               _("việc đã giữ lời")),
        Figure("nguoi-khac", _("Có người khác xác nhận thay"), lambda one: one.kept_by == "others", "giu-loi",
               _("việc đã giữ lời")),
        Figure("tre-hen", _("Đang trễ lời hứa"), lambda one: one.has_late_promise, "hua", _("việc có lời hứa")),
        Figure("phan-doi", _("Bị phản đối"), lambda one: one.contested, "hua", _("việc có lời hứa")),
        Figure("chua-lam-duoc", _("Chưa làm được"), lambda one: one.state == "declined", "vao", _("việc đã vào")),
        Figure("chuyen", _("Đã chuyển nơi khác"), lambda one: one.handed_over, "vao", _("việc đã vào")),
    )
}  # fmt: skip
# What the tables show of each line; the rest stands on top only.
COLUMNS = ("vao", "tra-loi", "dung-han", "tre", "hua", "giu-loi", "chua-lam-duoc", "chuyen")


@dataclass
class Numbers:
    """How many matters each figure counts, and how they fall into `PARTS`."""

    figures: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIGURES, 0))
    parts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))

    def add(self, kind: Kind, times: int = 1) -> None:
        """Count some more matters of one kind."""
        for code in kind.figures:
            self.figures[code] += times
        self.parts[kind.part] += times


def numbers(matters: Iterable[Counted]) -> Numbers:
    """Count these matters."""
    found = Numbers()
    for kind, times in Counter(one.kind for one in matters).items():
        found.add(kind, times)
    return found


def broken_down(matters: Iterable[Counted], by: Callable[[Counted], object]) -> dict[object, Numbers]:
    """The same by what each matter has of something, most frequent first."""
    found: dict[object, Numbers] = {}
    for (key, kind), times in Counter((by(one), one.kind) for one in matters).items():
        found.setdefault(key, Numbers()).add(kind, times)
    return dict(sorted(found.items(), key=lambda item: -item[1].figures["vao"]))
