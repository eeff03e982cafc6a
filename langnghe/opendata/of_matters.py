"""The matters of a ward's board, one a row, with the ward's latest answer: what the page of each shows to everybody."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from langnghe.kernel.clock import HANOI, local_today
from langnghe.language.topics import is_private, name_of
from langnghe.maps.grid import snap
from langnghe.matters import reads, rules
from langnghe.matters.models import ANSWERS, DECLINE_REASONS, OWES_ANSWER, STATES, WORDINGS, Answer
from langnghe.matters.serials import format_serial
from langnghe.opendata.columns import VERSION, Column, Dataset, Row
from langnghe.places.models import Ward

SIZE = 1_000


class _Matter(NamedTuple):
    """The public columns of a matter; nothing else of it is read."""

    id: UUID
    year: int
    number: int
    title: str
    text: str
    wording: str
    topic: str
    group: str | None
    place: str
    latitude: float | None
    longitude: float | None
    state: str
    raised_on: date
    released_at: datetime
    due_on: date | None
    answered_on: date | None
    paused_on: date | None
    supporters: int


_READ = tuple("group__name" if name == "group" else name for name in _Matter._fields)


class _Answers(NamedTuple):
    """How often the ward answered, and its latest answer."""

    times: int = 0
    kind: str = ""
    words: str = ""
    reason: str = ""
    body: str = ""


COLUMNS = (
    Column("phien_ban", "integer", _("phiên bản của tệp")),
    Column("ngay_lay", "date", _("ngày lấy dữ liệu; «quá hạn» tính đến ngày này")),
    Column("viec", "string", _("số của việc trên bảng")),
    Column("dia_chi", "uri", _("trang của việc")),
    Column("tieu_de", "string", _("tên việc")),
    Column("noi_dung", "string", _("lời đăng trên bảng, chỗ riêng của người dân đã che")),
    Column("loi_cua", "string", _("lời đăng là lời của ai"), dict(WORDINGS), empty=True),
    Column("linh_vuc", "string", _("mã lĩnh vực; trước dấu chấm là lĩnh vực lớn")),
    Column("ten_linh_vuc", "string", _("tên lĩnh vực")),
    Column("to", "string", _("tổ dân phố"), empty=True),
    Column("noi", "string", _("nơi có việc; lĩnh vực có chỗ riêng tư thì để trống"), empty=True),
    Column("vi_do", "number", _("vĩ độ WGS 84, giữa ô lưới 50 m như trên bản đồ của bảng"), empty=True),
    Column("kinh_do", "number", _("kinh độ WGS 84, giữa ô lưới 50 m như trên bản đồ của bảng"), empty=True),
    Column("tinh_trang", "string", _("việc đến đâu"), dict(STATES)),
    Column("ten_tinh_trang", "string", _("việc đến đâu, bằng lời")),
    Column("ngay_neu", "date", _("ngày bà con nói với phường")),
    Column("ngay_dang", "date", _("ngày phường đăng lên bảng")),
    Column("han_tra_loi", "date", _("hạn trả lời; việc không có hạn thì để trống"), empty=True),
    Column("ngay_tra_loi", "date", _("ngày trả lời lần đầu"), empty=True),
    Column("qua_han", "integer", _("1: đã quá hạn mà chưa trả lời; đang hỏi lại người gửi thì không tính")),
    Column("so_lan_tra_loi", "integer", _("phường đã trả lời bao nhiêu lần")),
    Column("cach_tra_loi", "string", _("cách trả lời lần sau cùng"), dict(ANSWERS), empty=True),
    Column("loi_tra_loi", "string", _("lời trả lời sau cùng"), empty=True),
    Column("ly_do", "string", _("vì sao chưa làm được"), dict(DECLINE_REASONS), empty=True),
    Column("noi_chiu_trach_nhiem", "string", _("nơi nhận việc được chuyển hoặc nơi có trách nhiệm"), empty=True),
    Column(
        "cung_gap", "integer",
        _("khoảng bao nhiêu nhà bấm «Tôi cũng gặp»: 0, 3 (vài nhà), rồi tròn chục, nhiều nhất 1.000"),
    ),
)  # fmt: skip


def pages(ward: Ward, size: int = SIZE) -> Iterator[list[Row]]:
    """The board's rows in its own order, oldest first: each page by key, in three short statements of its own."""
    last = None
    while True:
        rows, last = page(ward, last, size)
        if last is None:
            return
        yield rows


def page(ward: Ward, after: int | None, size: int) -> tuple[list[Row], int | None]:
    """So many rows of the board after one (none: from the start), and the last of them; none where there are no more.

    What may not be read any more is left out, so that a page may hold fewer.
    """
    order = reads.released(ward).order_by("board_row").values_list("board_row", flat=True)
    keys = list((order if after is None else order.filter(board_row__gt=after))[:size])
    if not keys:
        return [], None
    # First which rows, by an index alone: no plan ever sorts the whole board.
    here = reads.on_board(ward).filter(board_row__range=(keys[0], keys[-1])).order_by("board_row")
    found = [_Matter._make(row) for row in reads.complete(here).values_list(*_READ)]
    return _Cells(ward).rows(found, _answers(ward, [matter.id for matter in found])), keys[-1]


_NONE = _Answers()


def _answers(ward: Ward, ids: Sequence[UUID]) -> dict[UUID, _Answers]:
    said = Answer.objects.filter(ward=ward, matter__in=ids).order_by("id")
    found: dict[UUID, _Answers] = {}
    for matter_id, *answer in said.values_list("matter_id", "kind", "words", "reason", "body"):
        before = found.get(matter_id, _NONE)
        found[matter_id] = _Answers(before.times + 1, *answer)
    return found


class _Cells:
    """Turns matters of one ward into rows; always in Vietnamese, whoever asks."""

    def __init__(self, ward: Ward) -> None:
        self.code, self.today = ward.code, local_today()
        self.board = settings.PUBLIC_ADDRESS + reverse("matters:board", args=[ward.slug])
        self.topics: dict[str, str] = {}
        with override("vi"):
            self.states = {code: str(name) for code, name in STATES}

    def rows(self, matters: Sequence[_Matter], answers: dict[UUID, _Answers]) -> list[Row]:
        """Their rows."""
        with override("vi"):
            return [self._row(matter, answers.get(matter.id, _NONE)) for matter in matters]

    def _row(self, matter: _Matter, answer: _Answers) -> Row:
        serial = format_serial(self.code, matter.year, matter.number)
        place, latitude, longitude = _where(matter)
        return (
            VERSION, self.today, serial, f"{self.board}{serial}/", matter.title, matter.text, matter.wording,
            matter.topic, self._topic(matter.topic), matter.group or "", place, latitude, longitude, matter.state,
            self.states[matter.state], matter.raised_on, matter.released_at.astimezone(HANOI).date(), matter.due_on,
            matter.answered_on, int(_is_late(matter, self.today)), answer.times, answer.kind, answer.words,
            answer.reason, answer.body, rules.about(matter.supporters),
        )  # fmt: skip

    def _topic(self, code: str) -> str:
        if code not in self.topics:
            self.topics[code] = str(name_of(code))
        return self.topics[code]


def _where(matter: _Matter) -> tuple[str, float | None, float | None]:
    """As coarse as the public map, and nothing but the group where places are private, whatever the row holds."""
    if is_private(matter.topic):
        return "", None, None
    if matter.latitude is None or matter.longitude is None:
        return matter.place, None, None
    latitude, longitude = snap(matter.latitude, matter.longitude)
    return matter.place, latitude, longitude


def _is_late(matter: _Matter, today: date) -> bool:
    owed = matter.state in OWES_ANSWER and matter.paused_on is None
    return owed and matter.due_on is not None and matter.due_on < today


MATTERS = Dataset(
    "viec", _("Việc trên bảng"),
    _("Mỗi dòng một việc đang ở trên bảng, kèm câu trả lời sau cùng của phường; cũ nhất đứng trước."), COLUMNS, pages,
)  # fmt: skip
