"""The same lines as files: every cell of ward, month and topic as a stream, the tables of a page as a workbook."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.figures.asking import Period, topic_name
from langnghe.figures.counting import FIGURES, PARTS
from langnghe.kernel.cells import safe_cell
from langnghe.kernel.later import Later
from langnghe.places.models import Ward
from langnghe.provinces import reads
from langnghe.provinces.reads import Total
from langnghe.provinces.tables import in_a_row
from langnghe.provinces.territory import Territory
from langnghe.sheets.tables import csv_pages

xlsxwriter = Later("xlsxwriter")
AT_ONCE = 500
# (title of the sheet, what its first column is, lines)
Table = tuple[str, str, Iterable[tuple[str, Total | None]]]


def figures_named() -> list[str]:
    """Names of the columns of `tables.in_a_row`; no two are the same."""
    parts = (_("Phần: %(part)s") % {"part": name} for name in PARTS.values())
    return [*(str(one.name) for one in FIGURES.values()), *parts, _("Chờ lâu nhất (ngày)")]


def as_csv(territory: Territory, period: Period, today: date) -> Iterator[bytes]:
    """A line for each ward, month and topic in which something came; what a merged ward left bears its name, too."""
    head = [_("Tỉnh, thành phố"), _("Mã"), _("Phường, xã"), _("Số của phường cũ"), _("Tháng"), _("Lĩnh vực")]
    return csv_pages(_pages([*head, *figures_named()], territory, period, today))


def _pages(head: list[str], territory: Territory, period: Period, today: date) -> Iterator[list[list[Any]]]:
    yield [head]
    names = dict(Ward.objects.filter(id__in=territory.row_ids).values_list("id", "name"))
    lines = reads.lines(territory, period)
    while some := list(islice(lines, AT_ONCE)):
        yield [_line(line, territory, names, today) for line in some]


def _line(line: tuple[Any, ...], territory: Territory, names: dict[UUID, str], today: date) -> list[Any]:
    ward_id, month, topic, *values = line
    place, total = territory.places[territory.heads[ward_id]], Total()
    total.take(values)
    former = "" if ward_id == place.id else names[ward_id]
    return [place.province, place.code, place.name, former, f"{month:%Y-%m}", topic_told(topic),
            *in_a_row(total, today)]  # fmt: skip


def as_xlsx(about: Sequence[str], tables: Iterable[Table], today: date) -> IO[bytes]:
    """A workbook with a sheet a table, written row by row into a file that is gone once it was read."""
    out = TemporaryFile()  # noqa: SIM115 - whoever answers with it closes it
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for title, what, lines in tables:
        sheet = book.add_worksheet(title)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(figures_named()), 12)
        sheet.freeze_panes(3, 1)
        sheet.write_string(0, 0, " · ".join(safe_cell(part) for part in about), bold)
        sheet.write_row(2, 0, [what, *figures_named()], bold)
        for at, (name, total) in enumerate(lines, start=3):
            cells = in_a_row(total, today) if total else [_("không có dữ liệu")]
            sheet.write_row(at, 0, [safe_cell(name), *cells])
    book.close()
    out.seek(0)
    return out


def topic_told(code: str) -> str:
    """A topic in words; the one of what has none also holds what is not told."""
    return topic_name(code) if code else _("Chưa có lĩnh vực, hoặc gộp để giữ kín")
