"""What is filled in about news by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.refused import Refused
from langnghe.notices import mornings, rules


class LetterboxForm(forms.Form):
    """Where news should go."""

    # Not an EmailField: its widget's own check speaks the browser's language and knows less than ours.
    address = forms.CharField(
        label=_("Địa chỉ thư điện tử"),
        help_text=_("Ví dụ: ten@vidu.vn. Được niêm phong; không cán bộ nào xem được, chỉ máy dùng để gửi."),
        max_length=rules.MAX_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}),
        error_messages={"required": _("Xin ghi địa chỉ thư.")},
    )

    def clean_address(self) -> str:
        """The address, or the sentence that says what is wrong with it."""
        try:
            return rules.check_address(self.cleaned_data["address"])
        except Refused as error:
            raise forms.ValidationError(error.message) from error


class MorningForm(forms.Form):
    """When the day's work should come by mail, and where to."""

    hour = forms.ChoiceField(
        label=_("Giờ gửi"),
        required=False,
        choices=[("", _("không gửi")), *((str(hour), f"{hour}:00") for hour in mornings.HOURS)],
        help_text=_("Gửi vào ngày làm việc, khi có việc chờ."),
    )
    address = forms.CharField(
        label=_("Địa chỉ thư điện tử"),
        help_text=_("Để trống nếu giữ địa chỉ đang dùng. Được niêm phong, chỉ máy dùng để gửi."),
        max_length=rules.MAX_ADDRESS,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}),
    )
