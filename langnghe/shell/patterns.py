"""The patterns page: every part in every state, drawn by the real templates."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from langnghe.kernel.clock import now
from langnghe.kernel.doors import public
from langnghe.shell.navigation import Link


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Bác tên gì"), help_text=gettext_lazy("Không muốn nói tên cũng được."), required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Bác muốn nói điều gì"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Viết như nói chuyện. Không ai sửa lời của bác."),
        error_messages={"required": gettext_lazy("Bác viết giúp vài chữ, ngắn cũng được.")},
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Bác ở tổ nào"), choices=[("", gettext_lazy("Chọn tổ")), ("3", "3"), ("7", "7")]
    )
    door = forms.ChoiceField(
        label=gettext_lazy("Muốn nghe trả lời bằng cách nào"),
        widget=forms.RadioSelect,
        choices=[("paper", gettext_lazy("Tờ giấy mang tới nhà")), ("phone", gettext_lazy("Gọi điện thoại"))],
        error_messages={"required": gettext_lazy("Bác chọn giúp một cách.")},
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Chuyện về việc gì"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("light", gettext_lazy("Đèn đường")), ("water", gettext_lazy("Nước ngập"))],
    )
    public = forms.BooleanField(
        label=gettext_lazy("Cho phường đăng lời của tôi"),
        required=False,
        help_text=gettext_lazy("Tên, số nhà, số điện thoại được che trước khi đăng."),
    )
    day = forms.DateField(
        label=gettext_lazy("Xảy ra ngày nào"), required=False, widget=forms.DateInput({"type": "date"})
    )
    photo = forms.FileField(label=gettext_lazy("Ảnh chụp"), required=False)


@public
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """All parts of the look on one page, for those who build and those who judge."""
    return render(request, "shell/patterns.html", _samples())


def _samples() -> dict[str, Any]:
    wrong = Sample({"name": "Bà Tư", "day": "2026-02-30"}, prefix="sai")
    return {
        "form": Sample(prefix="mau"),
        "wrong": wrong,
        "moment": now(),
        "due": _days(7),
        "pages": Paginator(range(250), 25).get_page(4),
        "tabs": [_tab(_("Chờ trả lời"), 12, True), _tab(_("Đã hẹn ngày"), 5, False), _tab(_("Trễ hẹn"), 0, False)],
        "badges": [("good", _("Đã giữ lời")), ("warn", _("Sắp tới hẹn")), ("bad", _("Trễ hẹn")), ("info", _("Mới"))],
        "kinds": [("info", _("Nên biết")), ("good", _("Đã xong")), ("warn", _("Cần để ý")), ("bad", _("Có việc hỏng"))],
        "rows": [("Tổ 3", 186, 12), ("Tổ 7", 1204, 0), ("Tổ 10", 97, 3)],
    }


def _days(number: int) -> datetime:
    return now() + timedelta(days=number)


def _tab(label: str, count: int, here: bool) -> Link:
    return Link(label, "/mau/", here, count)
