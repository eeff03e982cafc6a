"""What an officer fills in about a guarded opinion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.opinions.models import BODIES
from langnghe.people.models import Officer


class PassOnForm(forms.Form):
    """Where it goes."""

    to = forms.ChoiceField(
        label=_("Chuyển đến"),
        choices=BODIES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Xin chọn nơi chuyển đến.")},
    )


class NameForm(forms.Form):
    """Whom the opinion speaks about."""

    officer = forms.ModelChoiceField(
        label=_("Còn nói về ai?"),
        help_text=_("Người được chọn không mở được ý kiến này nữa, bằng bất cứ cách nào."),
        queryset=Officer.objects.none(),
        empty_label=_("Chọn cán bộ"),
        error_messages={"required": _("Xin chọn một cán bộ."), "invalid_choice": _("Xin chọn một cán bộ của phường.")},
    )

    def __init__(self, officers: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]
