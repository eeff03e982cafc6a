"""Where officers look through a flood."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions import reads as opinions
from langnghe.opinions.waiting import DISMISSAL_REASONS
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of
from langnghe.sifting import actions, reads
from langnghe.sifting.forms import SetAsideForm, SiftForm


@officer("opinions.sift")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits: gathered by likeness, one by one below, and what was sifted lately with its progress."""
    return _page(request, SetAsideForm())


@officer("opinions.sift")
@require_POST
def sift(request: HttpRequest) -> HttpResponse:
    """Dismiss or let in what is alike, or all that waits; the worker does it, with progress and undo."""
    form = SiftForm(request.POST)
    if not form.is_valid():
        return _page(request, SetAsideForm(), refused=str(next(iter(form.errors.values()))[0]), status=422)
    return _ask(request, form, SetAsideForm())


@officer("opinions.sift")
@require_POST
def set_aside(request: HttpRequest) -> HttpResponse:
    """Let what slipped in before the flood was noticed wait too."""
    form = SetAsideForm(request.POST)
    return _ask(request, form, form) if form.is_valid() else _page(request, form, status=422)


@officer("opinions.sift")
@require_POST
def undo(request: HttpRequest, sifting_id: UUID) -> HttpResponse:
    """Undo one sifting."""
    mandate = mandate_of(request)
    sifting = reads.sifting_of(mandate, sifting_id)
    if sifting is None:
        raise Http404
    actions.ask_undo(sifting, by=mandate)
    return redirect("sifting:index")


def _ask(request: HttpRequest, form: SiftForm | SetAsideForm, aside: SetAsideForm) -> HttpResponse:
    try:
        actions.ask(form.wish(), by=mandate_of(request))
    except Refused as error:
        return _page(request, aside, refused=error.message, status=422)
    return redirect("sifting:index")


def _page(request: HttpRequest, aside: SetAsideForm, *, refused: str = "", status: int = 200) -> HttpResponse:
    mandate = mandate_of(request)
    waiting = opinions.waiting(mandate).select_related("ward", "group").order_by("-id")
    siftings = reads.recent(mandate)
    context = {
        "page": page_of(waiting, request), "alike": reads.alike(mandate), "reasons": DISMISSAL_REASONS,
        "siftings": siftings, "running": any(sifting.runs for sifting in siftings), "aside": aside, "refused": refused,
    }  # fmt: skip
    return render(request, "sifting/index.html", context, status=status)
