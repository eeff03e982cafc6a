"""What an officer does with an opinion whose sender is still there: ask, say that new words were read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions import additions
from langnghe.opinions.later_forms import AskForm
from langnghe.opinions.pages import staff
from langnghe.people.acting import mandate_of


@officer("opinions.ask")
@require_POST
def ask(request: HttpRequest, serial: str) -> HttpResponse:
    """Ask the sender something."""
    found, form = staff.fetch(request, serial), AskForm(request.POST)
    if form.is_valid():
        try:
            additions.ask(found, form.cleaned_data["words"], by=mandate_of(request))
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã gửi câu hỏi. Người gửi thấy khi mở trang của phiếu."))
            return redirect("opinions:opinion", serial=found.serial)
    return staff.page(request, found, ask_form=form, status=422)


@officer("opinions.ask")
@require_POST
def read(request: HttpRequest, serial: str) -> HttpResponse:
    """New words of the sender have been read; the opinion leaves the list of those with new words."""
    found = staff.fetch(request, serial)
    additions.mark_read(found, by=mandate_of(request))
    return redirect("opinions:opinion", serial=found.serial)
