"""All opinions of an officer's work, with a search."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import officer
from langnghe.opinions import lists, reads
from langnghe.people.acting import mandate_of
from langnghe.places.reads import open_groups
from langnghe.searching.snippets import snippet
from langnghe.shell.paging import page_of
from langnghe.shell.way_back import a_list

BEST, LONGEST, SHOWN = "sat-nhat", 200, 160


@officer("opinions.list")
@require_safe
@a_list(gettext_lazy("Danh sách"))
def index(request: HttpRequest) -> HttpResponse:
    """The list, newest first, with a search and a group to narrow it."""
    mandate = mandate_of(request)
    sought = lists.Sought(
        query=" ".join(request.GET.get("tim", "").replace("\0", "").split())[:LONGEST],
        best_first=request.GET.get("xep") == BEST,
        group_id=_uuid(request.GET.get("to", "")),
        fresh=bool(request.GET.get("moi")),
    )
    listed = lists.listed(mandate, sought)
    page = page_of(listed.rows, request)
    query = listed.found.query if listed.found else None
    context = {
        "lines": [(one, snippet(one.words, query) if query else short(one.words)) for one in page.object_list],
        "found": listed.found,
        "best": BEST,
        "sought": sought,
        "groups": open_groups(mandate.ward),
        "new_words": reads.with_unread_words(mandate).count(),
        "page": page,
    }
    return render(request, "opinions/list.html", context)


def short(words: str) -> str:
    """The beginning of some words."""
    return str(Truncator(words).chars(SHOWN))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
