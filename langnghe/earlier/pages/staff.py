"""Importing the book: upload, read the report, confirm, watch, take back."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.earlier import tables
from langnghe.earlier.imports import machine
from langnghe.earlier.models import EarlierImport, EarlierProblem
from langnghe.earlier.problems import column_title, sentence
from langnghe.kernel.doors import officer
from langnghe.people.acting import mandate_of
from langnghe.places.forms import UploadForm
from langnghe.places.pages.acting import attempt, errors_of, show
from langnghe.places.pages.households import XLSX
from langnghe.sheets.tables import csv_lines
from langnghe.shell.paging import page_of

PAGE = 50
RUNNING = ("received", "applying", "undoing")


@officer("earlier.import")
def index(request: HttpRequest) -> HttpResponse:
    """Upload a book; below, the imports so far."""
    by = mandate_of(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    batch = attempt(form, lambda data: machine.receive(by.ward, data["tep"].name, data["tep"].chunks(), by=by))
    if batch:
        machine.remove_old_files(by=by)
        return redirect("earlier:import", batch.id)
    past = EarlierImport.objects.filter(ward=by.ward_id).order_by("-id")
    return show(request, "earlier/imports.html", form, page=page_of(past, request, PAGE))


@officer("earlier.import")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty book to fill in."""
    answer = HttpResponse(tables.template_file(), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="mau-so-cac-nam.xlsx"'
    return answer


@officer("earlier.import")
def report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What a book would do or did, row by row; while work goes on, how far it is."""
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
    return render(request, "earlier/parts/progress.html" if part else "earlier/import.html", context)


@officer("earlier.import")
@require_safe
def wrong_rows(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    """The report of wrong rows as CSV."""
    lines = csv_lines(_wrong_rows(_batch(request, import_id)))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="dong-can-sua.csv"'
    return answer


@officer("earlier.import")
@require_POST
def confirm(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let the good rows in."""
    batch, form = _batch(request, import_id), Form(request.POST)
    if not attempt(form, lambda data: machine.confirm(batch, by=mandate_of(request))):
        messages.error(request, errors_of(form))
    return redirect("earlier:import", batch.id)


@officer("earlier.import")
def undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Take the whole import back, after asking once more."""
    batch = _batch(request, import_id)
    form = Form(request.POST if request.method == "POST" else None)
    if attempt(form, lambda data: machine.ask_undo(batch, by=mandate_of(request))):
        return redirect("earlier:import", batch.id)
    question = _("Mọi ý kiến, việc và lời hứa nhập từ «%(name)s» sẽ rời khỏi bảng.") % {"name": batch.file_name}
    return show(request, "earlier/confirm.html", form, title=_("Hoàn tác cả lần nhập?"), question=question,
                button=_("Hoàn tác"), batch=batch)  # fmt: skip


def _batch(request: HttpRequest, import_id: UUID) -> EarlierImport:
    batches = EarlierImport.objects.select_related("ward")
    return get_object_or_404(batches, ward=mandate_of(request).ward_id, id=import_id)


def _problems(batch: EarlierImport) -> QuerySet[EarlierProblem]:
    return EarlierProblem.objects.filter(ward=batch.ward_id, batch=batch).order_by("number", "column")


def _wrong_rows(batch: EarlierImport) -> Iterator[list[object]]:
    yield [_("Dòng"), _("Cột"), _("Ô có"), _("Cần làm gì")]
    for problem in _problems(batch).iterator(chunk_size=500):
        yield [problem.number, column_title(problem.column), problem.excerpt, sentence(problem.code)]
