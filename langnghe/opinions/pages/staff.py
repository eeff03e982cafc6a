"""What an officer sees of one opinion."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.maps import reads as maps
from langnghe.opinions import erasures, leaving, photos, reads, standing
from langnghe.opinions.forms import OpenContactForm
from langnghe.opinions.later_forms import AskForm
from langnghe.opinions.models import Opinion
from langnghe.opinions.pages import beside
from langnghe.opinions.pages.guard_part import part_of
from langnghe.opinions.visibility import may_be_public
from langnghe.people.acting import mandate_of
from langnghe.people.contacts import open_contact
from langnghe.people.models import Mandate
from langnghe.people.rules import acts_for


@officer("opinions.read")
def opinion(request: HttpRequest, serial: str) -> HttpResponse:
    """The words, where they are about, and what the sender allows."""
    return page(request, fetch(request, serial), OpenContactForm())


@officer("contacts.open")
@require_POST
def contact(request: HttpRequest, serial: str) -> HttpResponse:
    """Open the sealed contact for a stated reason; shown once, never stored in the page's address or cache."""
    found, form = fetch(request, serial), OpenContactForm(request.POST)
    if found.contact is None:
        return redirect("opinions:opinion", serial=found.serial)
    if not form.is_valid():
        return page(request, found, form, status=422)
    try:
        opened = open_contact(found.contact, form.cleaned_data["reason"], by=mandate_of(request))
    except Refused as error:
        form.add_error(None, error.message)
        return page(request, found, form, status=422)
    return page(request, found, form, opened=opened)


def page(
    request: HttpRequest,
    found: Opinion,
    form: OpenContactForm | None = None,
    *,
    opened: str = "",
    ask_form: AskForm | None = None,
    refused: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The officer's page of one opinion; of an erased one only that it was. `refused`: a form of a part beside."""
    by = mandate_of(request)
    context = {
        "opinion": found, "contact_form": form or OpenContactForm(), "may_open": by.may("contacts.open"),
        "opened": opened, "photos": photos.of(found), "may_cover": by.may("opinions.cover"),
        "point": maps.point(by.ward, found.latitude, found.longitude),
        "guard": part_of(found, by), "may_release": by.may("matters.release") and may_be_public(found),
        "beside": [] if found.erased_at else beside.drawn(request, found, refused), **_talk(found, by, ask_form),
    }  # fmt: skip
    name = "opinions/erased.html" if found.erased_at else "opinions/opinion.html"
    return render(request, name, context, status=status)


def _talk(found: Opinion, by: Mandate, ask_form: AskForm | None) -> dict[str, Any]:
    """What was said after the opinion, and what may be asked."""
    return {
        "talk": reads.talk_of(found),
        "may_ask": by.may("opinions.ask") and acts_for(by, found.ward_id) and standing.is_open(found),
        "may_erase": leaving.may_erase(found, by),
        "ask_form": ask_form or AskForm(),
        "erasure": erasures.clock_of(found) if found.erasure_asked_at else None,
        "declined": erasures.last_decline(found),
    }


def fetch(request: HttpRequest, serial: str) -> Opinion:
    """The opinion behind the serial, for this mandate; else not found."""
    found = reads.opinion_for(mandate_of(request), serial)
    if found is None:
        raise Http404
    return found
