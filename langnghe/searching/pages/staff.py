"""The abbreviations by which a ward finds words: its own, and those that come with the program."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.people.acting import mandate_of
from langnghe.places.models import Ward
from langnghe.searching import actions, reads
from langnghe.searching.abbreviations import built_in
from langnghe.searching.forms import AbbreviationForm
from langnghe.searching.models import Abbreviation


@officer(actions.CAPABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def abbreviations(request: HttpRequest) -> HttpResponse:
    """All of them; posted to, one more."""
    ward, form = mandate_of(request).ward, AbbreviationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.add(ward, **form.cleaned_data, by=mandate_of(request))
            messages.success(request, _("Tìm «%(short)s» nay thấy cả «%(long)s».") % _named(kept))
            return redirect("searching:abbreviations")
        except Refused as error:
            form.add_error(None, error.message)
    context = {"form": form, **_lists(ward)}
    return render(request, "searching/abbreviations.html", context, status=422 if form.errors else 200)


@officer(actions.CAPABILITY)
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Use a built-in one no more."""
    try:
        kept = actions.drop(mandate_of(request).ward, request.POST.get("chu", "")[:200], by=mandate_of(request))
        messages.success(request, _("Tìm «%(short)s» không còn thấy «%(long)s».") % _named(kept))
    except Refused as error:
        messages.error(request, error.message)
    return redirect("searching:abbreviations")


@officer(actions.CAPABILITY)
@require_POST
def take_back(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Remove one the ward added, or use a built-in one again."""
    row = get_object_or_404(Abbreviation, ward=mandate_of(request).ward, id=row_id)
    actions.take_back(row, by=mandate_of(request))
    messages.success(request, _("Đã bỏ khỏi danh sách của phường."))
    return redirect("searching:abbreviations")


def _named(row: Any) -> dict[str, str]:
    return {"short": row.short, "long": row.long}


def _lists(ward: Ward) -> dict[str, Any]:
    own = reads.own_abbreviations(ward)
    dropped = {row.key for row in own if row.dropped}
    groups = [(group.name, [pair for pair in group.pairs if pair.key not in dropped]) for group in built_in()]
    return {
        "own": [row for row in own if not row.dropped], "dropped": [row for row in own if row.dropped],
        "groups": groups,
    }  # fmt: skip
