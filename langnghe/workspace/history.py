"""Everything officers did about a matter, oldest first, and what they noted: one statement, whatever happened."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from langnghe.answering import clocks as clocks_of_hand_overs
from langnghe.language.topics import name_of
from langnghe.ledger.models import Entry
from langnghe.matters import clocks
from langnghe.matters.models import ANSWERS, Answer, Assignment, Joining, Matter, Note, Pause, TopicChange
from langnghe.matters.serials import format_serial as format_matter
from langnghe.opinions.receipts import format_serial as format_opinion
from langnghe.people.models import Mandate

Row = tuple[str, datetime, str, str, str, str]
_EMPTY = Value("", output_field=CharField())


@dataclass(frozen=True)
class Line:
    """A step of the matter, or a note: when, what, by whom (empty for the machine), and the note's words."""

    at: datetime
    text: str
    who: str
    words: str = ""


@dataclass(frozen=True)
class History:
    """The steps of a matter, and the notes on it, oldest first; `topics`: the codes of its last change of topic."""

    steps: list[Line]
    notes: list[Line]
    topics: tuple[str, str] | None


def of(matter: Matter) -> History:
    """The history of a matter for officers who may work on it."""
    legs = _legs(matter)
    rows: list[Row] = list(legs[0].union(*legs[1:], all=True).order_by("c_at"))
    steps = [_line(matter, row) for row in rows if row[0] != "note"]
    notes = [Line(row[1], "", _who(row), row[4]) for row in rows if row[0] == "note"]
    topics = next(((row[4], row[5]) for row in reversed(rows) if row[0] == "topic"), None)
    return History(sorted([*steps, *_of_board(matter)], key=lambda line: line.at), notes, topics)


def _legs(matter: Matter) -> "list[QuerySet[Any, Any]]":
    def own(model: Any) -> Any:
        return model.objects.filter(ward=matter.ward_id, matter=matter)

    year, number = _text("opinion__year"), _text("opinion__number")
    parted = own(Joining).filter(parted_at__isnull=False)
    merged = Matter.objects.filter(ward=matter.ward_id, joined_into=matter)
    return [
        _leg(own(Joining), "joined", "joined_at", "joined_by", year, number),
        _leg(parted, "parted", "parted_at", "parted_by", year, number),
        _leg(own(Assignment), "assigned", "at", "by", _name("from_post"), _name("to_post")),
        _leg(own(TopicChange), "topic", "at", "by", F("from_topic"), F("to_topic")),
        _leg(own(Pause), "asked", "question__asked_at", "question__asked_by", _text("until_on"), _text("ended_on")),
        _leg(own(Answer), "answer", "released_at", "released_by", F("kind"), F("body")),
        _leg(own(Note), "note", "at", "by", F("words"), _EMPTY),
        _leg(merged, "merged", "changed_at", "", _text("year"), _text("number")),
        _files_made(matter),
        _done_by_machine(matter),
    ]


def _files_made(matter: Matter) -> Any:
    """When somebody put the whole case file on paper; only the ledger knows."""
    entries = Entry.objects.filter(ward_id=matter.ward_id, room="matters", subject_id=matter.id, kind="case_file.made")
    by = Mandate.objects.filter(id=OuterRef("actor_id"))
    names = {field: Coalesce(Subquery(by.values(f"{field}__name")[:1]), _EMPTY) for field in ("post", "officer")}
    said = Value("file", output_field=CharField())
    named = entries.order_by().annotate(
        c_kind=said, c_at=F("at"), c_post=names["post"], c_officer=names["officer"], c_one=_EMPTY, c_two=_EMPTY
    )
    return named.values_list("c_kind", "c_at", "c_post", "c_officer", "c_one", "c_two")


_BY_MACHINE: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "matter.due_moved": clocks.sentence_of,
    "hand_over.due_moved": clocks_of_hand_overs.sentence_of,
    "matter.left": lambda _facts: _("Người gửi đã rút hoặc xóa ý kiến: việc khép lại, đồng hồ dừng."),
    "matter.came_back": lambda _facts: _("Người gửi không rút nữa: việc mở lại, đồng hồ chạy tiếp."),
}


def _done_by_machine(matter: Matter) -> Any:
    """What the machine did, days counted anew and senders who left, with the facts as text; only the ledger knows."""
    entries = Entry.objects.filter(ward_id=matter.ward_id, room="matters", subject_id=matter.id, kind__in=_BY_MACHINE)
    named = entries.order_by().annotate(
        c_kind=F("kind"), c_at=F("at"), c_post=_EMPTY, c_officer=_EMPTY, c_one=_text("facts"), c_two=_EMPTY
    )
    return named.values_list("c_kind", "c_at", "c_post", "c_officer", "c_one", "c_two")


def _leg(rows: Any, kind: str, at: str, by: str, one: Combinable, two: Combinable) -> Any:
    post, officer = (_name(f"{by}__post"), _name(f"{by}__officer")) if by else (_EMPTY, _EMPTY)
    said = Value(kind, output_field=CharField())
    named = rows.order_by().annotate(c_kind=said, c_at=F(at), c_post=post, c_officer=officer, c_one=one, c_two=two)
    return named.values_list("c_kind", "c_at", "c_post", "c_officer", "c_one", "c_two")


def _name(relation: str) -> Combinable:
    return Coalesce(F(f"{relation}__name"), _EMPTY)


def _text(field: str) -> Combinable:
    return Coalesce(Cast(field, CharField()), _EMPTY)


def _line(matter: Matter, row: Row) -> Line:
    kind, at, _post, _officer, one, two = row
    return Line(at, _sentence(matter, kind, one, two), _who(row))


def _sentence(matter: Matter, kind: str, one: str, two: str) -> str:
    if kind in ("joined", "parted"):
        said = {"joined": _("Nhập ý kiến %(serial)s vào việc."), "parted": _("Tách ý kiến %(serial)s ra khỏi việc.")}
        return said[kind] % {"serial": format_opinion(matter.ward.code, int(one), int(two))}
    if kind == "merged":
        serial = format_matter(matter.ward.code, int(one), int(two))
        return _("Việc %(serial)s nhập chung vào đây.") % {"serial": serial}
    if kind == "assigned":
        return _("Giao cho %(post)s.") % {"post": two} if two else _("Trả về trực ban.")
    if kind == "topic":
        return _("Đổi lĩnh vực từ «%(before)s» thành «%(now)s».") % {"before": _topic(one), "now": _topic(two)}
    return _said(kind, one, two)


def _said(kind: str, one: str, two: str) -> str:
    if kind in _BY_MACHINE:
        return _BY_MACHINE[kind](json.loads(one))
    if kind == "file":
        return _("Lập hồ sơ vụ việc thành tệp PDF.")
    if kind == "asked":
        return _("Hỏi lại người gửi, thời hạn tạm dừng.") if not two else _("Hỏi lại người gửi; nay đã tính tiếp.")
    said = {"kind": str(dict(ANSWERS)[one]), "body": two}
    return (_("Trả lời: %(kind)s, %(body)s.") if two else _("Trả lời: %(kind)s.")) % said


def _topic(code: str) -> str:
    return name_of(code) or _("chưa xếp")


def _who(row: Row) -> str:
    return ", ".join(filter(None, (row[3], row[2])))


def _of_board(matter: Matter) -> list[Line]:
    found = [Line(matter.released_at, _("Đăng lên bảng công khai."), "")] if matter.released_at else []
    return [*found, *([Line(matter.taken_back_at, _("Rút khỏi bảng."), "")] if matter.taken_back_at else [])]
