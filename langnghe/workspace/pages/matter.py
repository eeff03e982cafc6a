"""The page of one matter, and what every button of it comes back to."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langnghe.answering.reads import panel
from langnghe.kernel.doors import officer
from langnghe.language.suggested import Suggestion
from langnghe.language.topics import name_of
from langnghe.matters import reads as matters
from langnghe.matters import suggesting
from langnghe.matters.forms import TakeBackForm
from langnghe.matters.holding import version_of
from langnghe.matters.models import Matter
from langnghe.matters.pages.showing import line_of
from langnghe.opinions.models import Opinion
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate
from langnghe.workspace import reads
from langnghe.workspace.forms import AskOneForm, NoteForm, NumberForm, PostForm, TopicForm, of_post, of_topic
from langnghe.workspace.joined import Joined, page_asked


@dataclass(frozen=True)
class Refusal:
    """A form that could not be accepted: where on the page it stands, and for which opinion."""

    name: str
    form: forms.Form
    opinion: Opinion | None = None


@officer("matters.work")
@require_safe
def matter(request: HttpRequest, serial: str) -> HttpResponse:
    """The joined opinions side by side, the public view beside them, and everything one may do about the matter."""
    return page(request, fetch(request, serial))


def fetch(request: HttpRequest, serial: str) -> Matter:
    """The matter behind the serial, for this mandate; else not found."""
    found = reads.matter_for(matters.in_scope(mandate_of(request)), serial)
    if found is None:
        raise Http404
    return found


def page(request: HttpRequest, found: Matter, refused: Refusal | None = None, *, status: int = 200) -> HttpResponse:
    """The page; `refused`: with what was typed still in its form, and the sentence that says why not."""
    by = mandate_of(request)
    joined = Joined(found, _sought(request))
    shown = page_asked(joined, request, refused.opinion if refused else None)
    place = reads.workplace(found, by, matters.in_scope(by), joined, shown)
    context = {
        "panel": None if found.state in ("joined", "empty", "left") else panel(found, by),
        "workplace": place, "matter": found, "seen": version_of(found), "line": line_of(found), "refused": refused,
        "undo_topic": _undo_topic(place), "offered": _offered(place),
        "may_release": by.may("matters.release"), "may_open": by.may("contacts.open"),
        "may_cover": by.may("opinions.cover"), "may_cover_evidence": by.may("commitments.release"),
        **_forms(place, by, refused), "asked_about": _asked_about(refused),
    }  # fmt: skip
    return render(request, "workspace/matter.html", context, status=status)


def _forms(place: reads.Workplace, by: Mandate, refused: Refusal | None) -> dict[str, Any]:
    found, posts = place.matter, suggesting.posts(place.matter.ward)
    settled = found.post is not None or found.state not in ("open", "asked")
    suggested = None if settled else suggesting.post_for(posts, found.group_id, found.topic, place.guard)
    made: dict[str, forms.Form] = {
        "topic_form": TopicForm(found.ward_id, initial=of_topic(found), auto_id="linh-vuc_%s"),
        "post_form": PostForm(posts, initial=of_post(found, suggested), suggested=suggested, auto_id="giao_%s"),
        "note_form": NoteForm(auto_id="ghi-chu_%s"),
        "ask_form": AskOneForm(auto_id="hoi_%s"),
        "number_form": NumberForm(auto_id="nhap_%s"),
        "take_back_form": TakeBackForm(auto_id="rut_%s"),
    }
    return made | ({refused.name: refused.form} if refused else {})


def _asked_about(refused: Refusal | None) -> str:
    return refused.opinion.serial if refused and refused.opinion else ""


def _sought(request: HttpRequest) -> str:
    """What is looked for among the joined opinions; after a refused form all of them stand there again."""
    return request.GET.get("tim", "") if request.method != "POST" else ""


def _offered(place: reads.Workplace) -> Suggestion | None:
    """The topic that the first words suggest, for a matter that has none and may get one."""
    if place.matter.topic or not place.sides or not place.may("retopic"):
        return None
    return suggesting.topic_for(place.matter.ward_id, place.sides[0].opinion.words, "", place.guard)


def _undo_topic(place: reads.Workplace) -> dict[str, str] | None:
    """What the topic was before the last change, for the button that takes it back."""
    before, now = place.history.topics or ("", "")
    if place.history.topics is None or now != place.matter.topic:
        return None
    return {"code": before, "name": name_of(before)}
