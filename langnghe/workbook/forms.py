"""What is sent in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkbookForm(forms.Form):
    """A filled-in workbook."""

    tep = forms.FileField(
        label=_("Sổ đã điền"),
        max_length=200,
        help_text=_("Tệp .xlsx theo mẫu, không quá 20 MB, mỗi tờ không quá 60.000 dòng."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
