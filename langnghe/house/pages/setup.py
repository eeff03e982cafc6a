"""The first-run wizard: console code, ward, first officer. Answers wait in the session; one step writes them all."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from langnghe.house.actions import FirstRun, set_up
from langnghe.house.forms import AdministratorForm, CodeForm, ProvinceForm, WardForm, provinces
from langnghe.kernel.actors import Actor
from langnghe.kernel.doors import setup
from langnghe.kernel.refused import Refused
from langnghe.places.models import Commune

ALLOWED, ANSWERS = "setup", "setup_ward"


@setup
def code(request: HttpRequest) -> HttpResponse:
    """Step 1: the code from the console."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[ALLOWED] = True
        return redirect("house:setup_ward")
    return _page(request, 1, form)


@setup
def ward(request: HttpRequest) -> HttpResponse:
    """Step 2: province, then ward, its code, its address, the origin of its log."""
    if not request.session.get(ALLOWED):
        return redirect("house:setup")
    province, names = request.GET.get("province", ""), dict(provinces())
    if province not in names or not province:
        return _page(request, 2, ProvinceForm(), method="get")
    form = WardForm(province, request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[ANSWERS] = form.cleaned_data
        return redirect("house:setup_administrator")
    return _page(request, 2, form, province=names[province])


@setup
def administrator(request: HttpRequest) -> HttpResponse:
    """Step 3: the first officer; then everything is written at once and the officer is signed in."""
    answers = request.session.get(ANSWERS)
    if not request.session.get(ALLOWED) or not answers:
        return redirect("house:setup")
    form = AdministratorForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, 3, form)
    try:
        mandate = set_up(_asked(answers, form.cleaned_data), by=Actor("system"))
    except Refused as error:
        form.add_error(None, error.message)
        return _page(request, 3, form)
    request.session.flush()
    record_authentication(request, mandate.officer, method="password", reauthenticated=True)
    get_adapter().login(request, mandate.officer)
    done = _("%(ward)s đã mở. Còn cách đăng nhập của anh chị, rồi tới trang làm việc.")
    messages.success(request, done % {"ward": mandate.ward.name})
    return redirect("people:second_step")


def _asked(answers: dict[str, Any], person: dict[str, Any]) -> FirstRun:
    commune = Commune.objects.select_related("province").get(code=answers["commune"], in_force_to=None)
    return FirstRun(
        commune=commune, code=answers["code"], slug=answers["slug"], log_origin=answers["log_origin"],
        name=person["name"], username=person["username"], password=person["password"],
    )  # fmt: skip


def _page(request: HttpRequest, step: int, form: Any, method: str = "post", province: str = "") -> HttpResponse:
    title, lead, button = _words(step)
    context = {
        "form": form, "step": step, "method": method, "title": title, "lead": lead, "button": button,
        "province": province, "first_run": True,
    }  # fmt: skip
    return render(request, "house/setup.html", context, status=422 if form.is_bound else 200)


def _words(step: int) -> tuple[str, str, str]:
    if step == 1:
        return (
            _("Chào mừng đến với Lắng Nghe"),
            _("Máy này chưa có phường nào. Ba bước ngắn là dùng được."),
            _("Bắt đầu"),
        )
    if step == 2:
        return (
            _("Phường của mình"),
            _("Chọn đúng đơn vị theo danh mục hiện hành. Mã ngắn và tên gốc của sổ chỉ đặt một lần."),
            _("Tiếp tục"),
        )
    return (
        _("Người quản trị đầu tiên"),
        _("Người này thêm các cán bộ khác. Bước sau sẽ thêm khóa đăng nhập hoặc mã 6 số."),
        _("Mở phường"),
    )
