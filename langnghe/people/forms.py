"""What officers type: slips, passwords, officers, posts, mandates, hand-overs."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordOnlyForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.clock import local_today
from langnghe.people import access, reads, tokens
from langnghe.people.models import Officer, Post
from langnghe.places.models import ResidentialGroup, Ward


class SignIn(LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], _("Tên đăng nhập"), autocapitalize="none", spellcheck="false")
        _plain(self.fields["password"], _("Mật khẩu"))


class PasswordAgain(PasswordOnlyForm):
    """The password, before changing how one signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], _("Mật khẩu"))


def _plain(field: forms.Field, label: Any, **attributes: str) -> None:
    """A label above the box says enough: no placeholder that repeats it."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class _OnceOnly:
    """A code opens once. allauth remembers it for 30 s, but with tolerance it would be good for 90 s."""

    user: Officer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Mã"))  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"code-used:{self.user.pk}:{normalize_user_code(code)}", True, timeout=120):
            raise get_adapter().validation_error("incorrect_code")
        return code


class OneTimeCode(_OnceOnly, AuthenticateForm):
    """The code from the phone, at sign-in."""


class OneTimeCodeAgain(_OnceOnly, ReauthenticateForm):
    """The code from the phone, before changing how one signs in."""


class SlipForm(forms.Form):
    """Name and one-time code from the printed slip."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Mã trên phiếu"),
        help_text=_("16 ký tự, gõ hoa hay thường đều được, có gạch hay không cũng được."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "code", "spellcheck": "false"}),
    )


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        help_text=_("Ít nhất 10 ký tự; không ghép từ tên mình, tên phường hay năm sinh. Có dấu cách cũng được."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Gõ lại mật khẩu mới"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.officer)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("password") not in (None, again):
            raise ValidationError(_("Hai lần gõ chưa giống nhau, xin gõ lại."))
        return again


class OfficerForm(forms.Form):
    """A new officer."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu và số, ví dụ: chau.le"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )


class _Day(forms.DateField):
    """A day, chosen in the browser's calendar or typed."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class _Officers(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose an officer among some."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.username})"


class _Posts(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose a post, named with its unit."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.unit.name}"


def _sorted(field: Any, rows: list[Any]) -> None:
    """Offer exactly these rows in this order; any other is refused."""
    field.queryset = field.queryset.filter(pk__in=[row.pk for row in rows])
    blank = [("", field.empty_label)] if field.empty_label is not None else []
    field.choices = [*blank, *((row.pk, field.label_from_instance(row)) for row in rows)]


class PostForm(forms.Form):
    """A new post at a unit, for some residential groups or the whole ward."""

    role = forms.ChoiceField(label=_("Vai trò"), help_text=_("Vai trò quyết định được xem và làm những gì."))
    name = forms.CharField(label=_("Tên chức danh"), help_text=_("Ví dụ: CSKV Tổ 3"), max_length=120)
    unit_kind = forms.ChoiceField(label=_("Thuộc khối"), choices=access.UNIT_KINDS)
    unit_name = forms.CharField(label=_("Tên đơn vị"), help_text=_("Ví dụ: Công an phường"), max_length=120)
    groups = forms.ModelMultipleChoiceField(
        label=_("Phụ trách các tổ"),
        help_text=_("Không chọn tổ nào nghĩa là phụ trách cả phường."),
        queryset=ResidentialGroup.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, ward: Ward, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = reads.roles_at(ward)  # type: ignore[attr-defined]
        self.fields["unit_name"].widget.attrs["list"] = "don-vi"
        groups = ResidentialGroup.objects.filter(ward=ward, closed_at__isnull=True)
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]
        if not groups.exists():
            del self.fields["groups"]


class GiveForm(forms.Form):
    """Give a post to an officer."""

    post = _Posts(label=_("Chức danh"), queryset=Post.objects.select_related("unit"), empty_label=_("Chọn chức danh"))
    officer = _Officers(label=_("Giao cho ai"), queryset=Officer.objects.all(), empty_label=_("Chọn cán bộ"))
    starts_on = _Day(label=_("Từ ngày"))
    ends_on = _Day(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa biết ngày kết thúc."))

    def __init__(self, *args: Any, ward: Ward, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = local_today()
        _sorted(self.fields["post"], reads.open_posts(ward))
        active = [officer for officer in reads.officers(ward) if officer.is_active]
        _sorted(self.fields["officer"], active)


class CoverForm(forms.Form):
    """Who takes over what would be left to nobody."""

    cover = _Officers(
        label=_("Người nhận thay"),
        queryset=Officer.objects.all(),
        required=False,
        empty_label=_("Không cần, đã có người khác giữ"),
    )

    def __init__(self, *args: Any, leaving: Officer, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cover"]
        field.required = needed
        if needed:
            field.empty_label = _("Chọn người nhận thay")  # type: ignore[attr-defined]
        others = [o for o in reads.officers(leaving.ward) if o.is_active and o.id != leaving.id]
        _sorted(field, others)


class HandOverForm(forms.Form):
    """Leave, transfer or shift, in one step."""

    kind = forms.ChoiceField(
        label=_("Lý do bàn giao"),
        choices=[
            ("leave", _("Nghỉ phép: người nhận làm thay trong những ngày dưới đây")),
            ("transfer", _("Chuyển công tác: người nhận giữ hẳn chức danh")),
            ("shift", _("Bàn giao ca: người nhận làm tiếp ngay từ lúc này")),
        ],
        widget=forms.RadioSelect,
    )
    to = _Officers(label=_("Người nhận"), queryset=Officer.objects.all(), empty_label=_("Chọn người nhận"))
    from_day = _Day(label=_("Từ ngày"))
    to_day = _Day(
        label=_("Đến hết ngày"), required=False, help_text=_("Nghỉ phép cần ngày này; chuyển công tác thì để trống.")
    )
    note = forms.CharField(
        label=_("Dặn dò cho người nhận"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, receivers: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_day"].initial = local_today()
        _sorted(self.fields["to"], receivers)


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(
        label=_("Phần mềm nào, của ai?"),
        help_text=_("Ví dụ: Tổng đài 1022, Sở Khoa học và Công nghệ."),
        max_length=tokens.MAX_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=_("Dùng được trong bao lâu?"), coerce=int, initial=tokens.DAYS[1],
        choices=[(days, format_lazy(_("{days} ngày"), days=days)) for days in tokens.DAYS],
    )  # fmt: skip
    may_write = forms.BooleanField(
        label=_("Được ghi"),
        help_text=_("Ghi hộ ý kiến, chuyển việc, báo nơi kia nhận hay trả. Không đánh dấu thì chỉ được đọc."),
        required=False,
    )
