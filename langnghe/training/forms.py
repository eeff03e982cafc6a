"""The form of a ward's own subtopic; whether it can be added, the action says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.language.topics import TOPICS
from langnghe.teaching import rules


class SubtopicForm(forms.Form):
    """Under which topic, its name, what belongs into it, and how residents say it."""

    parent = forms.ChoiceField(label=_("Thuộc lĩnh vực"), help_text=_("Thời hạn theo lĩnh vực này."))
    name = forms.CharField(
        label=_("Tên"),
        help_text=_("Ngắn, bà con đọc hiểu ngay. Ví dụ: Bến đò, đò ngang. Đặt rồi không đổi được."),
        max_length=rules.LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    instruction = forms.CharField(
        label=_("Hướng dẫn cho cán bộ"),
        help_text=_("Một câu: chuyện gì xếp vào đây, chuyện gì không. Hiện cạnh ô chọn lĩnh vực."),
        max_length=rules.LONGEST_INSTRUCTION,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sentences = forms.CharField(
        label=_("Câu ví dụ"),
        help_text=_("Từ 3 đến 20 câu, mỗi câu một dòng, như bà con hay nói. Tự viết, đừng chép lời ai."),
        max_length=rules.MOST_SENTENCES * (rules.LONGEST_SENTENCE + 2),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    private = forms.BooleanField(
        label=_("Chỗ riêng tư: trên bảng chỉ hiện tên tổ"),
        help_text=_("Đánh dấu khi chỗ xảy ra có thể chỉ vào nhà hoặc người nào đó."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        broad = [(code, str(one.name)) for code, one in TOPICS.items() if "." not in code]
        offered = [(code, name) for code, name in broad if code not in rules.NO_OWN_UNDER]
        self.fields["parent"].choices = [("", str(_("Chọn lĩnh vực"))), *offered]  # type: ignore[attr-defined]

    def wanted(self) -> rules.Wanted:
        """What was typed, for `teaching.actions.add_subtopic`."""
        return rules.wanted(**self.cleaned_data)
