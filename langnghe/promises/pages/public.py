"""What everybody reads of the ward's promises: the page, what it said it cannot do, files, feed, a sheet to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from langnghe.commitments.reads import Card
from langnghe.kernel.clock import local_now, local_today
from langnghe.kernel.doors import public
from langnghe.language.topics import name_of
from langnghe.matters.models import Answer
from langnghe.matters.pages.asking import in_address, kept, topic_choices
from langnghe.places.models import ResidentialGroup, Ward
from langnghe.places.reads import in_order, known_ward_by_slug, open_groups
from langnghe.promises import feed as the_feed
from langnghe.promises import reads, sheets
from langnghe.promises.asking import FILTERS, STATES, Sought, sought_by
from langnghe.promises.counted import Counted
from langnghe.promises.counting import Tally
from langnghe.promises.reads import Promise
from langnghe.shell.caching import public_for
from langnghe.shell.navigation import Link
from langnghe.shell.paging import page_of
from langnghe.teaching.reads import own_topics

PAGE_SECONDS, FEED_SECONDS = 30, 300
MOST_PRINTED = 500


@dataclass(frozen=True)
class Asked:
    """The ward at an address, what it promised as far as it is counted, and what of it the visitor wants to see."""

    ward: Ward
    counted: Counted
    groups: Sequence[ResidentialGroup]
    sought: Sought

    @property
    def found(self) -> list[Promise]:
        """All wanted promises, late first."""
        return self.counted.ordered(self.sought)


@dataclass(frozen=True)
class Line:
    """One promise as the page shows it."""

    promise: Promise
    card: Card
    serial: str
    topic: str


@public
@require_safe
@public_for(PAGE_SECONDS)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The ward's promises, late first, with figures that anybody can redo."""
    asked = _asked(request, slug)
    page = page_of(asked.counted.listed(asked.sought), request)
    context = {"page": page, "lines": lines_of(asked.ward, list(page.object_list)), **_figures(request, asked)}
    return render(request, "promises/index.html", context)


@public
@require_safe
@public_for(PAGE_SECONDS)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on a sheet: all that is wanted, without pages, for a notice board or a projector."""
    asked = _asked(request, slug)
    found = asked.found
    refused = asked.sought.among(reads.declined(asked.ward))[:MOST_PRINTED]
    context = {
        "lines": lines_of(asked.ward, found[:MOST_PRINTED]), "left": max(0, len(found) - MOST_PRINTED),
        "refused": [_refusal(answer) for answer in refused], "at": local_now(), **_figures(request, asked),
    }  # fmt: skip
    return render(request, "promises/paper.html", context)


@public
@require_safe
@public_for(PAGE_SECONDS)
def declined(request: HttpRequest, slug: str) -> HttpResponse:
    """What residents asked for and the ward said it cannot do: why, and who is responsible."""
    ward = ward_or_404(slug)
    groups = in_order(open_groups(ward))
    sought = sought_by(request.GET, groups, [])
    found = sought.among(reads.declined(ward))
    page = page_of(found, request)
    context = {
        "ward": ward, "place": ward, "page": page, "lines": [_refusal(answer) for answer in page.object_list],
        "reasons": reads.reasons(found), "tabs": _tabs(request, ward, "declined"), "sought": sought,
        "chosen": sought.chosen(groups), **_choices(request, ward, groups),
        "query": kept(request, "nam", "linh-vuc", "to"),
        "years": _years(ward, sought),
    }  # fmt: skip
    return render(request, "promises/declined.html", context)


@public
@require_safe
def as_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Every wanted promise, one a row: enough to redo each figure of the page."""
    asked = _asked(request, slug)
    return _file(sheets.promises(asked.ward, asked.found, local_today()), f"loi-hua-{asked.ward.slug}")


@public
@require_safe
def declined_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Every declined matter with its reason, one a row."""
    ward = ward_or_404(slug)
    found = sought_by(request.GET, list(open_groups(ward)), []).among(reads.declined(ward))
    return _file(sheets.declined(ward, found.iterator(chunk_size=sheets.SLICE)), f"chua-lam-duoc-{ward.slug}")


@public
@require_safe
@public_for(FEED_SECONDS)
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed last, as an Atom feed."""
    asked = _asked(request, slug)
    content = the_feed.atom(
        asked.ward, asked.found, address=settings.PUBLIC_ADDRESS, query=kept(request, *FILTERS)
    )  # fmt: skip
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def lines_of(ward: Ward, promises: Sequence[Promise]) -> list[Line]:
    """These promises as the page shows them."""
    return [_line(ward, promise, card) for promise, card in reads.cards(promises)]


def lines_on_home(ward: Ward) -> list[Line]:
    """What is pinned, for the ward's home."""
    return [_line(ward, promise, card) for promise, card in reads.on_home(ward)]


def ward_or_404(slug: str) -> Ward:
    """The ward at a public address."""
    ward = known_ward_by_slug(slug)
    if ward is None:
        raise Http404
    return ward


def _line(ward: Ward, promise: Promise, card: Card) -> Line:
    return Line(promise, card, reads.serial_of(ward, promise.about), name_of(promise.about.topic))


def _asked(request: HttpRequest, slug: str) -> Asked:
    ward = ward_or_404(slug)
    counted, groups = Counted(ward), in_order(open_groups(ward))
    return Asked(ward, counted, groups, sought_by(request.GET, groups, counted.whole.units))


def _figures(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    ward, sought, whole = asked.ward, asked.sought, asked.counted.whole
    figures = asked.counted.figures(sought)
    return {
        "ward": ward, "place": ward, "sought": sought, "tally": figures.tally,
        "rows": _rows(request, ward, figures.tally), "hidden": figures.hidden,
        "refused_count": figures.refused, "today": local_today(), "chosen": sought.chosen(asked.groups),
        "tabs": _tabs(request, ward, "index"), "states": STATES.items(), "years": whole.years,
        "units": [(in_address(unit), unit) for unit in whole.units],
        "query": kept(request, *FILTERS), "declined_query": kept(request, "nam", "linh-vuc", "to"),
        **_choices(request, ward, asked.groups),
    }  # fmt: skip


def _rows(request: HttpRequest, ward: Ward, counted: Tally) -> list[tuple[str, int, str, str]]:
    """(name, count, address of what was counted, look) of each result, in the order the page tells them."""
    base = kept(request, "nam", "linh-vuc", "to", "don-vi")
    url = reverse("promises:index", args=[ward.slug]) + (f"{base}&" if base else "?")
    results = counted.results
    told = [
        ("tre-han", results["late"], "bad"), ("dang-lam", results["doing"], ""), ("cho-dan", results["waiting"], ""),
        ("giu-loi", results["kept"], "good"), ("chua-xac-nhan", results["unconfirmed"], ""),
        ("khong-lam", results["given_up"], ""),
    ]  # fmt: skip
    return [(str(STATES[word]), count, f"{url}tinh-trang={word}", look) for word, count, look in told]


def _tabs(request: HttpRequest, ward: Ward, here: str) -> list[Link]:
    query = kept(request, "nam", "linh-vuc", "to")
    pages = (("index", _("Lời hứa của phường")), ("declined", _("Việc phường chưa làm được")))
    return [Link(label, reverse(f"promises:{name}", args=[ward.slug]) + query, name == here) for name, label in pages]


def _choices(request: HttpRequest, ward: Ward, groups: Sequence[ResidentialGroup]) -> dict[str, Any]:
    return {
        "topics": topic_choices(own_topics(ward.id)),
        "groups": [(in_address(group), group) for group in groups],
        "asked": {name.replace("-", "_"): request.GET.get(name, "") for name in FILTERS},
    }


def _years(ward: Ward, sought: Sought) -> list[int]:
    """Years in which something was declined, and the one asked for."""
    days = reads.declined(ward).order_by().values_list("answered_on__year", flat=True).distinct()
    return sorted({*days, *([sought.year] if sought.year else [])}, reverse=True)


def _refusal(answer: Answer) -> dict[str, Any]:
    return {"answer": answer, "topic": name_of(answer.matter.topic), "reason": reads.reason_name(answer.reason)}


def _file(lines: Any, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-v{sheets.VERSION}.csv"'
    return response
