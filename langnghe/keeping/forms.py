"""What officers fill in about a promise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.commitments import rules


class ClaimForm(forms.Form):
    """What was done: words or photos, either is enough."""

    words = forms.CharField(
        label=_("Đã làm gì?"), required=False, max_length=rules.MAX_WORDS,
        help_text=_("Làm gì, ở đâu, hôm nào, số văn bản nếu có. Mọi người đọc được. Có ảnh thì để trống cũng được."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """A new day, and why."""

    use_required_attribute = False
    to = forms.DateField(
        label=_("Ngày hẹn mới"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Xin chọn ngày hẹn mới.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Vì sao dời ngày?"), max_length=rules.MAX_WORDS, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người dân đọc được. Ngày cũ vẫn hiện, gạch ngang."),
        error_messages={"required": _("Xin ghi lý do dời ngày; người dân đọc được lý do này.")},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class GiveUpForm(forms.Form):
    """Why it will not be done."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Vì sao không thực hiện?"), max_length=rules.MAX_WORDS, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người dân đọc được. Lời hứa vẫn nằm trên trang lời hứa, ghi là không thực hiện."),
        error_messages={"required": _("Xin ghi lý do không thực hiện; người dân đọc được lý do này.")},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SetAsideForm(forms.Form):
    """Why a contest is not accepted."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Vì sao không nhận lời phản đối?"), max_length=rules.MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Người dân đọc được."),
        error_messages={"required": _("Xin ghi lý do; người dân đọc được lý do này.")},
    )  # fmt: skip
