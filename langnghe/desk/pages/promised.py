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
from langnghe.desk.unsent import Unsent
from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.matters.reads import matter_of
from langnghe.opinions import standing
from langnghe.opinions.models import Opinion
from langnghe.opinions.pages import carried

DIGITS = 5


@public
@require_POST
@behind_receipt
def say(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """ "Done indeed" or "not done", in words and photos, to a promise about the matter that this opinion belongs to."""
    matter = matter_of(opinion)
    if matter is None:
        raise Http404
    by = resident(opinion.ward_id)
    pictures = carried.take(request, opinion.ward, by=by.actor)
    try:
        if pictures.problems:
            raise Refused(" ".join(pictures.problems))
        standing.check_open(opinion)
        about, voice = ("matters", matter.id), voice_of(opinion)
        told = hearing.hear(about, request.POST, voice, photos=pictures.files, by=by)
    except Refused as error:
        return _again(request, opinion, pictures, error)
    messages.success(request, told)
    return redirect("desk:mine", serial=opinion.serial)


def _again(request: HttpRequest, opinion: Opinion, pictures: carried.Carried, error: Refused) -> HttpResponse:
    """The page with what was said, and on top of it what is wrong: the promise may stand far below, or be gone."""
    text = request.POST.get("promise", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else 0
    form = ContestForm(request.POST, auto_id=f"hua{number}_%s")
    form.add_error(None, error.message)
    what = hearing.CONFIRM if request.POST.get("say") == hearing.CONFIRM else hearing.CONTEST
    messages.error(request, error.message)
    return mine.page(request, opinion, unsent=Unsent(what, form, pictures.files, number), status=422)
