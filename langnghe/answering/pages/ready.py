"""Ready answers: add, change, retire, each seen as the sender will read it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.answering import reads, setting
from langnghe.answering.forms import ReadyForm, of_ready
from langnghe.answering.models import ReadyAnswer
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.topics import name_of
from langnghe.people.acting import mandate_of


@officer("deadlines.manage")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All ready answers in use, by topic."""
    groups: dict[str, list[ReadyAnswer]] = {}
    for row in reads.ready_answers(mandate_of(request).ward):
        groups.setdefault(name_of(row.topic) or _("Mọi lĩnh vực"), []).append(row)
    return render(request, "answering/ready_answers.html", {"groups": groups})


@officer("deadlines.manage")
def add(request: HttpRequest) -> HttpResponse:
    """A new one."""
    return _written(request, ReadyForm(request.POST or None), None)


@officer("deadlines.manage")
def change(request: HttpRequest, ready_id: UUID) -> HttpResponse:
    """Change one."""
    row = _fetch(request, ready_id)
    return _written(request, ReadyForm(request.POST or None, initial=of_ready(row)), row)


@officer("deadlines.manage")
@require_POST
def retire(request: HttpRequest, ready_id: UUID) -> HttpResponse:
    """Offer it no more."""
    row = _fetch(request, ready_id)
    setting.retire_ready(row, by=mandate_of(request))
    messages.success(request, _("Đã thôi dùng «%(name)s». Lời đã trả lời bằng câu này vẫn còn.") % {"name": row.name})
    return redirect("answering:ready_answers")


def _written(request: HttpRequest, form: ReadyForm, row: ReadyAnswer | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        by = mandate_of(request)
        try:
            kept = setting.write_ready(by.ward, **form.cleaned_data, changes=row, by=by)
            messages.success(request, _("Đã lưu câu mẫu «%(name)s».") % {"name": kept.name})
            return redirect("answering:ready_answers")
        except Refused as error:
            form.add_error(None, error.message)
            _let_it_fit(form, row)
    context = {"form": form, "row": row, "title": row.name if row else _("Thêm câu trả lời mẫu")}
    return render(request, "answering/ready.html", context, status=422 if form.errors else 200)


def _let_it_fit(form: ReadyForm, row: ReadyAnswer | None) -> None:
    """After somebody else's change the officer's words stay, and saving again is meant."""
    if row is not None:
        data = form.data.copy()  # type: ignore[attr-defined]
        data["seen"] = str(row.version)
        form.data = data


def _fetch(request: HttpRequest, ready_id: UUID) -> ReadyAnswer:
    row = reads.ready_answer(mandate_of(request).ward, ready_id)
    if row is None or row.retired_at is not None:
        raise Http404
    return row
