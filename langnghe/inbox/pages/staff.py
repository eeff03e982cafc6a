"""The officer's inbox: its lists, what is new in them, and the officer's own filters."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from langnghe.inbox import keeping
from langnghe.inbox.asking import is_asked, sought_in, sought_of
from langnghe.inbox.lists import Scope
from langnghe.inbox.news import news
from langnghe.inbox.offers import offers
from langnghe.inbox.pages.listing import address, draw
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate
from langnghe.shell.way_back import a_list


@officer("matters.work")
@require_safe
@a_list(gettext_lazy("Hộp việc"), rows=True)
def index(request: HttpRequest) -> HttpResponse:
    """One tab under the chosen filters; asked for nothing, what the officer opens first."""
    known = offers(mandate_of(request))
    if known.first and not is_asked(request.GET):
        return redirect(f"{reverse('inbox:index')}?{known.first.query}")
    return draw(request, sought_in(request.GET.dict()), known)


@officer("matters.work")
@require_safe
def whats_new(request: HttpRequest) -> HttpResponse:
    """The keys of a list for the page that shows it; nothing at all (304) while the list is as that page knows it."""
    found = news(Scope(mandate_of(request)), sought_in(request.GET.dict()))
    tag = f'"{found.tag}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return JsonResponse({"keys": found.keys}, headers={"ETag": tag, "Cache-Control": "no-store"})


@officer("matters.work")
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Which keys do what."""
    return render(request, "inbox/keys.html")


@officer("matters.work")
@require_safe
def filters(request: HttpRequest) -> HttpResponse:
    """The officer's own filters, to be put in order."""
    return _filters(request)


@officer("matters.work")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filter that is in use."""
    mandate, sought = mandate_of(request), sought_of(request.POST.get("bo-loc", ""))
    try:
        saved = keeping.keep(sought, request.POST.get("ten", ""), by=mandate)
        if request.POST.get("mo-dau"):
            keeping.open_first(saved.id, by=mandate)
    except Refused as error:
        return draw(request, sought, offers(mandate), status=422, refused=error.message, typed=request.POST.get("ten"))
    messages.success(request, _("Đã giữ bộ lọc «%(name)s».") % {"name": saved.name})
    return redirect(address(sought))


@officer("matters.work")
@require_POST
def change(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    """Rename, move, open first, or drop one filter."""
    mandate = mandate_of(request)
    if not any(saved.id == filter_id for saved in offers(mandate).saved):
        raise Http404
    try:
        _change(request.POST.get("lam", ""), filter_id, request.POST.get("ten", ""), mandate)
    except Refused as error:
        return _filters(request, refused=error.message, status=422)
    return redirect("inbox:filters")


def _change(deed: str, filter_id: UUID, name: str, by: Mandate) -> None:
    if deed == "doi-ten":
        keeping.rename(filter_id, name, by=by)
    elif deed == "len":
        keeping.move_up(filter_id, by=by)
    elif deed in ("mo-dau", "thoi-mo-dau"):
        keeping.open_first(filter_id, by=by, on=deed == "mo-dau")
    elif deed == "bo":
        keeping.drop(filter_id, by=by)
    else:
        raise Refused(_("Xin chọn muốn làm gì với bộ lọc này."))


def _filters(request: HttpRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    saved = offers(mandate_of(request)).saved
    return render(request, "inbox/filters.html", {"saved": saved, "refused": refused}, status=status)
