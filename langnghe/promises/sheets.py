"""The files from which anybody can redo every figure of the page: columns, their version, one safe row after another.

What each column means stands in docs/reference/promises.md; a new meaning is a new version, columns are only added.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from django.utils.translation import override

from langnghe.commitments.models import Commitment, GivingUp
from langnghe.kernel.cells import safe_cell
from langnghe.language.topics import name_of
from langnghe.matters.models import Answer
from langnghe.places.models import Ward
from langnghe.promises.reads import Promise, reason_name, serial_of

VERSION = 1
SLICE = 200
COLUMNS = (
    "phien_ban", "ngay_tinh", "viec", "loi_hua_so", "nguon", "tieu_de", "linh_vuc", "ten_linh_vuc", "to", "don_vi",
    "chuc_danh", "loi_hua", "ngay_hua", "ngay_hen_dau", "ngay_hen", "so_lan_doi", "tre_khi_doi", "ngay_xong",
    "tinh_trang", "ai_xac_nhan", "so_lan_mo_lai", "ly_do_khong_lam",
)  # fmt: skip
DECLINED_COLUMNS = (
    "phien_ban", "viec", "tieu_de", "linh_vuc", "ten_linh_vuc", "to", "ngay_tra_loi", "ly_do", "ten_ly_do",
    "noi_chiu_trach_nhiem", "loi_tra_loi",
)  # fmt: skip
_MARK = "\ufeff"


def promises(ward: Ward, found: Sequence[Promise], today: date) -> Iterator[str]:
    """The promises as lines of a file, read in slices; always in Vietnamese, whoever asks."""
    yield _MARK + _line(COLUMNS)
    for start in range(0, len(found), SLICE):
        yield from map(_line, rows(ward, found[start : start + SLICE], today))


def declined(ward: Ward, found: Iterable[Answer]) -> Iterator[str]:
    """The declined matters as lines of a file."""
    yield _MARK + _line(DECLINED_COLUMNS)
    for answer in found:
        matter = answer.matter
        with override("vi"):
            yield _line((
                VERSION, matter.serial, matter.title, matter.topic, name_of(matter.topic), matter.group or "",
                answer.answered_on, answer.reason, reason_name(answer.reason), answer.body, answer.words,
            ))  # fmt: skip


def rows(ward: Ward, some: Sequence[Promise], today: date) -> list[tuple[object, ...]]:
    """The cells of these promises under `COLUMNS`, as they are kept; two statements."""
    ids = [promise.id for promise in some]
    words = dict(Commitment.objects.filter(id__in=ids).values_list("id", "words"))
    why = dict(GivingUp.objects.filter(commitment__in=ids).values_list("commitment_id", "reason"))
    with override("vi"):
        return [_cells(ward, one, today, words.get(one.id, ""), why.get(one.id, "")) for one in some]


def _cells(ward: Ward, promise: Promise, today: date, words: str, why: str) -> tuple[object, ...]:
    about, standing = promise.about, promise.standing
    return (
        VERSION, today, serial_of(ward, about), promise.number, promise.origin, about.title, about.topic,
        name_of(about.topic), about.group, promise.unit, promise.post, words, promise.promised_on,
        standing.first_due_on, standing.due_on, standing.moves, standing.late_when_moved, standing.ended_on,
        standing.state, standing.kept_by, standing.reopened, why,
    )  # fmt: skip


def _line(cells: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
