"""What is filled in about a ward's own deadlines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.deadlines.rules import STEPS, Draft
from langnghe.language.topics import TOPICS

MOST = max(step.most for step in STEPS.values())


class DeadlineForm(forms.Form):
    """A value, from when on, and the text it rests on."""

    step = forms.ChoiceField(label=_("Bước"))
    topic = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    days = forms.IntegerField(
        label=_("Số ngày"), min_value=1, max_value=MOST, error_messages={"required": _("Xin ghi số ngày.")}
    )
    working = forms.TypedChoiceField(
        label=_("Đếm"),
        choices=[("working", _("ngày làm việc (bỏ thứ Bảy, Chủ nhật, ngày lễ)")), ("all", _("mọi ngày"))],
        coerce=lambda value: value == "working",
        widget=forms.RadioSelect,
        initial="working",
    )
    valid_from = forms.DateField(
        label=_("Áp dụng cho việc bắt đầu từ ngày"),
        help_text=_("Ngày đã qua thì việc đang chạy cũng tính lại; việc đã trễ giữ nguyên."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Số văn bản, hoặc người quyết định và ngày quyết định.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(step.code, step.name) for step in STEPS.values() if step.most]
        topics = [("", _("Mọi lĩnh vực")), *((topic.code, _named(topic.code)) for topic in TOPICS.values())]
        self.fields["step"].choices = steps  # type: ignore[attr-defined]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]

    @property
    def draft(self) -> Draft:
        """What was filled in."""
        return Draft(**self.cleaned_data)


def _named(code: str) -> str:
    """A topic's name; those below another are set in."""
    return f"– {TOPICS[code].name}" if "." in code else str(TOPICS[code].name)
