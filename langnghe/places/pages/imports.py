"""Importing a list: upload, read the report, confirm, watch, take back."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import officer
from langnghe.places import imports, tables
from langnghe.places.forms import UploadForm
from langnghe.places.models import HouseholdImport, ImportProblem
from langnghe.places.pages.acting import attempt, bearer, errors_of, show, ward_of
from langnghe.places.pages.households import XLSX
from langnghe.places.problems import column_title, sentence
from langnghe.sheets.tables import csv_lines
from langnghe.shell.paging import page_of

PAGE = 50
RUNNING = ("received", "applying", "undoing")


@officer("households.import")
def index(request: HttpRequest) -> HttpResponse:
    """Upload a list; below, the imports so far."""
    ward, by = ward_of(request), bearer(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    batch = attempt(form, lambda data: imports.receive(ward, data["tep"].name, data["tep"].chunks(), by=by))
    if batch:
        imports.remove_old_files(by=by)
        return redirect("places:import", batch.id)
    past = HouseholdImport.objects.filter(ward=ward).order_by("-id")
    return show(request, "places/imports.html", form, page=page_of(past, request, PAGE))


@officer("households.import")
def template(request: HttpRequest) -> HttpResponse:
    """The empty list to fill in."""
    answer = HttpResponse(tables.template_file(), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="mau-danh-sach-ho.xlsx"'
    return answer


@officer("households.import")
def report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What a list would do or did, row by row; while work goes on, how far it is."""
    batch = _batch(request, import_id)
    problems = page_of(_problems(batch), request, PAGE)
    context = {
        "batch": batch,
        "running": batch.state in RUNNING,
        "page": problems,
        "rows": [(p, column_title(p.column), sentence(p.code)) for p in problems],
        "good": batch.total - batch.wrong,
    }
    part = request.headers.get("HX-Request") and context["running"]
    return render(request, "places/parts/progress.html" if part else "places/import.html", context)


@officer("households.import")
def wrong_rows(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    """The report of wrong rows as CSV."""
    batch = _batch(request, import_id)
    answer = StreamingHttpResponse(csv_lines(_wrong_rows(batch)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="dong-can-sua.csv"'
    return answer


@officer("households.import")
@require_POST
def confirm(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let the good rows in."""
    batch = _batch(request, import_id)
    form = Form(request.POST)
    if not attempt(form, lambda data: imports.confirm(batch, by=bearer(request))):
        messages.error(request, errors_of(form))
    return redirect("places:import", batch.id)


@officer("households.import")
def undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Take the whole import back, after asking once more."""
    batch = _batch(request, import_id)
    form = Form(request.POST if request.method == "POST" else None)
    if attempt(form, lambda data: imports.ask_undo(batch, by=bearer(request))):
        return redirect("places:import", batch.id)
    question = _("Mọi hộ và tổ trở lại đúng như trước khi nhập «%(name)s».") % {"name": batch.file_name}
    return show(request, "places/confirm.html", form, title=_("Hoàn tác cả lần nhập?"), question=question,
                button=_("Hoàn tác"), batch=batch)  # fmt: skip


def _batch(request: HttpRequest, import_id: UUID) -> HouseholdImport:
    return get_object_or_404(HouseholdImport.objects.select_related("ward"), ward=bearer(request).ward_id, id=import_id)


def _problems(batch: HouseholdImport) -> QuerySet[ImportProblem]:
    return ImportProblem.objects.filter(ward=batch.ward_id, batch=batch).order_by("number", "column")


def _wrong_rows(batch: HouseholdImport) -> Iterator[list[object]]:
    yield [_("Dòng"), _("Cột"), _("Ô có"), _("Cần làm gì")]
    for problem in _problems(batch).iterator(chunk_size=500):
        yield [problem.number, column_title(problem.column), problem.excerpt, sentence(problem.code)]
