"""The form of a new abbreviation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.searching.actions import LONGEST_LONG, LONGEST_SHORT


class AbbreviationForm(forms.Form):
    """A short form and what it stands for; whether they can be used, the action says."""

    short = forms.CharField(
        label=_("Viết tắt"), max_length=LONGEST_SHORT, help_text=_("Viết liền, ví dụ: NVH"), strip=True
    )
    long = forms.CharField(label=_("Lời đầy đủ"), max_length=LONGEST_LONG, help_text=_("Ví dụ: nhà văn hóa"))
