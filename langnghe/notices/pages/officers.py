"""An officer's own mail of the morning: where to, at which hour, or none."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.notices import mornings, rules
from langnghe.notices.forms import MorningForm
from langnghe.notices.models import MorningMail
from langnghe.notices.reads import standing
from langnghe.people.acting import mandate_of


@officer("account.own")
def morning(request: HttpRequest) -> HttpResponse:
    """Choose the hour and the address; nobody else ever sees it."""
    person = mandate_of(request).officer
    chosen = MorningMail.objects.filter(ward=person.ward_id, officer=person).first()
    form = MorningForm(request.POST or None, initial={"hour": str(chosen.hour) if chosen else ""})
    if form.is_bound and form.is_valid():
        hour = form.cleaned_data["hour"]
        try:
            mornings.choose(person, int(hour) if hour else None, form.cleaned_data["address"])
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã ghi.") if hour else _("Đã thôi gửi. Địa chỉ thư đã xóa."))
            return redirect("notices:morning")
    boxes = standing(person.ward_id, mornings.subject_of(person))
    context = {"form": form, "boxes": boxes, "mail_is_on": rules.email_is_on()}
    return render(request, "notices/morning.html", context, status=422 if form.errors else 200)
