"""Where officers ask for one deed over many rows, see how far it is, and undo it."""

from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from langnghe.inbox import actions
from langnghe.inbox.actions import Wish
from langnghe.inbox.asking import NONE, sought_of
from langnghe.inbox.deeds import given_away
from langnghe.inbox.lists import MOST
from langnghe.inbox.models import Bulk, BulkRow
from langnghe.inbox.offers import offers
from langnghe.inbox.pages.listing import draw
from langnghe.inbox.rows import address
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.matters import reads as matters
from langnghe.matters.pages.asking import topic_called
from langnghe.opinions import reads as opinions
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate
from langnghe.shell.paging import page_of

SHOWN = 20


@officer("matters.work")
@require_http_methods(["GET", "HEAD", "POST"])
def bulks(request: HttpRequest) -> HttpResponse:
    """The officer's last bulk deeds; posted to, one more."""
    if request.method == "POST":
        return _ask(request)
    own = _own(mandate_of(request)).order_by("-id")
    return render(request, "inbox/bulks.html", {"page": page_of(own, request, SHOWN)})


def _ask(request: HttpRequest) -> HttpResponse:
    mandate, wish = mandate_of(request), _wish(request)
    try:
        bulk = actions.ask(wish, by=mandate)
    except Refused as error:
        picked = {value.partition(".")[0] for value in request.POST.getlist("chon")}
        return draw(request, wish.sought, offers(mandate), status=422, refused=error.message, picked=picked,
                    all_of=wish.all_of, into=wish.into)  # fmt: skip
    return redirect("inbox:bulk", bulk.id)


def _wish(request: HttpRequest) -> Wish:
    """What the form says; nonsense counts as not said."""
    said, sought = request.POST, sought_of(request.POST.get("bo-loc", ""))
    chosen = (_chosen(value, "y" if sought.of_opinions else "v") for value in said.getlist("chon")[:MOST])
    return Wish(
        deed=said.get("lam", ""), sought=sought, chosen=tuple(filter(None, chosen)), all_of=bool(said.get("tat-ca")),
        shown=_number(said.get("so", "")), topic=topic_called(said.get("linh-vuc", "")) or None,
        post_id=_id(said.get("nguoi-lam", "")), to_desk=said.get("nguoi-lam") == NONE,
        into=said.get("viec", "")[:40],
    )  # fmt: skip


def _chosen(value: str, kind: str) -> tuple[UUID, str] | None:
    key, _dot, seen = value.partition(".")
    found = _id(key[1:]) if key.startswith(kind) else None
    return (found, seen[:12]) if found else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


@officer("matters.work")
@require_safe
def bulk(request: HttpRequest, bulk_id: UUID) -> HttpResponse:
    """How far a bulk deed is, and what became of each row: what stayed as it was first."""
    found = _fetch(request, bulk_id)
    rows = BulkRow.objects.filter(ward=found.ward_id, bulk=found).alias(rank=_rank()).order_by("rank", "place")
    page = page_of(rows, request, 100)
    context = {"bulk": found, "page": page, "rows": _named(list(page.object_list), mandate_of(request))}
    return render(request, "inbox/bulk.html", context)


@officer("matters.work")
@require_POST
def undo(request: HttpRequest, bulk_id: UUID) -> HttpResponse:
    """Undo a bulk deed as a whole."""
    found = _fetch(request, bulk_id)
    actions.ask_undo(found, by=mandate_of(request))
    return redirect("inbox:bulk", found.id)


def _own(mandate: Mandate) -> QuerySet[Bulk]:
    """Whoever asked for it, under whichever mandate of the ward."""
    found = Bulk.objects.filter(ward=mandate.ward_id, asked_by__officer=mandate.officer_id)
    return found.select_related("asked_by__post", "post", "into__ward")


def _fetch(request: HttpRequest, bulk_id: UUID) -> Bulk:
    found = _own(mandate_of(request)).filter(id=bulk_id).first()
    if found is None:
        raise Http404
    return found


def _rank() -> Case:
    order = ("left", "refused", "waiting", "done", "undone")
    return Case(*(When(state=state, then=Value(place)) for place, state in enumerate(order)), default=Value(9))


def _named(rows: list[BulkRow], mandate: Mandate) -> list[dict[str, Any]]:
    """Each row with the serial and address of what it is about, when the officer may see that now."""
    seen = opinions.unguarded(mandate).filter(id__in=[row.opinion_id for row in rows]).select_related("ward")
    by_opinion = {str(opinion.id): opinion for opinion in seen}
    ids = [row.matter_id for row in rows if row.matter_id]
    own = set(matters.in_scope(mandate).filter(id__in=ids).values_list("id", flat=True))
    by_matter = {str(matter.id): matter for matter in given_away(mandate).filter(id__in=ids).select_related("ward")}
    return [
        _line(row, by_opinion.get(str(row.opinion_id)), by_matter.get(str(row.matter_id)), own=row.matter_id in own)
        for row in rows
    ]


def _line(row: BulkRow, opinion: Any, matter: Any, *, own: bool) -> dict[str, Any]:
    """`own`: the matter is still theirs to open; what they gave away keeps its number, without a link."""
    hidden = (row.opinion_id and opinion is None) or (row.opinion_id is None and matter is None)
    if hidden:
        return {"row": row, "serial": "", "url": "", "matter": None}
    if opinion is None and not own:
        return {"row": row, "serial": matter.serial, "url": "", "matter": None}
    url = reverse("opinions:opinion", args=[opinion.serial]) if opinion else address(matter.serial)
    joined = matter if opinion and own and row.state == "done" else None
    return {
        "row": row, "serial": (opinion or matter).serial, "url": url, "matter": joined,
        "matter_url": address(joined.serial) if joined else "",
    }  # fmt: skip
