"""Forms of groups, households, imports and days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.places.models import ResidentialGroup
from langnghe.places.rules import DEFAULT_KIND, KINDS


class GroupForm(forms.Form):
    """A residential group's name and what such groups are called here."""

    name = forms.CharField(
        label=_("Tên tổ"), max_length=80, help_text=_("Ví dụ: Tổ 3, Khu phố 2, Thôn Đông Hải, Buôn Ma Thuột.")
    )
    kind_label = forms.CharField(
        label=_("Ở đây gọi là"),
        max_length=30,
        required=False,
        help_text=_("Tổ dân phố, khu phố, thôn, ấp, bản, buôn, làng … Để trống thì lấy theo tên."),
        widget=forms.TextInput(attrs={"list": "goi-la", "autocomplete": "off"}),
    )

    kinds = KINDS

    @classmethod
    def of(cls, group: ResidentialGroup) -> dict[str, str]:
        """The values a group has now."""
        return {"name": group.name, "kind_label": "" if group.kind_label == DEFAULT_KIND else group.kind_label}


class DutyPhoneForm(forms.Form):
    """The number of the ward's duty desk."""

    phone = forms.CharField(
        label=_("Điện thoại trực ban"),
        help_text=_("Hiện cạnh 113, 114, 115 trên trang của bà con. Chỉ ghi số có người nghe ngày đêm."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class SearchForm(forms.Form):
    """Words to look for in a list of households, and one group."""

    tim = forms.CharField(label=_("Tìm"), required=False, max_length=100, help_text=_("Mã hộ, chủ hộ hoặc địa chỉ."))
    to = forms.TypedChoiceField(label=_("Tổ"), required=False, empty_value=None)

    def __init__(self, *args: Any, groups: list[ResidentialGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Mọi tổ")), *((str(group.id), str(group)) for group in groups)]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    """A list in a file."""

    tep = forms.FileField(
        label=_("Tệp danh sách"),
        max_length=200,
        help_text=_("Tệp .xlsx hoặc .csv, không quá 20 MB và 60.000 dòng."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


class DayForm(forms.Form):
    """A ward's own day off or make-up day."""

    day = forms.DateField(label=_("Ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    works = forms.TypedChoiceField(
        label=_("Ngày ấy phường"),
        choices=[("off", _("nghỉ")), ("works", _("làm việc (làm bù)"))],
        coerce=lambda value: value == "works",
        widget=forms.RadioSelect,
        initial="off",
    )
    name = forms.CharField(label=_("Lý do"), max_length=120, help_text=_("Ví dụ: Lễ hội đình làng."))
    source = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Số văn bản, hoặc người quyết định và ngày quyết định.")
    )
