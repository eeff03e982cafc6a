"""What residents fill in. Posted fields are read without building a form; the form is built to be shown."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.suggested import Suggestion
from langnghe.language.topics import TOPICS
from langnghe.opinions import rules
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups
from langnghe.teaching.models import Subtopic
from langnghe.teaching.reads import open_subtopics

UNTICKED = frozenset({"", "0", "false", "False"})
LONGEST_TOKEN = 200
FOLDED = {"place": ("group", "place", "topic"), "contact": ("contact", "safe_note")}


def submission(sent: Mapping[str, str]) -> rules.Submission:
    """What was posted, for `actions.receive`, which judges it. Refused when a field is not even of its kind."""
    return rules.Submission(
        words=sent.get("words", ""), token=sent.get("token", "")[:LONGEST_TOKEN],
        group_id=_group_id(sent.get("group", "")), place=sent.get("place", ""), contact=sent.get("contact", ""),
        may_publish_words=ticked(sent, "may_publish_words"), may_publish_summary=ticked(sent, "may_publish_summary"),
        topic=sent.get("topic", ""), latitude=_degrees(sent.get("latitude", "")),
        longitude=_degrees(sent.get("longitude", "")), about_officer=ticked(sent, "about_officer"),
        crime=ticked(sent, "crime"), safe_note=sent.get("safe_note", ""),
    )  # fmt: skip


def ticked(sent: Mapping[str, str], name: str) -> bool:
    """Whether a box was ticked."""
    return sent.get(name, "") not in UNTICKED


def _group_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Refused(str(rules.NO_SUCH_GROUP)) from None


def _degrees(text: str) -> float | None:
    """A number of degrees; what is none becomes one that no place has."""
    try:
        return float(text) if text.strip() else None
    except ValueError:
        return float("nan")


class TypedField(forms.CharField):
    """Text as people type or paste it: a sign they cannot see (NUL and the like) is dropped, not held against them.

    `rule` says what is wrong with it, as `rules.py` says it to every way in.
    """

    def __init__(self, *, rule: Callable[[str], object] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule

    def to_python(self, value: Any) -> str | None:
        """The cleaned text."""
        return super().to_python(clean_text(value) if isinstance(value, str) else value)

    def validate(self, value: Any) -> None:
        """Wrong in the eyes of the rule."""
        try:
            if self.rule:
                self.rule(value)
        except Refused as error:
            raise forms.ValidationError(error.message) from error


def _line(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **attributes})


class OpinionForm(forms.Form):
    """An opinion: words first, everything else may stay empty."""

    words = TypedField(
        label=_("Bà con muốn nói điều gì?"),
        help_text=_("Chuyện gì, ở đâu, từ khi nào. Viết như nói, không dấu cũng được."),
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off"}),
        rule=rules.check_words,
        strip=False,
    )
    about_officer = forms.BooleanField(
        label=_("Có nói về cán bộ nào không? Có thì đánh dấu"),
        help_text=_("Mặt trận và chủ tịch đọc trước. Người được nói đến không mở được ý kiến này."),
        required=False,
    )
    crime = forms.BooleanField(
        label=_("Đây là tin báo tội phạm"),
        help_text=_("Chỉ trưởng Công an phường và trực ban đọc được. Không bao giờ đăng."),
        required=False,
    )
    topic = forms.ChoiceField(
        label=_("Thuộc chuyện gì?"),
        required=False,
        error_messages={"invalid_choice": rules.NO_SUCH_TOPIC},
    )
    group = forms.ChoiceField(
        label=_("Chuyện ở tổ nào?"),
        required=False,
        error_messages={"invalid_choice": rules.NO_SUCH_GROUP},
    )
    place = TypedField(
        label=_("Chỗ nào?"),
        help_text=_("Ví dụ: hẻm 12 đường Lê Lợi, trước chợ."),
        rule=rules.check_place,
        required=False,
        widget=_line(),
    )
    contact = TypedField(
        label=_("Số điện thoại hoặc email"),
        help_text=_("Được niêm phong. Cán bộ chỉ mở khi cần, mỗi lần mở đều ghi lại và bà con xem được ai đã mở."),
        rule=rules.check_contact,
        required=False,
        widget=_line(autocomplete="tel", inputmode="text"),
    )
    safe_note = TypedField(
        label=_("Gọi giờ nào thì an toàn?"),
        help_text=_("Khi có người trong nhà không nên biết. Ví dụ: chỉ gọi sau 8 giờ sáng, đừng nhắn tin."),
        rule=rules.check_note,
        required=False,
        widget=_line(),
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
    # The topic that was offered already: who did not take it is not asked again.
    topic_asked = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, ward: Ward, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = ""
        # Functions: what nobody looks at is never asked for.
        self.fields["group"].choices = partial(_groups, ward)  # type: ignore[attr-defined]
        self.fields["topic"].choices = partial(_topics, ward)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The point, which no field of its own shows."""
        try:
            rules.check_point(*(_degrees(self.data.get(name, "")) for name in ("latitude", "longitude")))
        except Refused as error:
            self.add_error(None, error.message)
        return self.cleaned_data

    @property
    def opened(self) -> dict[str, bool]:
        """Which folded parts hold something, so that nothing filled in or wrong is hidden."""
        return {part: any(map(self._is_touched, names)) for part, names in FOLDED.items()}

    def _is_touched(self, name: str) -> bool:
        """Whether a folded field holds something; a topic that is asked about stands outside the folded part."""
        return name != self.asks and bool(self[name].value() or self[name].errors)

    def ask(self, offered: Suggestion) -> None:
        """Let the topic's field ask for the one that the words suggest."""
        self.asks = "topic"
        self.fields["topic"].expected = True  # type: ignore[attr-defined]
        self.fields["topic"].label = gettext("Chuyện này có phải về «%(topic)s» không?") % {"topic": offered.name}
        other = gettext("Không phải thì chọn chuyện khác, hoặc «Chưa rõ, để phường xếp giúp».")
        self.fields["topic"].help_text = format_html("{} {}", offered.because, other)

    def refuse(self, message: str) -> None:
        """Say why it was not taken, unless a field says so already."""
        if self.is_valid() and message:
            self.add_error(None, message)


def topic_choices(own: Iterable[Subtopic] = ()) -> list[tuple[str, Any]]:
    """Topics by their plain names, under the field they belong to; none chosen is an answer too. `own`: the ward's."""
    fields, added = [code for code in TOPICS if "." not in code], list(own)
    none = str(_("Chưa rõ, để phường xếp giúp"))
    return [("", none), *((str(TOPICS[code].name), _under(code, added)) for code in fields)]


def instructions(own: Iterable[Subtopic]) -> SafeString:
    """What the ward's own subtopics mean, as their sentences say, safe in a page."""
    lines = format_html_join(
        " ", '«{}»: <span lang="vi" translate="no">{}</span>', ((one.name, one.instruction) for one in own)
    )
    return format_html("{} {}", gettext("Lĩnh vực con của phường:"), lines) if lines else lines


def told_of(*parts: object) -> SafeString:
    """Sentences beside a field, one after the other."""
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _topics(ward: Ward) -> list[tuple[str, Any]]:
    return topic_choices(open_subtopics(ward.id))


def _under(code: str, own: Iterable[Subtopic]) -> list[tuple[str, str]]:
    inside = [(topic.code, str(topic.name)) for topic in TOPICS.values() if topic.parent == code != topic.code]
    inside += [(one.code, one.name) for one in own if one.parent == code]
    name = str(TOPICS[code].name)
    other = gettext("Chuyện khác về %(field)s") % {"field": name[:1].lower() + name[1:]}
    return [*inside, (code, other)]


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
