"""What an officer fills in when sifting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.opinions.waiting import DISMISSAL_REASONS
from langnghe.sifting.actions import Wish
from langnghe.sifting.models import DEEDS
from langnghe.sifting.reads import BEGINNING


class SiftForm(forms.Form):
    """One deed over what begins alike, or over all that waits."""

    deed = forms.ChoiceField(choices=DEEDS[:2])
    reason = forms.ChoiceField(choices=[("", "–"), *DISMISSAL_REASONS], required=False)
    alike = forms.CharField(max_length=BEGINNING, strip=False, required=False)

    def wish(self) -> Wish:
        """What was asked, for `actions.ask`."""
        return Wish(**self.cleaned_data)


class SetAsideForm(forms.Form):
    """A span of time whose opinions are to wait as well."""

    since = forms.DateTimeField(
        label=_("Từ lúc"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    until = forms.DateTimeField(
        label=_("Đến lúc"),
        required=False,
        help_text=_("Để trống: đến bây giờ."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def wish(self) -> Wish:
        """What was asked, for `actions.ask`."""
        return Wish(deed="set_aside", **self.cleaned_data)
