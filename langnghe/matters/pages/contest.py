"""Somebody without a receipt says that a promise is not done: words or a photo, which the Front looks at."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from langnghe.commitments import hearing
from langnghe.commitments import reads as promises
from langnghe.commitments.forms import StrangerContestForm
from langnghe.commitments.rules import Stranger
from langnghe.files.models import File
from langnghe.kernel import cookies
from langnghe.kernel.actors import Bearer, resident
from langnghe.kernel.doors import public
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.matters.models import Matter
from langnghe.matters.pages.public import matter_or_404, ward_or_404
from langnghe.opinions.pages import carried
from langnghe.opinions.photos import MOST
from langnghe.places.models import Ward

# Says that it is the same browser, for one contest each; it is sent to these pages only and kept hashed.
COOKIE = "chua-xong"
DAYS = 60


@public
@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: HttpRequest, slug: str, serial: str, number: int) -> HttpResponse:
    """The form; what is sent goes to the Front, and reopens the work when two people outside the unit agree."""
    ward = ward_or_404(slug)
    matter = matter_or_404(ward, serial)
    card = next((card for card in promises.of("matters", matter.id) if card.commitment.number == number), None)
    if card is None:
        raise Http404
    path = reverse("matters:contest", args=[slug, matter.serial, number])
    token = cookies.read_also_old(request, COOKIE, path)[:200] or new_token()
    if request.method != "POST":
        return _page(request, ward, matter, card, StrangerContestForm(), said=_said_before(request, card))
    form, by = StrangerContestForm(request.POST), resident(ward.id)
    pictures = carried.take(request, ward, by=by.actor)
    try:
        messages.success(request, _heard(request, matter, Stranger(token.encode()), pictures, by))
    except Refused as error:
        form.add_error(None, error.message)
        return _page(request, ward, matter, card, form, photos=pictures.files, status=422)
    answer = redirect("matters:matter", slug=slug, serial=matter.serial)
    cookies.give(answer, COOKIE, token, path=path, seconds=DAYS * 24 * 3600)
    return answer


def _heard(request: HttpRequest, matter: Matter, voice: Stranger, pictures: carried.Carried, by: Bearer) -> str:
    """What to tell them. Refused with the first thing that is wrong; photos without a contest go after a day."""
    if pictures.problems:
        raise Refused(" ".join(pictures.problems))
    sent = {name: request.POST.get(name, "") for name in ("promise", "claim", "words")} | {"say": hearing.CONTEST}
    return hearing.hear(("matters", matter.id), sent, voice, photos=pictures.files, by=by)


def _said_before(request: HttpRequest, card: promises.Card) -> bool:
    """Whether this browser contested the claim that stands; told before anybody writes it all again."""
    token = cookies.read_also_old(request, COOKIE, request.path)[:200]
    return promises.say(card, Stranger(token.encode())).has_contested


def _page(
    request: HttpRequest,
    ward: Ward,
    matter: Matter,
    card: promises.Card,
    form: StrangerContestForm,
    *,
    photos: Sequence[File] = (),
    said: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "ward": ward, "place": ward, "matter": matter, "card": card, "form": form, "promises": promises.tell([card]),
        "may": promises.say(card, Stranger(b"")).may_contest, "photos": photos, "most": MOST,
        "said": said,
    }  # fmt: skip
    return render(request, "matters/contest.html", context, status=status)
