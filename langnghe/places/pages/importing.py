"""The pages of an import, the same for every kind of list: upload, read the report, confirm, watch, take back.

A room gives its machine, its addresses and its words; its own views only say who may enter and come here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from langnghe.places.forms import UploadForm
from langnghe.places.pages.acting import attempt, bearer, errors_of, sent, show, ward_of
from langnghe.places.pages.households import XLSX
from langnghe.sheets.machine import Importing
from langnghe.sheets.models import Batch
from langnghe.sheets.tables import csv_lines
from langnghe.shell.paging import page_of

PAGE = 50
RUNNING = ("received", "applying", "undoing")
NAMES = ("imports", "template", "import", "wrong_rows", "confirm_import", "undo_import")


@dataclass(frozen=True)
class ImportPages:
    """`room`: whose templates and addresses (`NAMES`) these are; `template_file`: the empty list to fill in."""

    room: str
    machine: Importing[Any, Any]
    template_file: Callable[[], bytes]
    template_name: str
    column_title: Callable[[str], str]
    sentence: Callable[[str], str]
    form: type[Form] = UploadForm

    def index(self, request: HttpRequest) -> HttpResponse:
        """Upload a list; below, the imports so far."""
        ward, by = ward_of(request), bearer(request)
        form = self.form(sent(request), request.FILES) if request.method == "POST" else self.form()
        batch = attempt(form, lambda data: self.machine.receive(ward, data["tep"].name, data["tep"].chunks(), by=by))
        if batch:
            self.machine.remove_old_files(by=by)
            return self._report_of(batch)
        past = self.machine.batches._default_manager.filter(ward=ward).order_by("-id")
        context = {"names": self._names, "page": page_of(past, request, PAGE)}
        return show(request, f"{self.room}/imports.html", form, **context)

    def template(self) -> HttpResponse:
        """The empty list to fill in."""
        answer = HttpResponse(self.template_file(), content_type=XLSX)
        answer.headers["Content-Disposition"] = f'attachment; filename="{self.template_name}"'
        return answer

    def report(self, request: HttpRequest, import_id: UUID) -> HttpResponse:
        """What a list would do or did, row by row; while work goes on, how far it is."""
        batch = self.batch_of(request, import_id)
        problems = page_of(self.problems_of(batch), request, PAGE)
        context = {
            "batch": batch, "names": self._names, "running": batch.state in RUNNING, "page": problems,
            "rows": [(one, *self.told(one)) for one in problems],
            "good": batch.total - batch.wrong, **self.more_about(batch),
        }  # fmt: skip
        part = request.headers.get("HX-Request") and context["running"]
        return render(request, "sheets/parts/progress.html" if part else f"{self.room}/import.html", context)

    def wrong_rows(self, request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
        """The report of wrong rows as CSV."""
        lines = csv_lines(self._wrong_rows(self.batch_of(request, import_id)))
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="dong-can-sua.csv"'
        return answer

    def confirm(self, request: HttpRequest, import_id: UUID) -> HttpResponse:
        """Let the good rows in."""
        batch, form = self.batch_of(request, import_id), Form(request.POST)
        if not attempt(form, lambda data: self.machine.confirm(batch, by=bearer(request))):
            messages.error(request, errors_of(form))
        return self._report_of(batch)

    def undo(self, request: HttpRequest, import_id: UUID, question: str) -> HttpResponse:
        """Take the whole import back, after asking once more; `question` has a place for the file's `%(name)s`."""
        batch, form = self.batch_of(request, import_id), Form(sent(request))
        if attempt(form, lambda data: self.machine.ask_undo(batch, by=bearer(request))):
            return self._report_of(batch)
        context = {"names": self._names, "batch": batch, "question": question % {"name": batch.file_name}}
        return show(request, "sheets/undo.html", form, **context)

    @property
    def _names(self) -> dict[str, str]:
        return {name: f"{self.room}:{name}" for name in NAMES}

    def _report_of(self, batch: Batch) -> HttpResponse:
        return redirect(self._names["import"], batch.pk)

    def batch_of(self, request: HttpRequest, import_id: UUID) -> Batch:
        """The import of an address, in the ward of whoever asks."""
        batches = self.machine.batches._default_manager.select_related("ward")
        found: Batch = get_object_or_404(batches, ward=bearer(request).ward_id, id=import_id)
        return found

    def problems_of(self, batch: Batch) -> QuerySet[Any]:
        """The problems of an import, in the order shown."""
        problems = self.machine.problems._default_manager.filter(ward=batch.ward_id, batch=batch)
        return problems.order_by("number", "column")

    def told(self, one: Any) -> tuple[str, str]:
        """The title of a problem's column, and what to do."""
        return self.column_title(one.column), self.sentence(one.code)

    def more_about(self, batch: Batch) -> dict[str, Any]:
        """What else the page of an import shows."""
        return {}

    def _wrong_rows(self, batch: Batch) -> Iterator[list[object]]:
        yield [_("Dòng"), _("Cột"), _("Ô có"), _("Cần làm gì")]
        for one in self.problems_of(batch).iterator(chunk_size=500):
            column, words = self.told(one)
            yield [one.number, column, one.excerpt, words]
