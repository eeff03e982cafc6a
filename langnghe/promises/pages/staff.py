"""Choosing the five promises of a year that stand on top of the ward's page and on its home."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.people.acting import mandate_of
from langnghe.promises import actions, reads
from langnghe.promises.asking import Sought
from langnghe.promises.pages.public import lines_of
from langnghe.shell.paging import page_of


@officer(actions.CAPABILITY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What stands on top for a year, and the other public promises of that year to choose from."""
    ward = mandate_of(request).ward
    book = reads.book(ward)
    year = _year(request, book.years)
    of_year = reads.late_first(Sought(year=year).found_in(book.promises))
    pinned = [promise for promise in of_year if promise.pinned]
    others = page_of([promise for promise in of_year if not promise.pinned], request)
    shown = {promise.id for promise in pinned}
    gone = [pin for pin in reads.pins(ward).filter(year=year) if pin.commitment_id not in shown]
    context = {
        "year": year, "years": sorted({*book.years, local_today().year}, reverse=True), "most": actions.MOST,
        "pinned": lines_of(ward, pinned), "page": others, "gone": gone,
        "others": lines_of(ward, list(others.object_list)),
        "full": len(pinned) + len(gone) >= actions.MOST, "slug": ward.slug,
    }  # fmt: skip
    return render(request, "promises/pins.html", context)


@officer(actions.CAPABILITY)
@require_POST
def pin(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Put one on top."""
    by = mandate_of(request)
    promise = reads.public_promise(by.ward, commitment_id)
    if promise is None:
        raise Http404
    try:
        actions.pin(by.ward, promise, by=by)
        messages.success(request, _("Đã ghim. Lời hứa này đứng đầu trang và trên trang nhà của phường."))
    except Refused as error:
        messages.error(request, error.message)
    return _back(promise.promised_on.year)


@officer(actions.CAPABILITY)
@require_POST
def unpin(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Take one down."""
    by = mandate_of(request)
    pinned = reads.pins(by.ward).filter(commitment=commitment_id).first()
    if pinned is None:
        raise Http404
    actions.unpin(pinned, by=by)
    messages.success(request, _("Đã bỏ ghim. Lời hứa vẫn nằm trong danh sách."))
    return _back(pinned.year)


def _back(year: int) -> HttpResponse:
    return redirect(f"{reverse('promises:pins')}?nam={year}")


def _year(request: HttpRequest, years: list[int]) -> int:
    asked = request.GET.get("nam", "")
    return next((year for year in years if str(year) == asked), local_today().year)
