"""What a resident meets: the form and the receipt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.opinions import actions
from langnghe.opinions.forms import OpinionForm
from langnghe.opinions.pages import receipt_page
from langnghe.places.models import Ward
from langnghe.places.reads import open_ward_by_slug


@public
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; after sending, the receipt in the same answer (a resend shows the same receipt again)."""
    ward = _ward(slug)
    if request.method != "POST":
        return _form(request, ward, OpinionForm(ward, initial={"token": new_token()}))
    form = OpinionForm(ward, request.POST)
    if not form.is_valid():
        return _form(request, ward, form, status=422)
    try:
        received = actions.receive(ward, form.submission(), channel="web", by=resident(ward.id).actor)
    except Refused as error:
        form.add_error(None, error.message)
        return _form(request, ward, form, status=422)
    return HttpResponse(receipt_page.filled(request, ward, received))


def _ward(slug: str) -> Ward:
    ward = open_ward_by_slug(slug)
    if ward is None:
        raise Http404
    return ward


def _form(request: HttpRequest, ward: Ward, form: OpinionForm, status: int = 200) -> HttpResponse:
    return render(request, "opinions/send.html", {"ward": ward, "place": ward, "form": form}, status=status)
