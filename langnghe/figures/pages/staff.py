"""The figures for whoever may read totals: the page, the rows behind each number, files."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from langnghe.figures import asking, reads, sheets
from langnghe.figures.asking import Sought, sought_by
from langnghe.figures.counting import COLUMNS, FIGURES
from langnghe.figures.pages.showing import Sheet, chosen, legend
from langnghe.kernel.clock import local_now, local_today
from langnghe.kernel.doors import officer
from langnghe.language.topics import TOPICS, name_of
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate
from langnghe.places.models import ResidentialGroup
from langnghe.places.reads import in_order
from langnghe.shell.navigation import Link
from langnghe.shell.paging import page_of

CAPABILITY = "totals.read"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Groups = dict[UUID, ResidentialGroup]


@officer(CAPABILITY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What came, what was answered and kept, in a period; each number leads to its rows."""
    sheet = _sheet(request)
    mandate, period, known = sheet.mandate, sheet.sought.period, sheet.known
    context = {
        "sheet": sheet, "told": sheet.told, "sections": sheet.sections, "legend": legend(), "at": local_now(),
        "crimes": known.get(f"crimes {period}", partial(_crimes, sheet)),
        "not_taken_up": known.get(f"not taken up {period}", partial(reads.not_taken_up, mandate, period)),
        "works": mandate.may("matters.work"),
        "columns": [FIGURES[code].name for code in COLUMNS],
        "csv_url": sheet.url("csv"), "xlsx_url": sheet.url("xlsx"), **_choices(sheet.sought, sheet.groups, mandate),
    }  # fmt: skip
    return render(request, "figures/index.html", context)


@officer(CAPABILITY)
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """The matters behind one number, as far as the mandate may open them, and how many it may not."""
    mandate = mandate_of(request)
    groups = _groups(mandate)
    sought = sought_by(request.GET.dict(), list(groups.values()), local_today())
    ids, closed = reads.rows(mandate, sought)
    page = page_of(ids, request)
    context = {
        "page": page, "closed": closed, "count": len(ids) + closed, "figure": FIGURES[sought.figure],
        "lines": [(matter, name_of(matter.topic)) for matter in reads.some(mandate, list(page.object_list))],
        "chosen": chosen(sought, groups), "back": reverse("figures:index") + asking.address(sought, groups),
    }  # fmt: skip
    return render(request, "figures/rows.html", context)


@officer(CAPABILITY)
@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every table of the page in one file."""
    sheet = _sheet(request)
    response = StreamingHttpResponse(sheets.as_csv(sheet.table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(sheet)}.csv"'
    return response


@officer(CAPABILITY)
@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """The same for Excel."""
    sheet = _sheet(request)
    about = [sheet.mandate.ward.name, *chosen(sheet.sought, sheet.groups)]
    response = HttpResponse(sheets.as_xlsx(sheet.table, about), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(sheet)}.xlsx"'
    return response


def _crimes(sheet: Sheet) -> int | None:
    year = sheet.sought.period.year
    return reads.crimes(sheet.mandate, year) if year else None


def _sheet(request: HttpRequest) -> Sheet:
    mandate = mandate_of(request)
    groups = _groups(mandate)
    return Sheet(mandate, groups, sought_by(request.GET.dict(), list(groups.values()), local_today()))


def _groups(mandate: Mandate) -> Groups:
    """The groups whose matters the mandate may count, closed ones too."""
    found = ResidentialGroup.objects.filter(ward__in=mandate.ward_ids())
    own = mandate.group_ids()
    return {group.id: group for group in in_order(found if own is None else found.filter(id__in=own))}


def _choices(sought: Sought, groups: Mapping[UUID, ResidentialGroup], mandate: Mandate) -> dict[str, Any]:
    """What may be chosen, and what is."""
    broad = [code for code, topic in TOPICS.items() if topic.parent == code]
    return {
        "mandate": mandate, "sought": sought, "chosen": chosen(sought, groups),
        "periods": [
            Link(name, reverse("figures:index") + asking.address(sought, groups, ky=code, tu="", den=""),
                 sought.period.code == code)
            for code, name in asking.PERIODS.items() if code != "tu-chon"
        ],
        "topics": [(asking.topic_address(code), name_of(code), code == sought.topic) for code in broad],
        "groups": [(asking.group_address(one, groups), str(group), one == sought.group)
                   for one, group in groups.items()],
        "channels": [(word, asking.channel_name(code), code == sought.channel)
                     for word, code in asking.CHANNEL_WORDS.items()],
        "none": asking.NONE,
    }  # fmt: skip


def _file_name(sheet: Sheet) -> str:
    period = sheet.sought.period
    return f"so-lieu-{sheet.mandate.ward.slug}-{period.since:%Y%m%d}-{period.until:%Y%m%d}"
