"""Importing groups and households. The pages themselves are `importing`."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.kernel.doors import officer
from langnghe.places import tables
from langnghe.places.imports import machine
from langnghe.places.pages.importing import ImportPages
from langnghe.places.problems import column_title, sentence

pages = ImportPages("places", machine, tables.template_file, "mau-danh-sach-ho.xlsx", column_title, sentence)


@officer("households.import")
def index(request: HttpRequest) -> HttpResponse:
    """Upload a list; below, the imports so far."""
    return pages.index(request)


@officer("households.import")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty list to fill in."""
    return pages.template()


@officer("households.import")
def report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What it would do or did, row by row; while work goes on, how far it is."""
    return pages.report(request, import_id)


@officer("households.import")
@require_safe
def wrong_rows(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    """The report of wrong rows as CSV."""
    return pages.wrong_rows(request, import_id)


@officer("households.import")
@require_POST
def confirm(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let the good rows in."""
    return pages.confirm(request, import_id)


@officer("households.import")
def undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Take the whole import back, after asking once more."""
    return pages.undo(request, import_id, _("Mọi hộ và tổ trở lại đúng như trước khi nhập «%(name)s»."))
