"""What an officer sees of one opinion."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions import reads
from langnghe.opinions.forms import OpenContactForm
from langnghe.opinions.models import Opinion
from langnghe.people.acting import mandate_of
from langnghe.people.contacts import open_contact


@officer("opinions.read")
def opinion(request: HttpRequest, serial: str) -> HttpResponse:
    """The words, where they are about, and what the sender allows."""
    return _page(request, _fetch(request, serial), OpenContactForm())


@officer("contacts.open")
@require_POST
def contact(request: HttpRequest, serial: str) -> HttpResponse:
    """Open the sealed contact for a stated reason; shown once, never stored in the page's address or cache."""
    found, form = _fetch(request, serial), OpenContactForm(request.POST)
    if found.contact is None:
        return redirect("opinions:opinion", serial=found.serial)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        opened = open_contact(found.contact, form.cleaned_data["reason"], by=mandate_of(request))
    except Refused as error:
        form.add_error(None, error.message)
        return _page(request, found, form, status=422)
    return _page(request, found, form, opened=opened)


def _page(
    request: HttpRequest, found: Opinion, form: OpenContactForm, *, opened: str = "", status: int = 200
) -> HttpResponse:
    may_open = mandate_of(request).may("contacts.open")
    context = {"opinion": found, "contact_form": form, "may_open": may_open, "opened": opened}
    return render(request, "opinions/opinion.html", context, status=status)


def _fetch(request: HttpRequest, serial: str) -> Opinion:
    found = reads.opinion_for(mandate_of(request), serial)
    if found is None:
        raise Http404
    return found
