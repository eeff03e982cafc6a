"""The officer's first page: what is on the list today."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langnghe.desk import reads
from langnghe.intake import reads as intake
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.opinions import erasures
from langnghe.opinions import reads as opinions
from langnghe.people.acting import mandate_of
from langnghe.places.reads import open_groups
from langnghe.shell.paging import page_of

CALLS = 5


@officer("account.own")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The officer's list, newest first, with a search and a group to narrow it; other roles get their own links."""
    mandate = mandate_of(request)
    sought = opinions.Sought(
        query=request.GET.get("tim", "")[:200],
        group_id=_uuid(request.GET.get("to", "")),
        fresh=bool(request.GET.get("moi")),
    )
    calls = list(intake.call_backs(mandate)[: CALLS + 1]) if mandate.may("opinions.take") else []
    context = {
        "calls": calls[:CALLS],
        "more_calls": len(calls) > CALLS,
        "today": local_today(),
        "sought": sought,
        "groups": open_groups(mandate.ward),
        "first_steps": reads.first_steps(mandate),
        "erasures": erasures.waiting(mandate).count() if mandate.may("opinions.erase") else 0,
        "last_resort": opinions.last_resort(mandate).count() if mandate.may("opinions.conduct_last") else 0,
        "new_words": opinions.with_new_words(mandate),
        "page": page_of(opinions.listed(mandate, sought), request) if mandate.may("opinions.list") else None,
    }
    return render(request, "desk/home.html", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
