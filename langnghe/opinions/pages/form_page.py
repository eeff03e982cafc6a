"""The form as a page: empty, again with what is wrong, or under a preview. Photos it carries are shown, not lost."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.language.search import search_form
from langnghe.language.suggested import can_suggest
from langnghe.language.topics import is_private, name_of
from langnghe.maps.pages import picking
from langnghe.opinions import rules, tokens
from langnghe.opinions.forms import OpinionForm
from langnghe.opinions.guarding import judge_sent
from langnghe.opinions.pages import guessing
from langnghe.opinions.pages.carried import Carried
from langnghe.places.models import Ward

NOTHING = Carried()


def empty(request: HttpRequest, ward: Ward) -> HttpResponse:
    """A new form."""
    return _page(request, ward, OpinionForm(ward, initial={"token": tokens.issue()}))


def filled(request: HttpRequest, ward: Ward, fields: dict[str, Any], pictures: Carried) -> HttpResponse:
    """The form as it travelled over the map, with the point that was picked."""
    form = OpinionForm(ward, initial=fields)
    return _page(request, ward, form, pictures=pictures, at=(fields["latitude"], fields["longitude"]))


def again(request: HttpRequest, ward: Ward, message: str = "", pictures: Carried = NOTHING) -> HttpResponse:
    """The form as it was sent, with what is wrong."""
    form = OpinionForm(ward, request.POST)
    form.refuse(message)
    return _page(request, ward, form, pictures=pictures, status=422)


def preview(request: HttpRequest, ward: Ward, sent: rules.Submission, pictures: Carried = NOTHING) -> HttpResponse:
    """The form as it was sent, under what people outside would see of it. Nothing is kept but photos, for a day."""
    words = rules.check_words(sent.words)
    guard = judge_sent(ward, sent, words, search_form(words))
    offered = guessing.offered(ward, sent, guard, request.POST.get("topic_asked", ""))
    form = OpinionForm(ward, guessing.taken(request.POST, offered))
    topic = offered.code if offered else sent.topic
    if offered:
        form.ask(offered)
    group = dict(form.fields["group"].choices).get(str(sent.group_id), "")  # type: ignore[attr-defined]
    shown = {
        "shown": rules.shown_outside(sent, guard), "ticked": guard.reason == "sender", "words": words,
        "topic": name_of(topic), "group": group, "private": is_private(topic), "photos": pictures.files,
        "asks": offered,
    }  # fmt: skip
    return _page(request, ward, form, pictures=pictures, preview=shown)


def _page(
    request: HttpRequest, ward: Ward, form: OpinionForm, *, pictures: Carried = NOTHING, status: int = 200,
    at: tuple[str, str] | None = None, preview: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    for problem in pictures.problems:
        form.add_error(None, problem)
    latitude, longitude = at or (request.POST.get("latitude", ""), request.POST.get("longitude", ""))
    context = {
        "ward": ward, "place": ward, "form": form, "preview": preview, "photos": pictures.files,
        "open_place": form.opened["place"] or latitude, "most": rules.MAX_PHOTOS,
        "guesses": can_suggest(), "pick": picking.part(ward, latitude, longitude),
    }  # fmt: skip
    return render(request, "opinions/send.html", context, status=status)
