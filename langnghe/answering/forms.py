"""What officers fill in to answer, to return a draft, to note what a body said, and to set up answering."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from langnghe.answering import bodies, reads, rules
from langnghe.answering.models import ReadyAnswer
from langnghe.answering.rules import Promised, Written
from langnghe.language.topics import TOPICS
from langnghe.matters.models import ANSWERS, DECLINE_REASONS
from langnghe.opinions.forms import TypedField
from langnghe.people.models import Post
from langnghe.places.models import Ward

NUMBERS = range(1, rules.MOST_PROMISES + 1)
WARD, USUAL = "phuong:", "noi:"


class DateInput(forms.DateInput):
    """A day, picked where the browser can."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"autocomplete": "off"})


class OfferedField(forms.ChoiceField):
    """Something offered by its id. The list is read to be shown; what was chosen is judged where it is used."""

    def valid_value(self, value: Any) -> bool:
        kind, _colon, rest = str(value).rpartition(":")
        try:
            return rest in bodies.USUAL if f"{kind}:" == USUAL else bool(UUID(rest))
        except ValueError:
            return False


class AnswerForm(forms.Form):
    """A draft: what kind of answer, in which words, and what belongs to that kind. Unfinished is fine to be kept."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Phường trả lời thế nào?"), choices=ANSWERS, widget=forms.RadioSelect, initial="accepted"
    )
    words = TypedField(
        label=_("Lời trả lời"),
        help_text=_("Người gửi đọc nguyên văn: phường đã làm gì, sẽ làm gì, vì sao. Không ghi tên ai."),
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off"}),
        strip=False,
        required=False,
    )
    reason = forms.ChoiceField(label=_("Vì sao chưa làm được?"), choices=[("", _("Chọn lý do")), *DECLINE_REASONS],
                               required=False)  # fmt: skip
    responsible = TypedField(
        label=_("Nơi chịu trách nhiệm"), help_text=_("Để người gửi biết hỏi ai. Nếu là phường thì ghi tên đơn vị."),
        max_length=rules.MAX_BODY, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    receiver = OfferedField(label=_("Chuyển tới"), required=False)
    receiver_name = TypedField(
        label=_("Tên đúng của nơi nhận"), help_text=_("Như ghi trên giấy tờ. Để trống thì lấy tên đã chọn ở trên."),
        max_length=rules.MAX_BODY, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    brief = TypedField(
        label=_("Lời gửi nơi nhận"),
        help_text=_("In trên phiếu chuyển: chuyện gì, ở đâu, đề nghị gì. Để trống thì dùng lời trả lời."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}), strip=False, required=False,
    )  # fmt: skip
    share_words = forms.BooleanField(
        label=_("Chuyển cả lời của bà con sang phường nhận"),
        help_text=_("Chỉ với phường dùng chung hệ thống. Liên hệ niêm phong không bao giờ chuyển theo."),
        required=False,
    )
    checked = forms.BooleanField(label=_("Đã xem các chỗ được tô màu: không phải của riêng ai"), required=False)
    matter_seen = forms.CharField(widget=forms.HiddenInput, required=False)
    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, ward: Ward, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = lambda: _receivers(ward)  # type: ignore[attr-defined]
        for number in NUMBERS:
            self.fields.update(_promise_fields(number, lambda: _posts(ward)))

    def shown(self) -> "AnswerForm":
        """Before it is drawn: what an answer needs is not called optional, though a draft is kept without it."""
        needed = {"words", "reason", "responsible", "receiver"}
        for name, field in self.fields.items():
            field.required = name in needed or name.startswith("promise") or field.required
        return self

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in NUMBERS:
            words, post, due = (data.get(f"promise_{number}_{part}") for part in ("words", "post", "due"))
            if self._promises() and (words or post or due) and not (words and post and due):
                missing = next(part for part, value in (("words", words), ("post", post), ("due", due)) if not value)
                if f"promise_{number}_{missing}" not in self.errors:
                    self.add_error(
                        f"promise_{number}_{missing}",
                        gettext("Lời hứa cần đủ ba điều: hứa gì, ai chịu trách nhiệm, ngày nào xong."),
                    )
        return data

    def _promises(self) -> bool:
        return self.cleaned_data.get("kind") in ("accepted", "in_part")

    @property
    def promises(self) -> list[dict[str, Any]]:
        """The promises' fields, a group each; a group that was begun stands open."""
        return [
            {"number": number, "fields": fields, "filled": any(bound.value() or bound.errors for bound in fields)}
            for number in NUMBERS
            for fields in [[self[f"promise_{number}_{part}"] for part in ("words", "post", "due")]]
        ]

    def written(self) -> Written:
        """What was written, for the actions."""
        data = self.cleaned_data
        to_ward, body = _receiver(data)
        return Written(
            kind=data["kind"], words=data["words"], reason=data["reason"], brief=data["brief"], to_ward=to_ward,
            body=body if data["kind"] == "handed_over" else data["responsible"], share_words=data["share_words"],
            checked=data["checked"], matter_seen=data["matter_seen"], draft_seen=data["draft_seen"],
            promises=tuple(
                Promised(data[f"promise_{n}_words"], UUID(data[f"promise_{n}_post"]), data[f"promise_{n}_due"])
                for n in NUMBERS if self._promises() and data[f"promise_{n}_words"]
            ),
        )  # fmt: skip


def _promise_fields(number: int, posts: Callable[[], list[tuple[str, str]]]) -> dict[str, forms.Field]:
    words = TypedField(
        label=_("Phường hứa gì?"), help_text=_("Đúng việc sẽ làm: làm gì, ở đâu, đến mức nào."), strip=False,
        required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )  # fmt: skip
    due = forms.DateField(label=_("Hẹn xong ngày"), required=False, widget=DateInput())
    return {
        f"promise_{number}_words": words,
        f"promise_{number}_post": OfferedField(label=_("Ai chịu trách nhiệm?"), choices=posts, required=False),
        f"promise_{number}_due": due,
    }


def _posts(ward: Ward) -> list[tuple[str, str]]:
    offered = [(str(doer.post_id), f"{doer.post.name} · {doer.post.unit.name}") for doer in reads.doers(ward)]
    return [("", gettext("Chọn người chịu trách nhiệm")), *offered]


def _receivers(ward: Ward) -> list[Any]:
    usual = [(f"{USUAL}{code}", str(name)) for code, name in bodies.USUAL.items()]
    near = [(f"{WARD}{other.id}", other.name) for other in reads.other_wards(ward)]
    groups: list[Any] = [("", gettext("Chọn nơi nhận, hoặc ghi tên ở dưới"))]
    groups += [(gettext("Phường dùng chung hệ thống này"), near)] if near else []
    return [*groups, (gettext("Các nơi thường chuyển"), usual)]


def _receiver(data: dict[str, Any]) -> tuple[UUID | None, str]:
    """The ward of this installation, or the name of another body."""
    chosen, name = data["receiver"], data["receiver_name"]
    if chosen.startswith(WARD):
        return UUID(chosen.removeprefix(WARD)), ""
    return None, name or str(bodies.USUAL.get(chosen.removeprefix(USUAL), ""))


def begin(written: Written | None, *, matter_seen: str, unit: str) -> dict[str, Any]:
    """What the form begins with: a draft, or nothing but who answers for a refusal."""
    if written is None:
        return {"kind": "accepted", "matter_seen": matter_seen, "responsible": unit}
    over = written.kind == "handed_over"
    usual = next((code for code, name in bodies.USUAL.items() if over and str(name) == written.body), "")
    found = {
        "kind": written.kind, "words": written.words, "reason": written.reason, "brief": written.brief,
        "responsible": written.body if written.kind == "declined" else unit, "share_words": written.share_words,
        "receiver": f"{WARD}{written.to_ward}" if written.to_ward else f"{USUAL}{usual}" if usual else "",
        "receiver_name": written.body if over and not usual and not written.to_ward else "",
        "matter_seen": matter_seen, "draft_seen": written.draft_seen,
    }  # fmt: skip
    for number, promised in enumerate(written.promises, 1):
        found |= {
            f"promise_{number}_words": promised.words, f"promise_{number}_post": str(promised.post_id),
            f"promise_{number}_due": promised.due_on,
        }  # fmt: skip
    return found


class ReturnForm(forms.Form):
    """What to change before it is released."""

    words = TypedField(
        label=_("Cần sửa gì?"), max_length=rules.MAX_NOTE, strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Xin ghi cần sửa chỗ nào, để người soạn biết.")},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class AcceptanceForm(forms.Form):
    """Who accepted a hand-over, when, under which number of theirs."""

    on = forms.DateField(label=_("Ngày họ nhận"), widget=DateInput())
    receiver = TypedField(
        label=_("Ai bên đó nhận?"), help_text=_("Tên hoặc chức danh."), max_length=rules.MAX_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    reference = TypedField(
        label=_("Số hồ sơ bên đó"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    note = TypedField(
        label=_("Họ nói gì thêm?"), help_text=_("Người gửi đọc được."), max_length=rules.MAX_NOTE, required=False,
        strip=False, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )  # fmt: skip


class RefusalForm(forms.Form):
    """Why a hand-over was sent back."""

    words = TypedField(
        label=_("Vì sao không nhận?"), help_text=_("Ghi cả nơi chịu trách nhiệm, nếu biết. Người gửi đọc được."),
        max_length=rules.MAX_NOTE, strip=False, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Xin ghi vì sao không nhận và nơi chịu trách nhiệm, để việc không bị bỏ quên.")},
    )  # fmt: skip


class ApproversForm(forms.Form):
    """The posts that release answers of a topic; none ticked: the default."""

    posts = forms.MultipleChoiceField(
        label=_("Ai duyệt?"), help_text=_("Không chọn ai thì theo mức đặt sẵn."), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, posts: Iterable[Post], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(post.id), f"{post.name} · {post.unit.name}") for post in posts]
        self.fields["posts"].choices = choices  # type: ignore[attr-defined]


class ReadyForm(forms.Form):
    """A ready answer."""

    topic = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    name = TypedField(
        label=_("Tên gọi ngắn"), help_text=_("Để chọn trong danh sách: «Karaoke: đã nhắc nhở»."),
        max_length=rules.MAX_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Loại trả lời"), choices=ANSWERS, widget=forms.RadioSelect, initial="accepted")
    reason = forms.ChoiceField(
        label=_("Vì sao chưa làm được?"), help_text=_("Chỉ khi chưa làm được."), required=False,
        choices=[("", _("Chọn lý do")), *DECLINE_REASONS],
    )  # fmt: skip
    words = TypedField(
        label=_("Lời trả lời"), help_text=_("Chỗ nào mỗi việc một khác thì để dấu …, người soạn điền."), strip=False,
        max_length=rules.MAX_WORDS, widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topic_choices(gettext("Mọi lĩnh vực"))  # type: ignore[attr-defined]


def topic_choices(empty: str) -> list[Any]:
    """Every topic with its subtopics."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, topic in TOPICS.items():
        name = str(topic.name) if "." in code else gettext("%(topic)s: tất cả") % {"topic": topic.name}
        groups.setdefault(topic.parent, []).append((code, name))
    return [("", empty), *((str(TOPICS[parent].name), inside) for parent, inside in groups.items())]


def of_ready(ready: ReadyAnswer) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "topic": ready.topic, "name": ready.name, "kind": ready.kind, "reason": ready.reason, "words": ready.words,
        "seen": str(ready.version),
    }  # fmt: skip
