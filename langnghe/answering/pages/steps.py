"""Steps about a draft beside writing it, and the list of what waits to be released."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from langnghe.answering import drafting, reads
from langnghe.answering.forms import ReturnForm
from langnghe.answering.pages.parts import matter_url
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.matters.models import Matter
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of
from langnghe.shell.way_back import a_list


@officer("answers.release")
@require_safe
@a_list(gettext_lazy("Chờ duyệt"))
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this mandate to release it, longest waiting first."""
    context = {"page": page_of(reads.waiting(mandate_of(request)), request)}
    return render(request, "answering/waiting.html", context)


@officer("matters.work")
@require_POST
def recall(request: HttpRequest, serial: str) -> HttpResponse:
    """Take a submitted draft back."""
    seen, by = request.POST.get("seen", ""), mandate_of(request)
    told = _("Đã lấy lại. Sửa xong xin gửi duyệt lần nữa.")
    return _take(request, serial, lambda matter: drafting.recall(matter, seen=seen, by=by), told, stay=True)


@officer("matters.work")
@require_POST
def drop(request: HttpRequest, serial: str) -> HttpResponse:
    """Drop the draft."""
    seen, by = request.POST.get("seen", ""), mandate_of(request)
    return _take(request, serial, lambda matter: drafting.drop(matter, seen=seen, by=by), _("Đã bỏ bản soạn."))


@officer("answers.release")
@require_POST
def send_back(request: HttpRequest, serial: str) -> HttpResponse:
    """Return a draft for change, with words; without any, the page says what is missing."""
    form, by = ReturnForm(request.POST), mandate_of(request)
    if not form.is_valid():
        messages.error(request, _("Xin ghi cần sửa chỗ nào, để người soạn biết."))
        return redirect("answering:draft", serial=serial)
    data = form.cleaned_data
    told = _("Đã trả lại để sửa, kèm lời dặn.")
    return _take(request, serial, lambda m: drafting.send_back(m, words=data["words"], seen=data["seen"], by=by), told)


def _take(
    request: HttpRequest, serial: str, step: Callable[[Matter], object], told: str, *, stay: bool = False
) -> HttpResponse:
    matter = reads.matter_for(mandate_of(request), serial)
    if matter is None:
        raise Http404
    try:
        step(matter)
    except Refused as error:
        messages.error(request, error.message)
        return redirect("answering:draft", serial=serial)
    messages.success(request, told)
    return redirect("answering:draft", serial=serial) if stay else redirect(matter_url(matter))
