"""The first-run wizard's questions."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from langnghe.kernel import setup_code
from langnghe.kernel.folding import fold
from langnghe.kernel.sorting import key
from langnghe.people.models import Officer
from langnghe.places.models import Commune, Province


class CodeForm(forms.Form):
    """The code from the console."""

    code = forms.CharField(
        label=_("Mã thiết lập"),
        help_text=_("In ra trên màn hình của máy chủ khi chạy bin/run. Gồm 12 ký tự."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        if not setup_code.matches(self.cleaned_data["code"]):
            raise forms.ValidationError(_("Mã chưa đúng. Xin xem lại dòng «Mã thiết lập» trên màn hình máy chủ."))
        return str(self.cleaned_data["code"])


def provinces() -> list[tuple[str, str]]:
    """The provinces in force, by name."""
    found = Province.objects.filter(in_force_to=None)
    return [("", str(_("Chọn tỉnh, thành phố")))] + [
        (province.code, province.name) for province in sorted(found, key=lambda one: key(one.name))
    ]


def communes(province_code: str) -> list[tuple[str, str]]:
    """The communes in force of one province, by name."""
    found = Commune.objects.filter(in_force_to=None, province__code=province_code, province__in_force_to=None)
    return [("", str(_("Chọn phường, xã, đặc khu")))] + [
        (one.code, str(one)) for one in sorted(found, key=lambda one: (key(one.name), one.kind))
    ]


class ProvinceForm(forms.Form):
    """Which province."""

    province = forms.ChoiceField(label=_("Tỉnh, thành phố"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].choices = provinces()  # type: ignore[attr-defined]


class WardForm(forms.Form):
    """Which ward, under which code and address, and the name of its log, which can never change."""

    commune = forms.ChoiceField(label=_("Phường, xã, đặc khu"))
    code = forms.RegexField(
        label=_("Mã ngắn in trên phiếu"),
        help_text=_("2 đến 4 chữ cái không dấu, ví dụ DH. Mọi số phiếu bắt đầu bằng mã này; không đổi được về sau."),
        regex=r"^[A-Za-z]{2,4}$",
        error_messages={"invalid": _("Mã gồm 2 đến 4 chữ cái không dấu, ví dụ DH.")},
    )
    slug = forms.SlugField(
        label=_("Tên trong địa chỉ trang"),
        help_text=_("Chữ thường không dấu, nối bằng gạch ngang, ví dụ dien-hong."),
        max_length=60,
        required=False,
    )
    log_origin = forms.RegexField(
        label=_("Tên gốc của sổ công khai"),
        help_text=_(
            "Tên miền của phường rồi tên phường, ví dụ dienhong.gialai.gov.vn/so. "
            "Mọi bằng chứng sau này mang tên này: hỏi một lần, không bao giờ đổi được."
        ),
        regex=r"^[a-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)+$",
        max_length=200,
        error_messages={"invalid": _("Viết như một địa chỉ không có https://, ví dụ dienhong.gialai.gov.vn/so.")},
    )

    def __init__(self, province_code: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.province_code = province_code
        self.fields["commune"].choices = communes(province_code)  # type: ignore[attr-defined]

    def chosen(self) -> Commune:
        """The commune that was chosen."""
        return Commune.objects.select_related("province").get(code=self.cleaned_data["commune"], in_force_to=None)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()

    def clean(self) -> dict[str, Any]:
        """Without an address, the ward's own name makes one."""
        data = super().clean() or {}
        if not data.get("slug") and data.get("commune"):
            data["slug"] = slugify(fold(self.chosen().name))
        return data


class AdministratorForm(forms.Form):
    """The first officer: runs the system, appoints the others."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.RegexField(
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu và số, ví dụ hanh.do."),
        regex=r"^[a-zA-Z0-9][a-zA-Z0-9._-]{1,38}$",
        error_messages={"invalid": _("Chỉ dùng chữ không dấu, số, dấu chấm, gạch ngang; ít nhất 2 ký tự.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        help_text=_("Ít nhất 10 ký tự; một câu dễ nhớ là tốt nhất."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        """The password must stand the usual checks."""
        data = super().clean() or {}
        if data.get("password"):
            officer = Officer(username=data.get("username", ""), name=data.get("name", ""))
            try:
                validate_password(data["password"], officer)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
