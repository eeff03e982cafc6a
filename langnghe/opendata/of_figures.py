"""Figures of a ward's board and promises, each with its denominator, by year and broad topic.

All are counted from what stands in the other two files, so that anybody can redo them; nothing else is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db.models import Count, F, Q
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from langnghe.kernel.clock import local_today
from langnghe.language.topics import TOPICS, name_of
from langnghe.matters.models import OWES_ANSWER
from langnghe.matters.reads import on_board
from langnghe.opendata.columns import VERSION, Column, Dataset, Row
from langnghe.places.models import Ward
from langnghe.promises import reads
from langnghe.promises.counting import Standing

FRESH_SECONDS, SIZE = 300, 500
# (year, broad topic, figure); no year and no topic stand for all.
Place = tuple[int | None, str, str]
Counts = Counter[Place]


@dataclass(frozen=True)
class Figure:
    """What is counted. `of`: the figure it is a part of, its denominator; empty for a whole."""

    name: "Lazy | str"
    of: str = ""


OF_MATTERS = {
    "viec": Figure(_("việc trên bảng")),
    "tra_loi": Figure(_("việc đã trả lời"), "viec"),
    "den_han": Figure(_("việc có hạn trả lời, đã trả lời hoặc đã quá hạn"), "viec"),
    "dung_han": Figure(_("việc trả lời đúng hạn"), "den_han"),
    "con_no": Figure(_("việc còn chờ trả lời"), "viec"),
    "qua_han": Figure(_("việc quá hạn chưa trả lời"), "con_no"),
    "chua_lam_duoc": Figure(_("việc phường trả lời chưa làm được"), "viec"),
}
OF_PROMISES = {
    "loi_hua": Figure(_("lời hứa")),
    "hua_den_han": Figure(_("lời hứa đã đến ngày hẹn đầu hoặc đã có kết quả"), "loi_hua"),
    "giu_loi": Figure(_("lời hứa đã giữ"), "hua_den_han"),
    "giu_dung_ngay": Figure(_("lời hứa giữ đúng ngày hẹn đầu"), "giu_loi"),
    "dan_xac_nhan": Figure(_("lời hứa giữ được, do chính người gửi xác nhận"), "giu_loi"),
    "tre_hen": Figure(_("lời hứa đang trễ"), "loi_hua"),
    "da_doi_ngay": Figure(_("lời hứa đã dời ngày"), "loi_hua"),
}
FIGURES = OF_MATTERS | OF_PROMISES

COLUMNS = (
    Column("phien_ban", "integer", _("phiên bản của tệp")),
    Column("ngay_tinh", "date", _("ngày đếm")),
    Column(
        "nam", "integer",
        _("năm bà con nêu việc, hoặc năm phường hứa; để trống là mọi năm cộng lại"), empty=True,
    ),
    Column("linh_vuc", "string", _("mã lĩnh vực lớn; để trống là mọi lĩnh vực cộng lại"), empty=True),
    Column("ten_linh_vuc", "string", _("tên lĩnh vực"), empty=True),
    Column("chi_so", "string", _("đếm gì"), {code: figure.name for code, figure in FIGURES.items()}),
    Column("ten_chi_so", "string", _("đếm gì, bằng lời")),
    Column("so", "integer", _("đếm được bao nhiêu")),
    Column("trong", "string", _("số này là một phần của chỉ số nào (mẫu số)"), empty=True),
    Column("mau_so", "integer", _("mẫu số, đếm trong cùng năm và lĩnh vực"), empty=True),
)  # fmt: skip


def pages(ward: Ward) -> Iterator[list[Row]]:
    """All lines at once: there are never many."""
    yield _lines(counted(ward))


def counted(ward: Ward) -> Counts:
    """Every figure of a ward; counted every five minutes at most, since it reads all rows."""
    today = local_today()
    shared, key = caches["default"], f"opendata:figures:{ward.id}:{today}"
    known: Counts | None = shared.get(key)
    if known is None:
        known = _matters(ward) + _promises(ward)
        shared.set(key, known, FRESH_SECONDS)
    return known


def _matters(ward: Ward) -> Counts:
    """One statement over the board."""
    board = on_board(ward).order_by().values_list("raised_on__year", "topic")
    found: Counts = Counter()
    for year, topic, *counts in board.annotate(**_asked()):
        for code, count in zip(OF_MATTERS, counts, strict=True):
            _add(found, year, topic, code, count)
    return found


def _asked() -> dict[str, Any]:
    owed = Q(state__in=OWES_ANSWER)
    late = owed & Q(paused_on=None, due_on__lt=local_today())
    answered, due = Q(answered_on__isnull=False), Q(due_on__isnull=False)
    asked = {
        "viec": Q(), "tra_loi": answered, "den_han": due & (answered | late),
        "dung_han": Q(answered_on__lte=F("due_on")), "con_no": owed, "qua_han": late,
        "chua_lam_duoc": Q(state="declined"),
    }  # fmt: skip
    return {f"count_{code}": Count("id", filter=condition) for code, condition in asked.items()}


def _promises(ward: Ward) -> Counts:
    found: Counts = Counter()
    for some in reads.in_pages(ward, SIZE):
        for promise in some:
            for code in _holds(promise.standing):
                _add(found, promise.promised_on.year, promise.about.topic, code, 1)
    return found


def _holds(one: Standing) -> Iterable[str]:
    """The figures that count a promise."""
    kept = one.result == "kept"
    holds = {
        "loi_hua": True, "hua_den_han": one.is_due, "giu_loi": kept, "giu_dung_ngay": one.kept_when == "on_day",
        "dan_xac_nhan": kept and one.kept_by == "sender", "tre_hen": one.result == "late", "da_doi_ngay": one.moves > 0,
    }  # fmt: skip
    return [code for code, is_so in holds.items() if is_so]


def _add(found: Counts, year: int, topic: str, code: str, count: int) -> None:
    broad = topic.partition(".")[0]
    for place in {(year, broad, code), (year, "", code), (None, broad, code), (None, "", code)}:
        found[place] += count


def _lines(found: Counts) -> list[Row]:
    """All years first, then the newest; all topics first; every figure of a year and topic, also where it is 0."""
    places = {place[:2] for place in found} | {(None, "")}
    order = {"": -1} | {code: turn for turn, code in enumerate(TOPICS)}
    known = sorted(places, key=lambda place: (place[0] is not None, -(place[0] or 0), order.get(place[1], len(order))))
    with override("vi"):
        return [_line(found, year, topic, code) for year, topic in known for code in FIGURES]


def _line(found: Counts, year: int | None, topic: str, code: str) -> Row:
    of = FIGURES[code].of
    return (
        VERSION, local_today(), year, topic, name_of(topic), code, str(FIGURES[code].name),
        found[year, topic, code], of, found[year, topic, of] if of else None,
    )  # fmt: skip


NUMBERS = Dataset(
    "so-lieu", _("Số liệu có mẫu số"),
    _("Mỗi dòng một con số theo năm và lĩnh vực, kèm mẫu số; ai cũng đếm lại được từ hai tệp kia."), COLUMNS, pages,
)  # fmt: skip
