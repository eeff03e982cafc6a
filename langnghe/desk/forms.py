"""What is filled in on the pages where rooms meet."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """The sender is sure."""

    sure = forms.BooleanField(
        label=_("Tôi hiểu: xóa rồi không lấy lại được"),
        error_messages={"required": _("Xin đánh dấu vào ô này nếu bà con chắc chắn muốn xóa.")},
    )
