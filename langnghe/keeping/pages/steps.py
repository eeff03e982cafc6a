"""What an officer does about a promise: each button one verb of commitments, then back to its page."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.commitments import actions, voices
from langnghe.commitments.models import Commitment
from langnghe.keeping.finding import Opened
from langnghe.keeping.forms import ClaimForm, GiveUpForm, MoveForm, SetAsideForm
from langnghe.keeping.pages.promise import fetch, page
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions.pages import carried
from langnghe.people.acting import mandate_of

Done = Callable[[], str]


@officer("commitments.claim")
@require_POST
def claim(request: HttpRequest, serial: str, number: int) -> HttpResponse:
    """Say that it is done, with words or photos."""
    opened, by = fetch(request, serial, number), mandate_of(request)
    form = ClaimForm(request.POST, auto_id="xong_%s")
    pictures = carried.take(request, opened.matter.ward, by=by.actor)

    def do() -> str:
        if pictures.problems:
            raise Refused(" ".join(pictures.problems))
        row = _seen(opened, form)
        actions.claim(row, words=form.cleaned_data["words"], photos=pictures.files, by=by)
        return _("Đã báo xong. Người gửi được mời xem và trả lời trong 30 ngày.")

    return _done(request, opened, "claim_form", form, do, pictures)


@officer("commitments.release")
@require_POST
def move(request: HttpRequest, serial: str, number: int) -> HttpResponse:
    """Move the promised day, with a reason everybody reads."""
    opened, form = fetch(request, serial, number), MoveForm(request.POST, auto_id="doi_%s")

    def do() -> str:
        data = form.cleaned_data
        actions.move(_seen(opened, form), to=data["to"], reason=data["reason"], by=mandate_of(request))
        return _("Đã dời ngày hẹn. Ngày cũ vẫn hiện cho mọi người.")

    return _done(request, opened, "move_form", form, do)


@officer("commitments.release")
@require_POST
def give_up(request: HttpRequest, serial: str, number: int) -> HttpResponse:
    """Say in public that it will not be done."""
    opened, form = fetch(request, serial, number), GiveUpForm(request.POST, auto_id="thoi_%s")

    def do() -> str:
        actions.give_up(_seen(opened, form), reason=form.cleaned_data["reason"], by=mandate_of(request))
        return _("Đã báo không thực hiện. Lý do hiện cho mọi người.")

    return _done(request, opened, "give_up_form", form, do)


@officer("commitments.confirm")
@require_POST
def confirm(request: HttpRequest, serial: str, number: int) -> HttpResponse:
    """Confirm from outside the unit."""
    opened = fetch(request, serial, number)

    def do() -> str:
        voices.confirm(opened.card.commitment, claim=_claim(request), by=mandate_of(request))
        return _("Đã ghi lời xác nhận.")

    return _done(request, opened, "step_form", forms.Form(request.POST), do)


@officer("commitments.confirm")
@require_POST
def uphold(request: HttpRequest, serial: str, number: int) -> HttpResponse:
    """Agree with the contest that waits."""
    opened = fetch(request, serial, number)

    def do() -> str:
        voices.uphold(opened.card.commitment, by=mandate_of(request))
        return _("Đã ghi đồng ý với lời phản đối. Hai người ngoài đơn vị đồng ý thì việc được mở lại.")

    return _done(request, opened, "step_form", forms.Form(request.POST), do)


@officer("commitments.confirm")
@require_POST
def set_aside(request: HttpRequest, serial: str, number: int) -> HttpResponse:
    """Do not accept the contests that wait."""
    opened, form = fetch(request, serial, number), SetAsideForm(request.POST, auto_id="khong_%s")

    def do() -> str:
        voices.set_aside(opened.card.commitment, reason=form.cleaned_data["reason"], by=mandate_of(request))
        return _("Đã trả lời lời phản đối. Lý do hiện cho mọi người.")

    return _done(request, opened, "set_aside_form", form, do)


def _seen(opened: Opened, form: forms.Form) -> Commitment:
    """The row as the page showed it, so that nobody decides over a step they have not seen."""
    row = opened.card.commitment
    row.version = form.cleaned_data["seen"]
    return row


def _claim(request: HttpRequest) -> int | None:
    number = request.POST.get("claim", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None


def _done(
    request: HttpRequest,
    opened: Opened,
    name: str,
    form: forms.Form,
    do: Done,
    pictures: carried.Carried | None = None,
) -> HttpResponse:
    """Do it and come back; refused, the page with what was typed and why not."""
    serial, number = opened.matter.serial, opened.card.commitment.number
    if form.is_valid():
        try:
            messages.success(request, do())
        except Refused as error:
            form.add_error(None, error.message)
        else:
            return redirect("keeping:promise", serial=serial, number=number)
    again, photos = fetch(request, serial, number), pictures.files if pictures else ()
    return page(request, again, {name: form}, photos=photos, status=422)
