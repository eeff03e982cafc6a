"""The demo's guided tour: choose who you are, six steps each. Exists only where LANGNGHE_DEMO is set.

A step leads to a page of the product: an address, or with `@` the first row of one of the officer's lists this morning
(keys of `desk.morning.lists.LISTS`; `board`: the newest matter); `sees` is a word that stands on that page.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langnghe.desk.morning import reading as morning
from langnghe.desk.morning.showing import Line
from langnghe.house.tour_steps import HOME, ROLES, WARD, Role
from langnghe.kernel.doors import public
from langnghe.matters.reads import on_board
from langnghe.people.demo import PASSWORD
from langnghe.people.models import Mandate
from langnghe.places.models import Ward


@public
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Who do you want to be?"""
    _demand_demo()
    return render(request, "house/tour.html", {"roles": ROLES})


@public
@require_safe
def walk(request: HttpRequest, who: str) -> HttpResponse:
    """The six steps of one role, each with its page."""
    _demand_demo()
    if who not in ROLES:
        raise Http404
    role = ROLES[who]
    rows = [(step, address) for step, address in zip(role.steps, addresses(role), strict=True)]
    return render(request, "house/tour_of.html", {"role": role, "rows": rows, "password": PASSWORD})


def addresses(role: Role) -> list[str]:
    """Where each step leads this morning; an empty list leads to the officer's first page."""
    rows = _rows(role.username)
    return [rows.get(step.link[1:], HOME) if step.link.startswith("@") else step.link for step in role.steps]


def _rows(username: str) -> dict[str, str]:
    """The address of the first row of each list."""
    if not username:
        ward = Ward.objects.filter(slug=WARD).first()
        newest = on_board(ward).select_related("ward").order_by("-id").first() if ward else None
        return {"board": f"/{WARD}/viec/{newest.serial}/" if newest else f"/{WARD}/"}
    mandate = Mandate.objects.select_related("ward", "post__unit", "officer").filter(officer__username=username).first()
    parts = morning.read(mandate).parts if mandate else []
    return {part.code: _first(part.lines, username) for part in parts if part.lines}


def _first(lines: list[Line], username: str) -> str:
    """The Front begins with what speaks about an officer."""
    guarded = [line for line in lines if line.guarded]
    return (guarded if guarded and username == "giang" else lines)[0].url


def _demand_demo() -> None:
    if not settings.DEMO:
        raise Http404
