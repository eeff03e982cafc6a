"""What residents fill in."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.opinions import rules
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups


class TypedField(forms.CharField):
    """Text as people type or paste it: a sign they cannot see (NUL and the like) is dropped, not held against them."""

    def to_python(self, value: Any) -> str | None:
        """The cleaned text."""
        return super().to_python(clean_text(value) if isinstance(value, str) else value)


class OpinionForm(forms.Form):
    """An opinion: words first, everything else may stay empty."""

    words = TypedField(
        label=_("Bà con muốn nói điều gì?"),
        help_text=_("Chuyện gì, ở đâu, từ khi nào. Viết như nói, không dấu cũng được."),
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off"}),
        strip=False,
        error_messages={"required": _("Xin bà con viết vài chữ để phường biết chuyện gì, ở đâu.")},
    )
    group = forms.ChoiceField(label=_("Chuyện ở tổ nào?"), required=False)
    place = TypedField(
        label=_("Chỗ nào?"),
        help_text=_("Nếu cần nói rõ hơn, ví dụ: hẻm 12 đường Lê Lợi, trước chợ."),
        max_length=rules.MAX_PLACE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = TypedField(
        label=_("Số điện thoại hoặc email để phường hỏi lại"),
        help_text=_("Được niêm phong. Cán bộ chỉ mở khi cần, mỗi lần mở đều ghi lại và bà con xem được ai đã mở."),
        max_length=rules.MAX_CONTACT,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "text"}),
    )
    may_publish_words = forms.BooleanField(
        label=_("Cho phép phường đăng lời tôi viết, sau khi che tên và chỗ riêng"),
        required=False,
    )
    may_publish_summary = forms.BooleanField(
        label=_("Chỉ cho phép phường đăng lời tóm tắt của phường"),
        required=False,
    )
    # Not a CharField: a broken token would be an error that nobody can see or mend. It is hashed, never shown.
    token = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, ward: Ward, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A function: an opinion without a group never asks which groups there are.
        self.fields["group"].choices = partial(_groups, ward)  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        """The words, or the sentence that says what is wrong with them."""
        try:
            return rules.check_words(self.cleaned_data["words"])
        except Refused as error:
            raise forms.ValidationError(error.message) from error

    def submission(self) -> rules.Submission:
        """What was sent, for `actions.receive`."""
        data = self.cleaned_data
        return rules.Submission(
            words=data["words"], token=data["token"] or "", group_id=UUID(data["group"]) if data["group"] else None,
            place=data["place"], contact=data["contact"],
            may_publish_words=data["may_publish_words"], may_publish_summary=data["may_publish_summary"],
        )  # fmt: skip


def _groups(ward: Ward) -> list[tuple[str, str]]:
    """The groups to choose from, as a Vietnamese reader expects them."""
    none = str(_("Không rõ, hoặc cả phường"))
    return [("", none), *((str(group.id), str(group)) for group in in_order(open_groups(ward)))]


class ReceiptForm(forms.Form):
    """Serial and secret of a receipt."""

    serial = forms.CharField(
        label=_("Số phiếu"),
        help_text=_("Ví dụ: DH26-214-K"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Mã bí mật"),
        help_text=_("6 nhóm, mỗi nhóm 5 ký tự. Chữ hoa chữ thường, có gạch hay không đều được."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class OpenContactForm(forms.Form):
    """Why an officer opens a sealed contact."""

    reason = forms.CharField(
        label=_("Vì sao cần mở?"),
        help_text=_("Người gửi đọc được câu này."),
        min_length=5,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
