"""The list of households: searched, paged, taken away as a table."""

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from langnghe.kernel.cells import safe_cell
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.later import Later
from langnghe.places import reads
from langnghe.places.forms import SearchForm
from langnghe.places.models import Household
from langnghe.places.pages.acting import bearer, ward_of
from langnghe.places.tables import headers
from langnghe.sheets.tables import csv_lines
from langnghe.shell.paging import page_of

xlsxwriter = Later("xlsxwriter")
PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@officer("households.read")
def index(request: HttpRequest) -> HttpResponse:
    """The households of the ward, or those that words and a group pick out."""
    ward = ward_of(request)
    form = SearchForm(request.GET, groups=reads.groups_of(ward, bearer(request)))
    context = {
        "ward": ward,
        "form": form,
        "page": page_of(_found(request), request, PAGE),
        "query": request.GET.urlencode(),
        "searched": bool(request.GET.get("tim") or request.GET.get("to")),
        "may_load": bearer(request).may("households.import"),
    }
    return render(request, "places/households.html", context)


@officer("households.read")
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as CSV for any table program (UTF-8 with its mark)."""
    response = StreamingHttpResponse(csv_lines(_cells(_found(request))), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(request)}.csv"'
    return response


@officer("households.read")
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The same list for Excel, written row by row to a file that lives as long as the answer."""
    file = TemporaryFile()  # noqa: SIM115 — the answer closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Hộ"))
    for number, cells in enumerate(_cells(_found(request))):
        sheet.write_row(number, 0, cells)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{_file_name(request)}.xlsx", content_type=XLSX)


def _found(request: HttpRequest) -> QuerySet[Household]:
    words, group = request.GET.get("tim", "")[:100], request.GET.get("to", "")
    return reads.households(ward_of(request), by=bearer(request), group=_id(group), words=words)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)


def _cells(found: "QuerySet[Household]") -> Iterator[Iterable[str]]:
    yield headers()
    for household in found.iterator(chunk_size=500):
        cells = (household.group, household.code, household.head_name, household.address, household.members)
        yield [safe_cell(cell) for cell in cells]


def _file_name(request: HttpRequest) -> str:
    return f"ho-{ward_of(request).slug}-{local_today():%Y%m%d}"
