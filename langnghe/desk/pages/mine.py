"""The resident's home behind a receipt: every step so far, and what the sender can still do."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.desk import promises, steps
from langnghe.desk.pages.receipt import behind_receipt
from langnghe.desk.unsent import Unsent, photos_of
from langnghe.files import serving
from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.notices import reads as notices
from langnghe.notices import rules as notice_rules
from langnghe.notices.forms import LetterboxForm
from langnghe.opinions import additions, erasures, photos, proving, standing
from langnghe.opinions import reads as opinions
from langnghe.opinions.above import above
from langnghe.opinions.later_forms import AddForm, AnswerForm
from langnghe.opinions.models import Opinion, Question
from langnghe.opinions.pages import carried
from langnghe.retention import reads as retention


@public
@require_safe
@behind_receipt
def mine(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """Every step so far in plain words, and what can be done; of an erased opinion, that and when it was erased."""
    return page(request, opinion)


@public
@require_POST
@behind_receipt
def add(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """Say more, in words or photos."""
    pictures = _pictures(request, opinion)
    form = AddForm(request.POST, with_photos=bool(pictures.files))
    if _added(request, form, opinion, None, pictures):
        return _done(request, opinion, _("Đã ghi lời bà con nói thêm. Phường thấy ngay."))
    return page(request, opinion, unsent=Unsent("add", form, pictures.files), status=422)


@public
@require_POST
@behind_receipt
def answer(request: HttpRequest, opinion: Opinion, number: int) -> HttpResponse:
    """Answer the ward's question number `number` (1 is the first it asked), in words or photos."""
    asked = opinions.talk_of(opinion).questions
    if not 0 < number <= len(asked):
        raise Http404
    pictures = _pictures(request, opinion)
    form = AnswerForm(request.POST, prefix=f"q{number}", with_photos=bool(pictures.files))
    if _added(request, form, opinion, asked[number - 1], pictures):
        return _done(request, opinion, _("Đã gửi câu trả lời tới phường. Cảm ơn bà con."))
    return page(request, opinion, unsent=Unsent("answer", form, pictures.files, number), status=422)


def _pictures(request: HttpRequest, opinion: Opinion) -> carried.Carried:
    if not carried.any_in(request):
        return carried.Carried()
    return carried.take(request, opinion.ward, by=resident(opinion.ward_id).actor)


def _added(
    request: HttpRequest, form: AddForm, opinion: Opinion, asked: Question | None, pictures: carried.Carried
) -> bool:
    if pictures.problems or not form.is_valid():
        for problem in pictures.problems:
            form.add_error(None, problem)
        return False
    extra = additions.Extra(
        form.cleaned_data["words"], form.cleaned_data["token"] or "", asked.id if asked else None,
        tuple(pictures.files), carried.marks(request),
    )  # fmt: skip
    try:
        additions.add(opinion, extra, by=resident(opinion.ward_id).actor)
    except Refused as error:
        form.add_error(None, error.message)
        return False
    return True


@public
@require_safe
@behind_receipt
def photo(request: HttpRequest, opinion: Opinion, place: int, *, small: bool = False) -> HttpResponseBase:
    """A photo the sender sent, as it came; counted from 1."""
    found = next((picture for picture in photos.of(opinion) if picture.place == place), None)
    if found is None:
        raise Http404
    return serving.answer(request, found.file, small=small)


def _done(request: HttpRequest, opinion: Opinion, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("desk:mine", serial=opinion.serial)


def page(
    request: HttpRequest,
    opinion: Opinion,
    *,
    letter_form: LetterboxForm | None = None,
    unsent: Unsent | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with whatever form could not be accepted; of an erased opinion only that it was, and when."""
    if opinion.erased_at:
        context = {
            "opinion": opinion, "place": opinion.ward, "commitment": bytes(opinion.commitment).hex(" ", 4),
            "has_expired": erasures.has_expired(opinion),
        }  # fmt: skip
        return render(request, "desk/erased.html", context, status=status)
    talk = opinions.talk_of(opinion)
    context = {
        "opinion": opinion, "place": opinion.ward, "talk": talk, "is_open": standing.is_open(opinion),
        "steps": steps.resident_steps(opinion), "clocks": steps.clocks(opinion),
        "questions": _to_answer(talk, unsent),
        "mail_is_on": notice_rules.email_is_on(), "letter_form": letter_form or LetterboxForm(),
        "letterboxes": list(notices.standing(opinion.ward_id, ("opinions", opinion.id))),
        "was_refused": _was_refused(opinion), "above": above(opinion), "declined": erasures.last_decline(opinion),
        "pictures": photos.of(opinion), "ward": opinion.ward, "most": photos.MOST,
        "proof": proving.shown(opinion), "kept": retention.told(opinion.ward), **promises.of(opinion, unsent),
        "add_form": unsent.form if unsent and unsent.what == "add" else AddForm(initial={"token": new_token()}),
        "add_photos": photos_of(unsent, "add"),
    }  # fmt: skip
    return render(request, "desk/mine.html", context, status=status)


def _was_refused(opinion: Opinion) -> bool:
    """Whether the last address that was left takes no mail."""
    last = notices.latest(opinion.ward_id, ("opinions", opinion.id))
    return last is not None and last.end == "refused"


def _to_answer(talk: opinions.Talk, unsent: Unsent | None) -> list[dict[str, Any]]:
    refused = unsent.number if unsent and unsent.what == "answer" else 0
    return [
        {
            "number": number, "asked": asked, "at": f"-q{number}", "photos": photos_of(unsent, "answer", number),
            "form": unsent.form if unsent and number == refused else _answer_form(number),
        }
        for number, asked in enumerate(talk.questions, 1)
        if asked.answered_at is None or number == refused
    ]  # fmt: skip


def _answer_form(number: int) -> AnswerForm:
    return AnswerForm(prefix=f"q{number}", initial={"token": new_token()})
