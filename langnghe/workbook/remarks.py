"""Remarks kept of a workbook."""

from django.db.models import QuerySet

from langnghe.workbook.content import SHEETS
from langnghe.workbook.models import WorkbookImport, WorkbookRemark
from langnghe.workbook.remarking import Said


def remarks_of(batch: WorkbookImport) -> QuerySet[WorkbookRemark]:
    """What must be mended first, then notes; each by sheet, row and column."""
    found = WorkbookRemark.objects.filter(ward=batch.ward_id, batch=batch)
    return found.order_by("is_note", "sheet", "number", "column")


def said_by_sheet(batch: WorkbookImport) -> dict[str, list[Said]]:
    """All of them, by sheet, in the order of rows."""
    by_sheet: dict[str, list[Said]] = {sheet: [] for sheet in SHEETS}
    kept = WorkbookRemark.objects.filter(ward=batch.ward_id, batch=batch).order_by("number", "is_note", "column")
    for one in kept.iterator(chunk_size=2000):
        by_sheet[one.sheet].append(Said(one.sheet, one.number, one.column, one.code, one.other, one.is_note))
    return by_sheet


def wrong_by_sheet(batch: WorkbookImport) -> dict[str, int]:
    """How many rows of each sheet must be mended."""
    found = remarks_of(batch).filter(is_note=False).order_by().values_list("sheet", "number").distinct()
    counted: dict[str, int] = {}
    for sheet, _number in found:
        counted[sheet] = counted.get(sheet, 0) + 1
    return counted
