"""What officers fill in to release a matter or to take it back."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.language.suggested import Suggestion
from langnghe.language.topics import TOPICS
from langnghe.matters import rules
from langnghe.matters.holding import version_of
from langnghe.matters.models import TAKE_BACK_REASONS, WORDINGS, Matter
from langnghe.opinions.forms import TypedField
from langnghe.opinions.models import Opinion, Photo
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups
from langnghe.teaching.reads import open_subtopics


class ReleaseForm(forms.Form):
    """The public words of a matter. What an opinion's sender does not allow is not offered."""

    title = TypedField(
        label=_("Tên việc"),
        help_text=_("Một câu ngắn, đọc là hiểu: chuyện gì, ở đâu. Không ghi tên ai."),
        max_length=rules.MAX_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = TypedField(
        label=_("Lời đăng"),
        max_length=rules.MAX_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off"}),
    )
    wording = forms.ChoiceField(label=_("Lời đăng là"), choices=WORDINGS, widget=forms.RadioSelect)
    topic = forms.ChoiceField(label=_("Lĩnh vực"))
    group = forms.ChoiceField(label=_("Tổ"), required=False)
    place = TypedField(
        label=_("Chỗ nào"),
        help_text=_("Chỉ chỗ chung: đường, hẻm, chợ. Lĩnh vực riêng tư chỉ hiện tên tổ."),
        max_length=rules.MAX_PLACE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    photos = forms.MultipleChoiceField(label=_("Ảnh đã che"), required=False, widget=forms.CheckboxSelectMultiple)
    checked = forms.BooleanField(label=_("Đã xem các chỗ được tô màu: không phải của riêng ai"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, ward: Ward, opinion: Opinion | None, photos: list[Photo], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("topic", _topics(ward))
        self._offer("group", [("", str(_("Cả phường, hoặc không rõ"))), *_groups(ward)])
        self._offer("photos", [(str(photo.id), str(_("Ảnh %(place)d") % {"place": photo.place})) for photo in photos])
        if not photos:
            del self.fields["photos"]
        if opinion is None or not opinion.may_publish_words:
            self._offer("wording", [choice for choice in WORDINGS if choice[0] == "ward"])
            self.fields["text"].help_text = _("Người gửi không cho đăng lời mình viết: xin viết lại bằng lời phường.")

    def suggest(self, offered: Suggestion) -> None:
        """Begin with the topic that the words suggest."""
        self.initial["topic"], self.fields["topic"].help_text = offered.code, offered.told

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> rules.Draft:
        """What was written, for the actions."""
        data = self.cleaned_data
        return rules.Draft(
            title=data["title"], text=data["text"], topic=data["topic"], wording=data["wording"],
            group_id=UUID(data["group"]) if data["group"] else None, place=data["place"],
            photos=tuple(UUID(photo) for photo in data.get("photos", [])), checked=data["checked"], seen=data["seen"],
        )  # fmt: skip


def from_opinion(opinion: Opinion, topic: str) -> dict[str, Any]:
    """What the form begins with: the sender's own words only where the sender allows it; the topic as known so far."""
    own = opinion.may_publish_words
    return {
        "text": opinion.words if own else "", "wording": "sender" if own else "ward", "topic": topic,
        "group": str(opinion.group_id or ""), "place": opinion.place if own else "",
    }  # fmt: skip


def from_matter(matter: Matter, chosen: list[Photo]) -> dict[str, Any]:
    """What the form begins with when the matter has public words already."""
    return {
        "title": matter.title, "text": matter.text, "wording": matter.wording, "topic": matter.topic,
        "group": str(matter.group_id or ""), "place": matter.place, "photos": [str(photo.id) for photo in chosen],
        "seen": version_of(matter),
    }  # fmt: skip


def _topics(ward: Ward) -> list[tuple[str, Any]]:
    choices: dict[str, list[tuple[str, str]]] = {}
    for code, topic in TOPICS.items():
        if code not in rules.NEVER_PUBLIC:
            choices.setdefault(topic.parent, []).append((code, str(topic.name)))
    for one in open_subtopics(ward.id):
        choices[one.parent].append((one.code, one.name))
    return [("", str(_("Chọn lĩnh vực"))), *((str(TOPICS[parent].name), inside) for parent, inside in choices.items())]


def _groups(ward: Ward) -> list[tuple[str, str]]:
    return [(str(group.id), str(group)) for group in in_order(open_groups(ward))]


class TakeBackForm(forms.Form):
    """Why a matter leaves the board."""

    reason = forms.ChoiceField(
        label=_("Vì sao rút khỏi bảng?"),
        choices=[choice for choice in TAKE_BACK_REASONS if choice[0] not in ("guarded", "joined")],
        widget=forms.RadioSelect,
    )
    note = TypedField(
        label=_("Ghi thêm cho đồng nghiệp"),
        max_length=rules.MAX_NOTE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
