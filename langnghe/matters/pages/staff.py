"""Putting on the board what residents said, and looking at it as everybody will before that."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.personal import KINDS, pieces
from langnghe.language.topics import name_of
from langnghe.matters import actions, reads, rules
from langnghe.matters.forms import ReleaseForm, from_matter, from_opinion
from langnghe.matters.models import Matter
from langnghe.matters.suggesting import topic_for
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of
from langnghe.shell.way_back import a_list


@officer("matters.release")
@require_safe
@a_list(gettext_lazy("Chờ đăng lên bảng"))
def index(request: HttpRequest) -> HttpResponse:
    """What residents allow to be published and nobody has released yet, oldest first; how many wait too long."""
    mandate = mandate_of(request)
    waiting = reads.unreleased_of(opinions.in_scope(mandate))
    page = page_of(waiting.select_related("ward", "group").order_by("id"), request)
    context = {"page": page, "late": reads.unreleased(mandate.ward), "board_slug": mandate.ward.slug}  # fmt: skip
    return render(request, "matters/index.html", context)


@officer("matters.release")
def release(request: HttpRequest, serial: str) -> HttpResponse:
    """Write what the public will read of an opinion; see it as people outside will; then put it on the board."""
    opinion = opinions.opinion_for(mandate_of(request), serial)
    if opinion is None:
        raise Http404
    known = reads.matter_of(opinion)
    if known is not None and known.is_public:
        return redirect("workspace:matter", serial=known.serial)
    rules.check_source(opinion, reads.may_be_public(opinion))
    topic = (known.topic if known else "") or opinion.topic
    initial = from_opinion(opinion, topic)
    form = ReleaseForm(opinion.ward, opinion, reads.photos_to_choose(opinion), request.POST or None, initial=initial)
    if offered := topic_for(opinion.ward_id, opinion.words, topic, opinion.guard):
        form.suggest(offered)
    return _written(request, form, opinion, known)


@officer("matters.release")
def revise(request: HttpRequest, serial: str) -> HttpResponse:
    """Change the public words of a matter, or put it on the board again."""
    found = _fetch(request, serial)
    if found.source is not None:
        rules.check_source(found.source, reads.may_be_public(found.source))
    photos = reads.photos_to_choose(found.source) if found.source else []
    form = ReleaseForm(
        found.ward, found.source, photos, request.POST or None, initial=from_matter(found, reads.photos_of(found))
    )
    return _written(request, form, found.source, found)


def _written(request: HttpRequest, form: ReleaseForm, opinion: Opinion | None, matter: Matter | None) -> HttpResponse:
    """The form; once filled in rightly the preview; released, the page of the matter."""
    if request.method != "POST" or request.POST.get("lam") == "sua" or not form.is_valid():
        wrong = form.is_bound and request.POST.get("lam") != "sua"
        return _form(request, form, opinion, matter, status=422 if wrong else 200)
    draft = form.draft().tidy()
    try:
        rules.check_draft(draft, opinion)
        if request.POST.get("lam") == "dang":
            return redirect("workspace:matter", serial=_released(request, draft, opinion, matter).serial)
    except Refused as error:
        form.add_error(None, error.message)
        return _form(request, form, opinion, matter, status=422)
    return _preview(request, form, draft, opinion, matter)


def _released(request: HttpRequest, draft: rules.Draft, opinion: Opinion | None, matter: Matter | None) -> Matter:
    if matter is not None and (matter.released_at or opinion is None):
        return actions.revise(matter, draft, by=mandate_of(request))
    assert opinion is not None
    return actions.release_opinion(opinion, draft, by=mandate_of(request))


def _form(
    request: HttpRequest, form: ReleaseForm, opinion: Opinion | None, matter: Matter | None, status: int
) -> HttpResponse:
    text = f"{form['title'].value() or ''}\n{form['text'].value() or ''}\n{form['place'].value() or ''}"
    marked = [(str(KINDS[kind]) if kind else "", piece) for kind, piece in pieces(text)]
    context = {"form": form, "opinion": opinion, "matter": matter, "marked": marked, "found": len(marked) > 1}
    if not context["found"]:
        form.fields["checked"].widget = form.fields["checked"].hidden_widget()
    return render(request, "matters/release.html", context, status=status)


def _preview(
    request: HttpRequest, form: ReleaseForm, draft: rules.Draft, opinion: Opinion | None, matter: Matter | None
) -> HttpResponse:
    photos = [photo for photo in reads.photos_to_choose(opinion) if photo.id in draft.photos] if opinion else []
    groups = dict(form.fields["group"].choices)  # type: ignore[attr-defined]
    context = {
        "form": form, "draft": draft, "opinion": opinion, "matter": matter, "photos": photos,
        "topic": name_of(draft.topic), "group": groups.get(str(draft.group_id), "") if draft.group_id else "",
        "sent": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
    }  # fmt: skip
    return render(request, "matters/preview.html", context)


def _fetch(request: HttpRequest, serial: str) -> Matter:
    found = reads.matter_for(mandate_of(request), serial)
    if found is None:
        raise Http404
    return found
