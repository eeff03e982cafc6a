"""Confirming and contesting from the page behind the receipt."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from langnghe.commitments import hearing
from langnghe.commitments.forms import ContestForm
from langnghe.desk.pages import mine
from langnghe.desk.pages.receipt import behind_receipt
from langnghe.desk.promises import voice_of
from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.matters.reads import matter_of
from langnghe.opinions import standing
from langnghe.opinions.models import Opinion


@public
@require_POST
@behind_receipt
def say(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """ "Done indeed" or "not done", to a promise about the matter that this opinion belongs to."""
    matter = matter_of(opinion)
    if matter is None:
        raise Http404
    try:
        standing.check_open(opinion)
        by = resident(opinion.ward_id)
        told = hearing.hear(("matters", matter.id), request.POST, voice_of(opinion), by=by)
    except Refused as error:
        number = _number(request)
        form = ContestForm(request.POST, auto_id=f"hua{number}_%s")
        form.add_error(None, error.message)
        return mine.page(request, opinion, contest=(number, form), status=422)
    messages.success(request, told)
    return redirect("desk:mine", serial=opinion.serial)


def _number(request: HttpRequest) -> int:
    text = request.POST.get("promise", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
