"""The page of an answer: write, choose a ready one, see it as the sender will, keep, submit, release."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from langnghe.answering import drafting, reads, releasing, rules
from langnghe.answering.forms import AnswerForm, ReturnForm, begin
from langnghe.answering.holding import written_of
from langnghe.answering.pages.parts import matter_url, opinions_of
from langnghe.answering.rules import Written
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.personal import KINDS, pieces
from langnghe.language.topics import name_of
from langnghe.matters.holding import version_of
from langnghe.matters.models import Answer, Matter
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

FILL, LOOK, MEND, KEEP, SUBMIT, RELEASE = "mau", "xem", "sua", "luu", "trinh", "tra-loi"


@officer("matters.work")
def draft(request: HttpRequest, serial: str) -> HttpResponse:
    """A matter's answer for who works on the matter; the draft there is, or a new one."""
    by = mandate_of(request)
    matter = reads.matter_for(by, serial)
    if matter is None:
        raise Http404
    deed = request.POST.get("lam", LOOK)
    if request.method != "POST":
        return _page(request, matter, _fresh(request, matter, by))
    form = _form(matter, request.POST, deed)
    if deed in (FILL, MEND):
        return _page(request, matter, form)
    if not form.is_valid():
        return _page(request, matter, form, status=422)
    try:
        if deed == LOOK:
            return _preview(request, matter, form)
        return _done(request, matter, form.written(), deed)
    except Refused as error:
        form.add_error(None, error.message)
        return _page(request, matter, form, status=422)


def _done(request: HttpRequest, matter: Matter, written: Written, deed: str) -> HttpResponse:
    by = mandate_of(request)
    if deed == RELEASE:
        answer = releasing.release(matter, written, by=by)
        messages.success(request, _released(matter, answer))
        return redirect(matter_url(matter))
    if deed == SUBMIT:
        drafting.submit(matter, written, by=by)
        messages.success(request, _("Đã gửi duyệt. Người duyệt thấy bản này trong «Chờ duyệt»."))
        return redirect(matter_url(matter))
    drafting.write(matter, written, by=by)
    messages.success(request, _("Đã lưu bản soạn. Chưa ai bên ngoài đọc được."))
    return redirect("answering:draft", serial=matter.serial)


def _released(matter: Matter, answer: Answer) -> str:
    if answer.kind == "handed_over":
        return _("Đã trả lời người gửi và lập phiếu chuyển. Việc còn mở cho tới khi bên kia nhận.")
    return _("Đã trả lời. Người gửi đọc được ngay trên trang phiếu của mình.")


def _fresh(request: HttpRequest, matter: Matter, by: Mandate) -> AnswerForm:
    known = reads.draft_of(matter)
    initial = begin(written_of(known) if known else None, matter_seen=version_of(matter), unit=by.post.unit.name)
    return AnswerForm(matter.ward, initial=initial)


def _form(matter: Matter, sent: Any, deed: str) -> AnswerForm:
    """The form as sent; with the words of the ready answer that was chosen, after what was typed already."""
    data = sent.copy()
    offered = reads.ready_answers(matter.ward, matter.topic) if deed == FILL else []
    if chosen := next((row for row in offered if str(row.id) == data.get("ready")), None):
        typed = data.get("words", "").strip()
        data["words"] = f"{typed}\n\n{chosen.words}" if typed else chosen.words
        data["kind"], data["reason"] = chosen.kind, chosen.reason
    form = AnswerForm(matter.ward, data)
    if deed in (FILL, MEND):
        # Shown again to be written on, not judged yet.
        form.is_bound, form.initial = False, {name: data.get(name, "") for name in form.fields}
        form.initial["share_words"], form.initial["checked"] = "share_words" in data, "checked" in data
    return form


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else wrote or did while this officer was writing."""

    name: str
    written: Written | None


def _page(request: HttpRequest, matter: Matter, form: AnswerForm, status: int = 200) -> HttpResponse:
    by = mandate_of(request)
    panel = reads.panel(matter, by)
    marked = _marked(form)
    if len(marked) < 2:
        form.fields["checked"].widget = form.fields["checked"].hidden_widget()
    context = {
        "matter": matter, "panel": panel, "form": form.shown(), "back_url": matter_url(matter),
        "topic": name_of(matter.topic),
        "meanwhile": _meanwhile(matter, panel, form), "marked": marked, "found": len(marked) > 1,
        "opinions": opinions_of(matter), "ready": reads.ready_answers(matter.ward, matter.topic),
        "return_form": ReturnForm(auto_id="dan_%s", initial={"seen": panel.draft.version if panel.draft else ""}),
        "promises": reads.promises_of(panel.draft) if panel.draft else [], "may_write": "write" in panel.verbs,
    }  # fmt: skip
    return render(request, "answering/draft.html", context, status=status)


def _meanwhile(matter: Matter, panel: reads.Panel, form: AnswerForm) -> Meanwhile | None:
    """When the form no longer fits what is there: what is there, beside what was typed, and the form fits again."""
    if not form.is_bound:
        return None
    now = str(panel.draft.version) if panel.draft else ""
    fits = form.data.get("draft_seen", "") == now and form.data.get("matter_seen") in ("", version_of(matter))
    data = form.data.copy()  # type: ignore[attr-defined]
    data["draft_seen"], data["matter_seen"] = now, version_of(matter)
    form.data = data
    if fits:
        return None
    other = panel.draft
    return Meanwhile(other.changed_by.officer.name if other else "", written_of(other) if other else None)


def _preview(request: HttpRequest, matter: Matter, form: AnswerForm) -> HttpResponse:
    """The answer as the sender will read it."""
    written, by = form.written().tidy(), mandate_of(request)
    rules.check_complete(written, local_today())
    after = rules.check_outcome(written.kind, matter.state, len(written.promises))
    receiver = Ward.objects.filter(id=written.to_ward).first() if written.to_ward else None
    answer = Answer(
        ward=matter.ward, matter=matter, kind=written.kind, words=written.words, reason=written.reason,
        body=receiver.name if receiver else written.body, answered_on=local_today(),
    )  # fmt: skip
    names = {str(doer.post_id): doer for doer in reads.doers(matter.ward)}
    marked = _marked(form)
    context = {
        "matter": matter, "answer": answer, "after": dict(Matter._meta.get_field("state").choices or [])[after],
        "promises": [(promised, names.get(str(promised.post_id))) for promised in written.promises],
        "panel": reads.panel(matter, by), "marked": marked, "found": len(marked) > 1, "written": written,
        "sent": [(name, value) for name in form.fields for value in form.data.getlist(name)],  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "answering/preview.html", context)


def _marked(form: AnswerForm) -> list[tuple[str, str]]:
    """The words with what looks like personal data told apart."""
    names = ("words", *(f"promise_{number}_words" for number in range(1, rules.MOST_PROMISES + 1)))
    text = "\n".join(str(form[name].value() or "") for name in names)
    return [(str(KINDS[kind]) if kind else "", piece) for kind, piece in pieces(text)]
