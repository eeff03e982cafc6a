"""The year's days off and make-up days; a ward sets its own."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.formats import short_date
from langnghe.places import days, reads
from langnghe.places.forms import DayForm
from langnghe.places.models import NationalDay, WardDay
from langnghe.places.pages.acting import attempt, bearer, errors_of, sent, show, ward_of
from langnghe.places.rules import working_days_between

FIRST_YEAR, LAST_YEAR = 2020, 2035


@officer("places.read")
def year(request: HttpRequest) -> HttpResponse:
    """The days of one year on which the rhythm of the week does not hold."""
    number, ward = _year(request), ward_of(request)
    first, last = date(number, 1, 1), date(number, 12, 31)
    own = WardDay.objects.filter(ward=ward, day__range=(first, last))
    country = NationalDay.objects.filter(day__range=(first, last))
    both: list[WardDay | NationalDay] = [*own.filter(removed_at=None), *country]
    shown = sorted(both, key=lambda row: row.day)
    calendar = reads.calendar_of(ward, first, last)
    context = {
        "year": number,
        "earlier": number - 1 if number > FIRST_YEAR else None,
        "later": number + 1 if number < LAST_YEAR else None,
        "rows": [(row, isinstance(row, WardDay)) for row in shown],
        "removed": own.exclude(removed_at=None).order_by("day", "id"),
        "forecast": any(row.source.startswith("Dự tính") for row in country),
        "count": working_days_between(calendar, date(number - 1, 12, 31), last),
        "may_manage": bearer(request).may("calendar.manage"),
    }
    return render(request, "places/calendar.html", context)


@officer("calendar.manage")
def add(request: HttpRequest) -> HttpResponse:
    """Set a day of the ward's own."""
    form, ward = DayForm(sent(request)), ward_of(request)
    own = attempt(form, lambda data: days.set_day(ward, data.pop("day"), **data, by=bearer(request)))
    if own:
        messages.success(request, _("Đã đặt ngày %(day)s.") % {"day": short_date(own.day)})
        return redirect(_to(own))
    return show(request, "places/day_form.html", form)


@officer("calendar.manage")
@require_POST
def remove(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Take a day back; the page offers to restore it."""
    own = _own(request, day_id)
    days.remove_day(own, by=bearer(request))
    messages.success(request, _("Đã bỏ ngày %(day)s. Khôi phục được ở cuối trang.") % {"day": short_date(own.day)})
    return redirect(_to(own))


@officer("calendar.manage")
@require_POST
def restore(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Restore a day taken back."""
    own, form = _own(request, day_id), Form(request.POST)
    if attempt(form, lambda data: days.restore_day(own, by=bearer(request))):
        messages.success(request, _("Đã khôi phục ngày %(day)s.") % {"day": short_date(own.day)})
    else:
        messages.error(request, errors_of(form))
    return redirect(_to(own))


def _own(request: HttpRequest, day_id: UUID) -> WardDay:
    return get_object_or_404(WardDay.objects.select_related("ward__successor"), ward=bearer(request).ward_id, id=day_id)


def _to(own: WardDay) -> str:
    return f"{reverse('places:calendar')}?nam={own.day.year}"


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("nam", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else local_today().year
    return min(max(number, FIRST_YEAR), LAST_YEAR)
