"""The ward's workbook: template, upload, report over all sheets, the copy with remarks, import, undo."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.kernel.doors import officer
from langnghe.people.acting import mandate_of
from langnghe.places.pages.households import XLSX
from langnghe.places.pages.importing import ImportPages
from langnghe.places.reads import in_order, open_groups
from langnghe.sheets import uploads
from langnghe.sheets.models import Batch
from langnghe.workbook import content, problems
from langnghe.workbook.forms import WorkbookForm
from langnghe.workbook.imports import machine, remarked_path
from langnghe.workbook.models import WorkbookImport
from langnghe.workbook.remarks import remarks_of, wrong_by_sheet
from langnghe.workbook.standing import part_of

TEMPLATE_NAME = "so-ban-dau.xlsx"


@dataclass(frozen=True)
class SheetLine:
    """A sheet as the page counts it: before importing what would happen, afterwards what did; `said` if it did not."""

    name: str
    good: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0
    said: str = ""


class WorkbookPages(ImportPages):
    """The pages of an import, for many sheets."""

    def told(self, one: Any) -> tuple[str, str]:
        """The title of a remark's column, and its sentence."""
        return problems.column_title(one.sheet, one.column), problems.sentence(one.sheet, one.code, one.other)

    def problems_of(self, batch: Batch) -> QuerySet[Any]:
        """What must be mended, then what is only to be known."""
        assert isinstance(batch, WorkbookImport)
        return remarks_of(batch)

    def more_about(self, batch: Batch) -> dict[str, Any]:
        """Counts by sheet; whether there is a copy with remarks."""
        assert isinstance(batch, WorkbookImport)
        has_copy = bool(batch.path) and uploads.file_at(remarked_path(batch)).exists()
        return {"by_sheet": list(_sheets(batch)), "has_copy": has_copy, "names_of_sheets": content.SHEETS}

    def _wrong_rows(self, batch: Batch) -> Iterator[list[object]]:
        yield [_("Tờ"), _("Dòng"), _("Cột"), _("Ô có"), _("Cần làm gì")]
        for one in self.problems_of(batch).iterator(chunk_size=500):
            yield [problems.sheet_name(one.sheet), one.number, self.told(one)[0], one.excerpt, self.told(one)[1]]


pages = WorkbookPages("workbook", machine, content.template_file, TEMPLATE_NAME, str, str, WorkbookForm)


@officer("workbook.import")
def index(request: HttpRequest) -> HttpResponse:
    """Upload a workbook; below, the imports so far."""
    return pages.index(request)


@officer("workbook.import")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook to fill in, with the groups the ward has already."""
    groups = [str(group) for group in in_order(open_groups(mandate_of(request).ward))]
    answer = HttpResponse(content.template_file(groups), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{TEMPLATE_NAME}"'
    return answer


@officer("workbook.import")
def report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What it would do or did, sheet by sheet and row by row; while work goes on, how far it is."""
    return pages.report(request, import_id)


@officer("workbook.import")
@require_safe
def remarked(request: HttpRequest, import_id: UUID) -> FileResponse:
    """The uploaded workbook with remarks beside the rows."""
    batch = get_object_or_404(WorkbookImport, ward=mandate_of(request).ward_id, id=import_id)
    path = uploads.file_at(remarked_path(batch))
    if not batch.path or not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename="so-ban-dau-may-nhan.xlsx", content_type=XLSX)


@officer("workbook.import")
@require_safe
def wrong_rows(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    """The report as CSV."""
    return pages.wrong_rows(request, import_id)


@officer("workbook.import")
@require_POST
def confirm(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let the good rows in."""
    return pages.confirm(request, import_id)


@officer("workbook.import")
def undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Take the whole workbook back, after asking once more."""
    return pages.undo(
        request, import_id, _("Tổ, hộ, cán bộ, ý kiến và lời hứa trở lại đúng như trước khi nhập «%(name)s».")
    )


def _sheets(batch: WorkbookImport) -> Iterator[SheetLine]:
    wrong = wrong_by_sheet(batch)
    for sheet, name in content.SHEETS.items():
        made = part_of(batch, sheet)
        said = batch.parts.get(sheet, {}).get("said", "").removeprefix("-")
        counts = batch.sheets.get(sheet, {})
        if made is not None and batch.state != "checked":
            counts = {"good": made.total - made.wrong} | {n: getattr(made, n) for n in ("added", "changed", "same")}
        if counts or said or wrong.get(sheet):
            yield SheetLine(name, **counts, wrong=wrong.get(sheet, 0), said=said)
