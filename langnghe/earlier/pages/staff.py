"""Importing the book of earlier years. The pages themselves are `places.pages.importing`."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.earlier import tables
from langnghe.earlier.imports import machine
from langnghe.earlier.problems import column_title, sentence
from langnghe.kernel.doors import officer
from langnghe.places.pages.importing import ImportPages

pages = ImportPages("earlier", machine, tables.template_file, "mau-so-cac-nam.xlsx", column_title, sentence)


@officer("earlier.import")
def index(request: HttpRequest) -> HttpResponse:
    """Upload a book; below, the imports so far."""
    return pages.index(request)


@officer("earlier.import")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty book to fill in."""
    return pages.template()


@officer("earlier.import")
def report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What it would do or did, row by row; while work goes on, how far it is."""
    return pages.report(request, import_id)


@officer("earlier.import")
@require_safe
def wrong_rows(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    """The report of wrong rows as CSV."""
    return pages.wrong_rows(request, import_id)


@officer("earlier.import")
@require_POST
def confirm(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let the good rows in."""
    return pages.confirm(request, import_id)


@officer("earlier.import")
def undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Take the whole import back, after asking once more."""
    return pages.undo(request, import_id, _("Mọi ý kiến, việc và lời hứa nhập từ «%(name)s» sẽ rời khỏi bảng."))
