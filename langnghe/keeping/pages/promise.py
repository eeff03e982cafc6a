"""The page of one promise: what stands, what was said against it, and every step one may take."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langnghe.files.models import File
from langnghe.keeping.finding import Opened, promise_for
from langnghe.keeping.forms import ClaimForm, GiveUpForm, MoveForm, SetAsideForm
from langnghe.kernel.doors import officer
from langnghe.opinions.photos import MOST
from langnghe.people.acting import mandate_of


@officer("commitments.see")
@require_safe
def promise(request: HttpRequest, serial: str, number: int) -> HttpResponse:
    """One promise with its steps so far and what may be done about it."""
    return page(request, fetch(request, serial, number))


def fetch(request: HttpRequest, serial: str, number: int) -> Opened:
    """The promise, for this mandate; else not found."""
    found = promise_for(mandate_of(request), serial, number)
    if found is None:
        raise Http404
    return found


def page(
    request: HttpRequest,
    opened: Opened,
    refused: dict[str, forms.Form] | None = None,
    *,
    photos: Sequence[File] = (),
    status: int = 200,
) -> HttpResponse:
    """The page; `refused`: the form that could not be accepted, by its name, with what was typed still in it."""
    seen = {"seen": opened.card.commitment.version}
    made: dict[str, Any] = {
        "claim_form": ClaimForm(initial=seen, auto_id="xong_%s"),
        "move_form": MoveForm(initial=seen, auto_id="doi_%s"),
        "give_up_form": GiveUpForm(initial=seen, auto_id="thoi_%s"),
        "set_aside_form": SetAsideForm(auto_id="khong_%s"),
        "step_form": None,
    }
    may_cover = mandate_of(request).may("commitments.release")
    waiting = {photo.id for photo in opened.to_cover} if may_cover else set()
    context = {
        "opened": opened, "matter": opened.matter, "card": opened.card, "promises": [opened.card], "can": opened.can,
        "photos": photos, "most": MOST, "ward": opened.matter.ward, **made, **(refused or {}),
        "may_cover": may_cover, "evidence": [photo for photo in opened.evidence if photo.id not in waiting],
    }  # fmt: skip
    return render(request, "keeping/promise.html", context, status=status)
