"""What the machine learnt from officers: versions with figures, one click back, learning now; the own subtopics."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.lessons import FOLDS
from langnghe.language.topics import name_of
from langnghe.people.acting import mandate_of
from langnghe.places.models import Ward
from langnghe.places.reads import reach
from langnghe.shell.paging import page_of
from langnghe.teaching import actions, reads
from langnghe.teaching.models import Subtopic, Version
from langnghe.training.forms import SubtopicForm
from langnghe.training.scheduling import ENOUGH
from langnghe.training.showing import shown

PARTS = FOLDS + 1


@officer(actions.CAPABILITY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is in force, what is being learnt, and every version."""
    ward = mandate_of(request).ward
    page = page_of(reads.versions(ward), request)
    chosen = reads.chosen_id(ward.id)
    lines = [shown(version, chosen) for version in page.object_list]
    newest = next((line for line in lines if line.here), None) or next(iter(lines), None)
    context = {
        "page": page, "lines": lines, "chosen": chosen, "newest": newest, "choosing": reads.choosing(ward.id),
        "counted": reads.counted(reach(ward), reads.last_asked(ward.id)), "enough": ENOUGH, **_running(ward),
        **_before(ward),
    }  # fmt: skip
    return render(request, "training/index.html", context)


def _running(ward: Ward) -> dict[str, Any]:
    running = reads.running(ward)
    return {"running": running, "parts": PARTS, "done": min(running.turn, PARTS) if running else 0}


def _before(ward: Ward) -> dict[str, Any]:
    can, version = reads.previous(ward)
    return {"can_go_back": can, "before": version}


@officer(actions.CAPABILITY)
@require_POST
def learn(request: HttpRequest) -> HttpResponse:
    """Learn now."""
    return _do(request, lambda ward: actions.ask(ward, "asked", by=mandate_of(request)), _("Máy bắt đầu học lại."))


@officer(actions.CAPABILITY)
@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Sort by what was in force before the last choice; pressed again it is undone."""

    def do(ward: Ward) -> object:
        can, version = reads.previous(ward)
        if not can:
            raise Refused(_("Không còn bản nào trước bản này."))
        return actions.choose(ward, version, by=mandate_of(request))

    return _do(request, do, _("Đã quay lại bản trước. Bấm lần nữa là về bản vừa rồi."))


@officer(actions.CAPABILITY)
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Sort by one version; none named: by what all wards share."""

    def do(ward: Ward) -> object:
        number = request.POST.get("ban", "")
        version = None
        if number not in ("", "0"):
            wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
            version = get_object_or_404(Version, ward=ward, number=wanted)
        return actions.choose(ward, version, by=mandate_of(request))

    return _do(request, do, _("Từ giờ máy gợi ý theo bản vừa chọn."))


@officer(actions.CAPABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def subtopics(request: HttpRequest) -> HttpResponse:
    """The ward's own subtopics; posted to, one more."""
    ward, form = mandate_of(request).ward, SubtopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_subtopic(ward, form.wanted(), by=mandate_of(request))
            messages.success(request, _("Đã thêm «%(name)s». Cán bộ và bà con chọn được ngay.") % {"name": added.name})
            return redirect("training:subtopics")
        except Refused as error:
            form.add_error(None, error.message)
    known = reads.subtopics(ward)
    sentences = reads.sentences_of(known)
    lines = [(one, name_of(one.parent), sentences.get(one.id, [])) for one in known]
    return render(
        request, "training/subtopics.html", {"form": form, "lines": lines}, status=422 if form.errors else 200
    )


@officer(actions.CAPABILITY)
@require_POST
def close(request: HttpRequest, subtopic_id: UUID) -> HttpResponse:
    """Offer a subtopic no more."""
    found = get_object_or_404(Subtopic, ward=mandate_of(request).ward, id=subtopic_id)
    actions.close_subtopic(found, by=mandate_of(request))
    said = _("Đã đóng «%(name)s». Việc đã xếp vào đó vẫn giữ nguyên, chỉ không chọn thêm được.") % {"name": found.name}
    messages.success(request, said)
    return redirect("training:subtopics")


@officer(actions.CAPABILITY)
@require_POST
def reopen(request: HttpRequest, subtopic_id: UUID) -> HttpResponse:
    """Offer it again."""
    found = get_object_or_404(Subtopic, ward=mandate_of(request).ward, id=subtopic_id)
    try:
        actions.reopen_subtopic(found, by=mandate_of(request))
        messages.success(request, _("«%(name)s» chọn lại được.") % {"name": found.name})
    except Refused as error:
        messages.error(request, error.message)
    return redirect("training:subtopics")


def _do(request: HttpRequest, do: Any, said: str) -> HttpResponse:
    try:
        do(mandate_of(request).ward)
        messages.success(request, said)
    except Refused as error:
        messages.error(request, error.message)
    return redirect("training:index")
