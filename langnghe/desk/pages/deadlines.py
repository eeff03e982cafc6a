"""How long the ward gives itself: every deadline with its source, a new value, and what it would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from langnghe.deadlines import actions, reads, rules
from langnghe.deadlines.defaults import DEFAULTS
from langnghe.deadlines.forms import DeadlineForm
from langnghe.deadlines.models import WardDeadline
from langnghe.deadlines.rules import STEPS, Deadline, Step
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.topics import TOPICS, name_of
from langnghe.matters import clocks
from langnghe.matters.clocks import Foreseen
from langnghe.people.acting import mandate_of
from langnghe.retention import reads as retention


@dataclass(frozen=True)
class Shown:
    """One value on the page: for which topic, whether it counts today, and the ward's row behind it."""

    deadline: Deadline
    topic: str
    stands: str
    row: WardDeadline | None = None


@officer("deadlines.manage")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every step with its values, the ward's own and the product's, and which count today."""
    mandate = mandate_of(request)
    rows = reads.own_rows(mandate.ward)
    known = [*DEFAULTS, *(row.deadline for row in rows)]
    steps = [(step, _values(step, rows, known)) for step in STEPS.values()]
    return render(request, "desk/deadlines.html", {"steps": steps, "today": local_today()})


@officer("deadlines.manage")
def add(request: HttpRequest) -> HttpResponse:
    """A new value: first what it changes, then, confirmed, it counts."""
    mandate, form = mandate_of(request), DeadlineForm(request.POST or None, initial=_initial(request))
    if not form.is_bound or not form.is_valid():
        return _form(request, form)
    try:
        draft = rules.tidy(form.draft, local_today())
        if request.POST.get("sure"):
            actions.set_deadline(mandate.ward, draft, by=mandate)
            messages.success(request, _said(_("Đã đặt."), STEPS[draft.step]))
            return redirect("desk:deadlines")
    except Refused as error:
        form.add_error(None, error.message)
        return _form(request, form)
    step = STEPS[draft.step]
    foreseen = clocks.foresee(mandate.ward, [draft.deadline]) if draft.step == "answer" else None
    going = retention.would_go(mandate.ward, draft.step, besides=[draft.deadline]) if step.keeps else None
    return _form(request, form, draft=draft, foreseen=foreseen, going=going, topic=_topic(draft.topic), step=step)


@officer("deadlines.manage")
def take_back(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Take a value back: first what that changes."""
    mandate = mandate_of(request)
    row = WardDeadline.objects.select_related("ward__successor").filter(ward=mandate.ward_id, id=row_id).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.take_back(row, by=mandate)
        messages.success(request, _said(_("Đã bỏ."), STEPS[row.step]))
        return redirect("desk:deadlines")
    step = STEPS[row.step]
    foreseen = clocks.foresee(mandate.ward, without=[row]) if row.step == "answer" else None
    going = retention.would_go(mandate.ward, row.step, without=[row.deadline]) if step.keeps else None
    context = {"row": row, "foreseen": foreseen, "going": going, "topic": _topic(row.topic), "step": step}
    return render(request, "desk/deadline_back.html", context)


def _said(done: str, step: Step) -> str:
    """What was done, and what comes of it."""
    if step.keeps:
        return " ".join([done, _("Điều gì tới lượt xóa, xem ở trang «Lưu giữ».")])
    return " ".join([done, _("Ngày hẹn của các việc đang chạy được tính lại ngay.")])


def _values(step: Step, rows: list[WardDeadline], known: list[Deadline]) -> list[Shown]:
    today = local_today()
    own = [Shown(row.deadline, _topic(row.topic), _stands(row.deadline, known, today), row) for row in rows
           if row.step == step.code]  # fmt: skip
    ours = [Shown(one, _topic(one.topic), _stands(one, known, today)) for one in DEFAULTS if one.step == step.code]
    order = ["", *TOPICS]
    return sorted([*own, *ours], key=lambda one: (order.index(one.deadline.topic), not one.deadline.own))


def _stands(one: Deadline, known: list[Deadline], today: date) -> str:
    """Whether a value counts for what begins today: `now`, `later`, or `before` (another one counts)."""
    if one.valid_from > today:
        return "later"
    return "now" if rules.in_force(known, one.step, one.topic, today) == one else "before"


def _topic(code: str) -> str:
    return str(name_of(code)) if code in TOPICS else _("Mọi lĩnh vực")


def _initial(request: HttpRequest) -> dict[str, Any]:
    return {"valid_from": local_today(), "step": request.GET.get("viec", "answer"), "topic": request.GET.get("lv", "")}


def _form(
    request: HttpRequest, form: DeadlineForm, foreseen: Foreseen | None = None, **context: Any
) -> HttpResponse:  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    context |= {"form": form, "foreseen": foreseen}
    return render(request, "desk/deadline_form.html", context, status=status)
