"""What is filled in after an opinion was received: words added, questions asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.refused import Refused
from langnghe.opinions import rules, standing
from langnghe.opinions.forms import TypedField
from langnghe.opinions.models import DECLINE_REASONS


class AddForm(forms.Form):
    """More words of the sender."""

    words = TypedField(
        label=_("Nói thêm"),
        help_text=_("Có gì mới, hoặc lúc trước quên nói. Lời đã gửi vẫn giữ nguyên."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        strip=False,
        error_messages={"required": _("Xin bà con viết vài chữ rồi hãy gửi.")},
    )
    token = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, with_photos: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = not with_photos

    def clean_words(self) -> str:
        """The words (none are needed beside photos), or the sentence that says what is wrong with them."""
        words: str = self.cleaned_data["words"]
        return _checked(rules.check_words, words) if words.strip() or self.fields["words"].required else ""


class AnswerForm(AddForm):
    """The answer to a question of the ward; with a prefix, so that several fit a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Trả lời của bà con")
        self.fields["words"].help_text = ""


class AskForm(forms.Form):
    """A question of an officer to the sender."""

    words = TypedField(
        label=_("Hỏi lại người gửi"),
        help_text=_("Người gửi đọc câu này trên trang của phiếu. Hỏi một điều, lời dễ hiểu, đừng hỏi họ là ai."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        strip=False,
        error_messages={"required": _("Xin viết câu cần hỏi người gửi.")},
    )

    def clean_words(self) -> str:
        """The question, or the sentence that says what is wrong with it."""
        return _checked(standing.check_question, self.cleaned_data["words"])


class DeclineForm(forms.Form):
    """Why an opinion is not erased."""

    reason = forms.ChoiceField(
        label=_("Vì sao chưa xóa?"),
        choices=DECLINE_REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Xin chọn một lý do.")},
    )
    words = TypedField(
        label=_("Lời cho người gửi"),
        help_text=_("Ai cầm phiếu đều đọc được, kể cả người ép họ xóa: đừng viết điều làm người gửi gặp nguy."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        strip=False,
        error_messages={"required": _("Xin viết rõ vì sao chưa xóa và khi nào hỏi lại được; người gửi đọc lời này.")},
    )


def _checked(check: Any, words: str) -> str:
    try:
        return str(check(words))
    except Refused as error:
        raise forms.ValidationError(error.message) from error
