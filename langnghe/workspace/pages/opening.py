"""Taking an opinion up, on its own page: as a new matter, or into one that is about the same thing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.matters import actions, suggesting, working
from langnghe.matters import reads as matters
from langnghe.opinions.models import Opinion
from langnghe.opinions.pages import staff
from langnghe.people.acting import mandate_of
from langnghe.workspace import reads
from langnghe.workspace.forms import NumberForm, TakeUpForm


@officer("matters.work")
@require_POST
def take_up(request: HttpRequest, serial: str) -> HttpResponse:
    """Open a matter for an opinion."""
    found = staff.fetch(request, serial)
    posts = suggesting.posts(found.ward)
    form = TakeUpForm(found.ward_id, posts, request.POST, auto_id="nhan_%s")
    if not form.is_valid():
        return staff.page(request, found, refused=form, status=422)
    post = next((post for post in posts if str(post.id) == form.cleaned_data["post"]), None)
    try:
        matter = working.take_up(found, topic=form.cleaned_data["topic"], post=post, by=mandate_of(request))
    except Refused as error:
        form.add_error(None, error.message)
        return staff.page(request, found, refused=form, status=422)
    messages.success(request, _("Đã nhận thành việc %(serial)s. Người gửi thấy bước này.") % {"serial": matter.serial})
    return redirect("workspace:matter", serial=matter.serial)


@officer("matters.work")
@require_POST
def join(request: HttpRequest, serial: str) -> HttpResponse:
    """Let an opinion belong to a matter there is."""
    found, form = staff.fetch(request, serial), NumberForm(request.POST, auto_id="nhap_%s")
    if form.is_valid():
        try:
            joined = _join(request, found, form.cleaned_data["number"])
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã nhập vào việc %(serial)s. Người gửi thấy bước này.") % {"serial": joined})
            return redirect("workspace:matter", serial=joined)
    return staff.page(request, found, refused=form, status=422)


def _join(request: HttpRequest, found: Opinion, number: str) -> str:
    by = mandate_of(request)
    matter = reads.matter_for(matters.in_scope(by), number)
    if matter is None:
        raise Refused(_("Không tìm thấy số việc này trong phần việc của nhiệm vụ hiện tại. Xin xem lại."))
    actions.join(matter, found, by=by)
    return matter.serial
