"""News by e-mail, asked for on the page behind a receipt."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.desk.pages import mine
from langnghe.desk.pages.receipt import behind_receipt
from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.notices import actions, reads
from langnghe.notices.forms import LetterboxForm
from langnghe.opinions import standing
from langnghe.opinions.models import Opinion


@public
@require_POST
@behind_receipt
def ask(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """Leave an address; a mail asks whether it is right."""
    form = LetterboxForm(request.POST)
    if not _asked(form, opinion):
        return mine.page(request, opinion, letter_form=form, status=422)
    messages.success(request, _("Đã gửi thư xác nhận. Mở thư đó và bấm nút trong vòng 3 ngày thì mới nhận được tin."))
    return redirect("desk:mine", serial=opinion.serial)


def _asked(form: LetterboxForm, opinion: Opinion) -> bool:
    if not form.is_valid():
        return False
    subject, spoken = ("opinions", opinion.id), (get_language() or "vi")[:2]
    try:
        standing.check_open(opinion)
        _check_not_waiting(opinion)
        by = resident(opinion.ward_id).actor
        actions.ask(opinion.ward, subject, form.cleaned_data["address"], language=spoken, by=by)
    except Refused as error:
        form.add_error("address", error.message)
        return False
    return True


def _check_not_waiting(opinion: Opinion) -> None:
    """Refused while it waits in a flood: else whoever floods us has us write to strangers."""
    if opinion.quarantined_at:
        raise Refused(_("Nhiều lời gửi cùng lúc nên ý kiến còn chờ cán bộ xem. Xin để lại địa chỉ thư sau."))


@public
@require_POST
@behind_receipt
def stop(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """No more mails; the address is destroyed."""
    for letterbox in reads.standing(opinion.ward_id, ("opinions", opinion.id)):
        actions.stop(letterbox, by=resident(opinion.ward_id).actor)
    messages.success(request, _("Đã thôi gửi thư. Địa chỉ thư đã xóa."))
    return redirect("desk:mine", serial=opinion.serial)
