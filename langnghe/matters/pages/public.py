"""What everybody sees: the board, a matter, its points on a map, the feed."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from langnghe.commitments import reads as promises
from langnghe.kernel import cookies
from langnghe.kernel.doors import public
from langnghe.maps import reads as maps
from langnghe.matters import board as the_board
from langnghe.matters import feed as the_feed
from langnghe.matters import reads, supporting
from langnghe.matters.models import Matter
from langnghe.matters.pages import asking, showing
from langnghe.matters.pages.support import COOKIE, path_of
from langnghe.matters.serials import format_serial, parse_serial
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, known_ward_by_slug, open_groups
from langnghe.shell.caching import public_for
from langnghe.shell.paging import page_of
from langnghe.teaching.reads import own_topics

BOARD_SECONDS, FEED_SECONDS = 30, 300
MOST_POINTS = 500
MOVED_FROM = "tu"
FILTERS = ("tim", "linh-vuc", "to", "tinh-trang", "nam")


@public
@require_safe
@public_for(BOARD_SECONDS)
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Released matters, newest first, narrowed by topic, group, state, year and words."""
    ward = ward_or_404(slug)
    groups = in_order(open_groups(ward))
    sought = asking.sought_by(request, groups)
    found = the_board.Found(ward, sought)
    page = page_of(found, request)
    points_url = reverse("matters:points", args=[slug]) + asking.kept(request, *FILTERS)
    context = {
        "ward": ward, "place": ward, "sought": sought, "page": page, "found": found,
        "lines": showing.lines_of(list(page.object_list), found.query if sought.is_worded else None),
        "best": asking.BEST,
        "chosen": asking.chosen(sought, groups), "unreleased": reads.unreleased(ward),
        "feed_url": reverse("matters:feed", args=[slug]) + asking.kept(request, "linh-vuc", "to"),
        "show": maps.showing(ward, points_url),
        "asked": {name.replace("-", "_"): request.GET.get(name, "") for name in (*FILTERS, "xep")},
        "topics": asking.topic_choices(own_topics(ward.id)),
        "states": asking.state_choices(), "years": reads.years(ward),
        "groups": [(asking.in_address(group), group) for group in groups],
        "overdue": asking.OVERDUE, "oldest": asking.OLDEST,
    }  # fmt: skip
    return render(request, "matters/board.html", context)


@public
@require_safe
@public_for(0)
def matter(request: HttpRequest, slug: str, serial: str) -> HttpResponse:
    """One matter: what it is about, what happened so far, what the ward owes and until when."""
    ward = ward_or_404(slug)
    found = reads.public_matter(ward, serial)
    if found is None:
        holder, query = holder_or_404(ward, serial), urlencode({MOVED_FROM: serial})
        return redirect(f"{reverse('matters:matter', args=[slug, holder.serial])}?{query}")
    return render(request, "matters/matter.html", context_of(request, ward, found))


def context_of(request: HttpRequest, ward: Ward, found: Matter) -> dict[str, object]:
    """Everything the page of a matter shows."""
    answers = reads.answers_of(found)
    token = cookies.read_also_old(request, COOKIE, path_of(ward.slug))
    return {
        "ward": ward, "place": ward, "matter": found, "line": showing.line_of(found),
        "steps": reads.steps(found, answers), "clock": reads.answer_clock(found),
        "photos": reads.photos_of(found), "promises": promises.tell(promises.of("matters", found.id)),
        "mine": bool(token) and supporting.has_supported(found, "browser", token.encode()),
        "told": request.GET.get("ghi", ""), "moved_from": _moved_from(ward, request.GET.get(MOVED_FROM, ""), found),
    }  # fmt: skip


def _moved_from(ward: Ward, serial: str, found: Matter) -> str:
    """The serial by which the reader asked for what this matter holds; empty for every other word in the address."""
    holder = reads.moved_to(ward, serial) if serial else None
    return format_serial(*parse_serial(serial)) if holder == found else ""


@public
@require_safe
@public_for(BOARD_SECONDS)
def points(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the found matters are, on the 50 m grid, for the map of the board: the newest 500 of them."""
    ward = ward_or_404(slug)
    sought = asking.sought_by(request, list(open_groups(ward)))
    found = the_board.Found(ward, sought, with_point=True)
    return JsonResponse({"points": [_point(ward, one) for one in found[:MOST_POINTS] if one.latitude]})


def _point(ward: Ward, one: Matter) -> dict[str, object]:
    kind = "late" if showing.is_late(one) else "kept" if one.state == "kept" else "open" if one.is_waiting else "plain"
    url = reverse("matters:matter", args=[ward.slug, one.serial])
    return {"at": [one.latitude, one.longitude], "title": one.title, "url": url, "kind": kind}


@public
@require_safe
@public_for(FEED_SECONDS)
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest matters as an Atom feed, narrowed by topic or group."""
    ward = ward_or_404(slug)
    sought = asking.sought_by(request, list(open_groups(ward)))
    found = the_board.Found(ward, the_board.Sought(topic=sought.topic, group_id=sought.group_id))
    query = asking.kept(request, "linh-vuc", "to")
    content = the_feed.atom(ward, found[: the_feed.MOST], address=settings.PUBLIC_ADDRESS, query=query)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def ward_or_404(slug: str) -> Ward:
    """The ward at a public address."""
    ward = known_ward_by_slug(slug)
    if ward is None:
        raise Http404
    return ward


def matter_or_404(ward: Ward, serial: str) -> Matter:
    """The public matter at an address of the ward."""
    found = reads.public_matter(ward, serial)
    if found is None:
        raise Http404
    return found


def holder_or_404(ward: Ward, serial: str) -> Matter:
    """The public matter that holds what once stood at an address of the ward.

    Whoever leads there does so for now only: matters that were joined can be taken apart again.
    """
    found = reads.moved_to(ward, serial)
    if found is None:
        raise Http404
    return found
