"""The tables of the page as files: the same lines, the same figures, for a table program."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from django.utils.translation import gettext as _

from langnghe.figures.counting import FIGURES, PARTS, Numbers
from langnghe.kernel.cells import safe_cell
from langnghe.kernel.later import Later

xlsxwriter = Later("xlsxwriter")
Cells = list[str | int]
# (what it is broken down by, name of the line, its numbers)
Lines = Iterable[tuple[str, str, Numbers]]


def cells(lines: Lines) -> Iterator[Cells]:
    """Header and lines; numbers stay numbers, words are safe in any table program. No two columns share a name."""
    parts = (_("Phần: %(part)s") % {"part": name} for name in PARTS.values())
    yield [_("Chia theo"), _("Mục"), *(str(one.name) for one in FIGURES.values()), *parts]
    for by, name, found in lines:
        yield [safe_cell(by), safe_cell(name), *found.figures.values(), *found.parts.values()]


def as_csv(lines: Lines) -> Iterator[str]:
    """Lines of a CSV file (UTF-8 with its mark)."""
    yield "\ufeff"
    for row in cells(lines):
        out = StringIO()
        csv.writer(out).writerow(row)
        yield out.getvalue()


def as_xlsx(lines: Lines, about: Sequence[str]) -> bytes:
    """A workbook: what it is about, then the table."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(_("Số liệu")), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, " · ".join(safe_cell(part) for part in about), book.add_format({"bold": True}))
    for at, row in enumerate(cells(lines), start=2):
        sheet.write_row(at, 0, row, bold if at == 2 else None)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2 + len(FIGURES) + len(PARTS), 12)
    sheet.freeze_panes(3, 2)
    book.close()
    return out.getvalue()
