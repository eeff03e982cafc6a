"""Promises that wait for somebody: for people outside the unit, and for photos to be covered."""

from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from langnghe.commitments import outsiders
from langnghe.commitments.evidence import uncovered as uncovered_photos
from langnghe.commitments.models import Commitment
from langnghe.commitments.reads import Card, cards, waiting_contests
from langnghe.keeping.finding import openable
from langnghe.kernel.doors import officer
from langnghe.matters.models import Matter
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate
from langnghe.shell.navigation import Link
from langnghe.shell.paging import page_of

COUNTED = 1_000
DOUBTS, BOOK = "phan-doi", "theo-so"
Found = QuerySet[Commitment]


@officer("commitments.confirm")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a person outside the unit: claims of silent senders, strangers' contests, the book's promises."""
    mandate = mandate_of(request)
    tab = request.GET.get("the", "")
    tab = tab if tab in (DOUBTS, BOOK) else ""
    lists = {
        "": _about(mandate, outsiders.confirmable(mandate)),
        DOUBTS: contested(mandate),
        BOOK: _about(mandate, outsiders.booked(mandate)),
    }  # fmt: skip
    page = page_of(lists[tab], request)
    context = {"page": page, "rows": _rows(page), "tabs": _tabs(lists, tab), "tab": tab}
    return render(request, "keeping/waiting.html", context)


@officer("commitments.release")
@require_safe
def uncovered(request: HttpRequest) -> HttpResponse:
    """Promises whose evidence nobody outside sees, because its photos were not covered yet."""
    mandate = mandate_of(request)
    page = page_of(_about(mandate, uncovered_photos(mandate.ward_ids())), request)
    return render(request, "keeping/uncovered.html", {"page": page, "rows": _rows(page)})


def contested(mandate: Mandate) -> Found:
    """Promises with contests of strangers that nobody decided, the longest wait first."""
    doubts = waiting_contests(mandate).filter(claim__commitment__subject_id__in=openable(mandate).values("pk"))
    return Commitment.objects.filter(pk__in=doubts.order_by().values("claim__commitment")).order_by("ended_on", "id")


def _about(mandate: Mandate, promised: Found) -> Found:
    return promised.filter(subject_room="matters", subject_id__in=openable(mandate).values("pk"))


def _tabs(lists: dict[str, Found], tab: str) -> list[Link]:
    here = reverse("keeping:waiting")
    names = {"": _("Lời hứa chờ xác nhận"), DOUBTS: _("Lời phản đối"), BOOK: _("Theo sổ những năm trước")}
    return [
        Link(names[name], f"{here}?the={name}" if name else here, name == tab, found[:COUNTED].count())
        for name, found in lists.items()
    ]


def _rows(page: "Page[Any]") -> list[tuple[Card, Matter]]:
    """The promises of a page in its order, each with its matter; six statements at most."""
    ids = [row.pk for row in page]
    found = {card.commitment.pk: card for card in cards(Commitment.objects.filter(pk__in=ids))}
    about = [card.commitment.subject_id for card in found.values()]
    matters = {matter.pk: matter for matter in Matter.objects.filter(pk__in=about).select_related("ward", "group")}
    ordered = (found[row_id] for row_id in ids if row_id in found)
    return [(card, matters[card.commitment.subject_id]) for card in ordered if card.commitment.subject_id in matters]
