"""What an officer fills in for somebody else: few keys, in the order in which people talk."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.intake import rules
from langnghe.intake.actions import MOST_FORMS, MOST_PRINTED
from langnghe.intake.models import VOIDS
from langnghe.intake.papers import parse_number
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.suggested import can_suggest
from langnghe.opinions import rules as opinions
from langnghe.opinions.forms import TypedField
from langnghe.people.models import Mandate
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups
from langnghe.teaching.reads import own_topics

SLIPS = [
    ("a6", _("A6 (một phần tư tờ A4)")),
    ("80", _("giấy cuộn 80 mm")),
    ("58", _("giấy cuộn 58 mm")),
]


class Suggesting(forms.TextInput):
    """A line to type into, with a list below that narrows as one types (where the browser can)."""

    template_name = "intake/parts/suggesting.html"

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(attrs={"autocomplete": "off"}, **kwargs)
        self.choices = choices

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the choices under an id of their own."""
        context = super().get_context(name, value, attrs)
        listed = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["attrs"]["list"] = listed
        return context | {"listed": listed, "choices": list(self.choices())}


class WriteForm(forms.Form):
    """An opinion heard by telephone or at the desk, or read from paper. Enter in any line saves."""

    words = TypedField(
        label=_("Người dân nói gì?"),
        help_text=_("Ghi đúng lời, không sửa ý. Chỉ ô này bắt buộc, các ô sau có thì ghi."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "autofocus": True}),
        strip=False,
        error_messages={"required": _("Xin ghi vài chữ để phường biết chuyện gì, ở đâu.")},
    )
    topic = TypedField(label=_("Lĩnh vực"), help_text=_("Số hoặc chữ: «1.2», «den duong»."), required=False)
    group = TypedField(label=_("Tổ"), help_text=_("Số hoặc tên: «3»."), required=False)
    place = TypedField(
        label=_("Chỗ nào?"), max_length=opinions.MAX_PLACE, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    contact = TypedField(
        label=_("Số điện thoại"),
        help_text=_("Chỉ khi người ấy muốn để lại. Niêm phong ngay khi lưu."),
        max_length=opinions.MAX_CONTACT,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    call_back = forms.BooleanField(label=_("Hẹn gọi lại"), required=False)
    crime = forms.BooleanField(
        label=_("Báo tội phạm, nguy hiểm"),
        help_text=_("Chỉ trưởng Công an phường và trực ban đọc được."),
        required=False,
    )
    about_officer = forms.BooleanField(
        label=_("Nói về một cán bộ"),
        help_text=_("Mặt trận và chủ tịch đọc trước, kể cả khi nói về anh chị."),
        required=False,
    )
    may_publish_words = forms.BooleanField(label=_("Người ấy cho đăng lời của mình, sau khi che"), required=False)
    may_publish_summary = forms.BooleanField(label=_("Chỉ cho đăng lời tóm tắt của phường"), required=False)
    token = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, ward: Ward, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ward = ward
        self.fields["topic"].widget = Suggesting(partial(_topics, ward))
        self.fields["group"].widget = Suggesting(partial(_groups, ward))
        self.guesses = can_suggest()

    def clean_words(self) -> str:
        """The words, or the sentence that says what is wrong with them."""
        words = self.cleaned_data["words"]
        if not any(sign.isalnum() for sign in words):
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        return str(_try(opinions.check_words, words))

    def clean_topic(self) -> str:
        """The topic's code."""
        return str(_try(partial(rules.find_topic, own=own_topics(self.ward.id)), self.cleaned_data["topic"]))

    def clean_group(self) -> UUID | None:
        """The group's id."""
        names = {group.id: str(group) for group in in_order(open_groups(self.ward))}
        found: UUID | None = _try(partial(rules.find_group, names=names), self.cleaned_data["group"])
        return found

    def clean(self) -> dict[str, Any]:
        """Whoever wants to be called leaves a number."""
        data = self.cleaned_data
        if data.get("call_back") and not any(sign.isdigit() for sign in data.get("contact") or ""):
            self.add_error("contact", _("Muốn được gọi lại thì cần số điện thoại. Xin hỏi số rồi ghi vào."))
        return data

    def submission(self, by: Mandate, *, secret_shown: bool = False) -> opinions.Submission:
        """What was written down, for `opinions.actions.receive`."""
        data = self.cleaned_data
        return opinions.Submission(
            words=data["words"], token=data["token"] or "", topic=data["topic"], group_id=data["group"],
            place=data["place"], contact=data["contact"], crime=data["crime"], about_officer=data["about_officer"],
            may_publish_words=data["may_publish_words"], may_publish_summary=data["may_publish_summary"],
            taken=opinions.Taken(by.id, call_back=data["call_back"], secret_shown=secret_shown),
        )  # fmt: skip


def _try(rule: Any, typed: str) -> Any:
    try:
        return rule(typed)
    except Refused as error:
        raise forms.ValidationError(error.message) from error


def _topics(ward: Ward) -> list[str]:
    own = own_topics(ward.id)
    return [rules.topic_label(code, own) for code in rules.topic_numbers(own).values()]


def _groups(ward: Ward) -> list[str]:
    return [str(group) for group in in_order(open_groups(ward))]


class AgreeForm(forms.Form):
    """The number to call back, when none was left before."""

    contact = TypedField(
        label=_("Số điện thoại để gọi lại"),
        required=False,
        max_length=opinions.MAX_CONTACT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )

    def clean_contact(self) -> str:
        """The number as typed."""
        return clean_text(self.cleaned_data["contact"])


class PaperForm(forms.Form):
    """The number on a paper form's strip."""

    number = TypedField(
        label=_("Số trên cuống phiếu"),
        help_text=_("Ví dụ: 1047-X"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class StripForm(PaperForm):
    """The same, brought to the desk for a sealed slip."""

    token = forms.Field(widget=forms.HiddenInput, required=False)


class BoxOpeningForm(forms.Form):
    """A sealed box was opened."""

    opened_on = forms.DateField(
        label=_("Ngày mở hộp"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = TypedField(
        label=_("Hộp đặt ở đâu?"), help_text=_("Ví dụ: nhà văn hóa Tổ 3."), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    witness_one = TypedField(
        label=_("Người chứng kiến thứ nhất"), max_length=20,
        help_text=_("Mã tên, không ghi cả họ tên. Ví dụ: NVA."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    witness_two = TypedField(
        label=_("Người chứng kiến thứ hai"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    papers = forms.IntegerField(label=_("Có mấy tờ trong hộp?"), min_value=1, max_value=MOST_FORMS)


class BoxWriteForm(WriteForm):
    """A paper form from the box: the printed number first, then what stands on it."""

    number = TypedField(
        label=_("Số in trên tờ"),
        help_text=_("Ví dụ: 1047-X. Giấy tự viết thì để trống."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    field_order = ("number",)

    def __init__(self, ward: Ward, *args: Any, **kwargs: Any) -> None:
        super().__init__(ward, *args, **kwargs)
        self.fields["words"].widget.attrs.pop("autofocus")
        self.fields["words"].label = _("Trên giấy viết gì?")

    def clean_number(self) -> int:
        """The number; 0 for a paper without."""
        typed = self.cleaned_data["number"]
        return int(_try(partial(parse_number, self.ward), typed)) if typed else 0


class VoidForm(forms.Form):
    """A paper that becomes no opinion."""

    number = TypedField(label=_("Số in trên tờ"), required=False, max_length=40)
    void = forms.ChoiceField(label=_("Vì sao không ghi?"), choices=VOIDS)


class RunForm(forms.Form):
    """How many blank forms to print."""

    count = forms.IntegerField(
        label=_("In mấy tờ phiếu?"), min_value=1, max_value=MOST_PRINTED, initial=20,
        help_text=_("Mỗi tờ A4 có hai phiếu. Mỗi phiếu một số, không in lại số cũ."),
    )  # fmt: skip
