"""The same sums as files for a table program."""

from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import officer
from langnghe.kernel.formats import short_date
from langnghe.provinces import reads, sheets
from langnghe.provinces.pages import showing
from langnghe.provinces.pages.scope import View, named_in
from langnghe.provinces.pages.staff import CAPABILITY
from langnghe.provinces.tables import Line, in_order

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@officer(CAPABILITY)
@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every cell of ward, month and topic, streamed."""
    view = named_in(request)
    lines = sheets.as_csv(view.territory, view.asked.period, view.today)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(view)}.csv"'
    return response


@officer(CAPABILITY)
@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The tables of the page, a sheet each."""
    view = named_in(request)
    period = view.asked.period
    days = _("từ %(since)s đến %(until)s") % {"since": short_date(period.since), "until": short_date(period.until)}
    book = sheets.as_xlsx([view.territory.name, days], _tables(view), view.today)
    return FileResponse(book, as_attachment=True, filename=f"{_file_name(view)}.xlsx", content_type=XLSX)


def _tables(view: View) -> Iterator[sheets.Table]:
    counts, known = reads.counts(view.territory, view.asked.period), reads.standings(view.territory)
    lines = in_order(showing.wards(view.territory, counts.places, known, view.asked, view.today), view.asked)
    every = (_("Tất cả"), counts.total)
    yield _("Phường, xã"), _("Phường, xã"), [every, *((_named(line), line.total) for line in lines)]
    if view.territory.level == "country":
        provinces = showing.provinces(view.territory, counts.places, view.asked, view.today)
        yield _("Tỉnh, thành phố"), _("Tỉnh, thành phố"), [(line.name, line.total) for line in provinces]
    months = showing.months(counts.months, view.asked.period, view.today)
    yield _("Theo tháng"), _("Tháng"), [(line.name, line.total) for line in months.lines]
    topics = showing.topics(reads.by_key(view.territory, view.asked.period, "topic"), view.today)
    yield _("Theo lĩnh vực"), _("Lĩnh vực"), [(line.name, line.total) for line in topics.lines]


def _named(line: Line) -> str:
    return f"{line.name} ({'; '.join(line.notes)})" if line.notes else line.name


def _file_name(view: View) -> str:
    part = "-".join(view.narrowing.values()).lower() or view.territory.level
    return f"so-lieu-{part}-{view.asked.period.since:%Y%m%d}-{view.asked.period.until:%Y%m%d}"
