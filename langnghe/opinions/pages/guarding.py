"""What an officer does about a guard: mark, open to the unit, say whom it is about, pass on with a printed slip."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions import guarding, reads, visibility
from langnghe.opinions.guard_forms import PassOnForm
from langnghe.opinions.models import Opinion
from langnghe.opinions.pages import staff
from langnghe.opinions.pages.guard_part import name_form
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate


@officer("opinions.read")
@require_POST
def mark(request: HttpRequest, serial: str) -> HttpResponse:
    """Sort it with one click: a crime report, about an officer, or neither."""
    found, kind = staff.fetch(request, serial), request.POST.get("loai", "")
    return _do(request, found, lambda by: guarding.mark(found, kind, by=by), str(_MARKED.get(kind, "")))


@officer("opinions.read")
@require_POST
def release(request: HttpRequest, serial: str) -> HttpResponse:
    """Let the unit see a complaint."""
    found = staff.fetch(request, serial)
    said = _("Đã mở cho đơn vị cùng xử lý. Cán bộ được nói đến vẫn không thấy ý kiến này.")
    return _do(request, found, lambda by: guarding.release(found, by=by), said)


@officer("opinions.read")
@require_POST
def name(request: HttpRequest, serial: str) -> HttpResponse:
    """Add an officer whom the opinion speaks about."""
    found, by = staff.fetch(request, serial), mandate_of(request)
    form = name_form(found, by, visibility.named_in(found), request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("opinions:opinion", serial=found.serial)
    chosen = form.cleaned_data["officer"]
    said = _("Đã ghi. %(name)s không mở được ý kiến này nữa.") % {"name": chosen.name}
    return _do(request, found, lambda by: guarding.name_officer(found, chosen, by=by), said)


@officer("opinions.read")
@require_POST
def unname(request: HttpRequest, serial: str) -> HttpResponse:
    """Take an officer off: the name in the words was somebody else's."""
    found = staff.fetch(request, serial)
    chosen = next((one for one in visibility.named_in(found) if str(one.id) == request.POST.get("can-bo")), None)
    if chosen is None:
        return redirect("opinions:opinion", serial=found.serial)
    said = _("Đã bỏ %(name)s khỏi danh sách được nói đến.") % {"name": chosen.name}
    return _do(request, found, lambda by: guarding.unname_officer(found, chosen, by=by), said)


@officer("opinions.read")
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, serial: str) -> HttpResponse:
    """Pass it on, then print the slip; the page keeps every earlier passing on."""
    found, by = staff.fetch(request, serial), mandate_of(request)
    form = PassOnForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            guarding.pass_on(found, form.cleaned_data["to"], by=by)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã ghi là chuyển đi. Xin in phiếu, ký và giao tận tay."))
            return redirect("opinions:pass_on", serial=found.serial)
    passed = [step for step in reads.guard_steps(found) if step.step.what == "passed_on"]
    may = bool(found.guard) and guarding.may_pass_on(found, by)
    context = {
        "opinion": found, "form": form, "passed": passed if may else [], "talk": reads.talk_of(found), "may": may,
    }  # fmt: skip
    return render(request, "opinions/pass_on.html", context, status=422 if form.is_bound else 200)


def _do(request: HttpRequest, found: Opinion, act: Callable[[Mandate], object], said: str) -> HttpResponse:
    """One step and where it leads: back to the opinion, or to the list when it is now for others to read."""
    by = mandate_of(request)
    try:
        act(by)
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    still = reads.opinion_for(by, found.serial) is not None
    return redirect("opinions:opinion", serial=found.serial) if still else redirect("opinions:index")


_MARKED = {
    "crime": gettext_lazy("Đã giữ kín như tin báo về tội phạm: chỉ trưởng Công an và trực ban đọc được."),
    "conduct": gettext_lazy("Đã giữ kín vì nói về cán bộ: Mặt trận và chủ tịch đọc trước."),
    "none": gettext_lazy("Đã xếp lại."),
}
