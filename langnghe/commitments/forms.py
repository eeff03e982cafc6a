"""What people fill in about a promise."""

from typing import Any

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


class StrangerContestForm(ContestForm):
    """Without a receipt: words or photos. Either is enough, so neither is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields["words"]
        words.help_text = _("Chỗ nào chưa xong, thấy hôm nào. Cần vài lời ở đây, hoặc ít nhất một ảnh ở dưới.")
        words.expected = True  # type: ignore[attr-defined]
