"""What people fill in about a promise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.commitments import rules


class ContestForm(forms.Form):
    """What is still missing. A sender may leave it empty; somebody without a receipt may not."""

    words = forms.CharField(
        label=_("Còn thiếu gì?"), required=False, max_length=rules.MAX_WORDS,
        help_text=_("Chỗ nào chưa xong, thấy hôm nào. Viết ngắn cũng được."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
