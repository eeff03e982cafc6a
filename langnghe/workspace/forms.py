"""What officers fill in on the page of one matter, and when they take an opinion up."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.language.suggested import Suggestion
from langnghe.matters import rules
from langnghe.matters.models import Matter
from langnghe.opinions.forms import TypedField, instructions, told_of, topic_choices
from langnghe.opinions.later_forms import AskForm
from langnghe.people.models import Post
from langnghe.teaching.reads import open_subtopics

DESK = _("Chưa giao ai, trực ban giữ")


class Choice(forms.ChoiceField):
    """A choice in which choosing nothing is one of the answers, so that it is not marked as one may leave it out."""

    expected = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class TopicForm(forms.Form):
    """The right topic of a matter."""

    topic = Choice(label=_("Lĩnh vực"))

    def __init__(self, ward_id: UUID, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_topics(self, ward_id)


class PostForm(forms.Form):
    """To which post a matter goes."""

    post = Choice(label=_("Giao cho"))

    def __init__(self, posts: list[Post], *args: Any, suggested: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = post_choices(posts)  # type: ignore[attr-defined]
        if suggested is not None:
            self.fields["post"].help_text = _("Gợi ý: %(post)s, theo tổ và lĩnh vực.") % {"post": suggested.name}


class NoteForm(forms.Form):
    """A note for other officers."""

    words = TypedField(
        label=_("Ghi chú cho đồng nghiệp"),
        help_text=_("Chỉ cán bộ có phần trong việc này đọc được."),
        max_length=rules.MAX_WORKING_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        strip=False,
        error_messages={"required": _("Xin viết điều cần ghi cho đồng nghiệp.")},
    )


class AskOneForm(AskForm):
    """A question to one of the senders of a matter."""


class NumberForm(forms.Form):
    """The number of another matter or opinion that is about the same thing."""

    number = TypedField(
        label=_("Số việc hoặc số ý kiến"),
        help_text=_("Ví dụ DH26-V15-K hoặc DH26-214-M."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Xin ghi số của việc hoặc ý kiến cần nhập chung.")},
    )


class TakeUpForm(forms.Form):
    """A new matter for an opinion: about what, and whose work."""

    topic = Choice(label=_("Lĩnh vực"))
    post = Choice(label=_("Giao cho"))

    def __init__(
        self, ward_id: UUID, posts: list[Post], *args: Any, offered: Suggestion | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer_topics(self, ward_id)
        if offered is not None:
            self.initial["topic"] = offered.code
            self.fields["topic"].help_text = told_of(offered.told, self.fields["topic"].help_text)
        self.fields["post"].choices = post_choices(posts)  # type: ignore[attr-defined]


def _offer_topics(form: forms.Form, ward_id: UUID) -> None:
    """Topics as residents choose from them, none chosen is an answer too; beside them what the ward's own mean."""
    own = open_subtopics(ward_id)
    form.fields["topic"].choices = [("", str(_("Chưa xếp"))), *topic_choices(own)[1:]]  # type: ignore[attr-defined]
    form.fields["topic"].help_text = instructions(own)


def post_choices(posts: list[Post]) -> list[tuple[str, Any]]:
    """Posts under their units, the desk first."""
    units: dict[str, list[tuple[str, str]]] = {}
    for post in posts:
        units.setdefault(str(post.unit), []).append((str(post.id), post.name))
    return [("", str(DESK)), *units.items()]


def of_topic(matter: Matter) -> dict[str, str]:
    """What the form of the topic begins with."""
    return {"topic": matter.topic}


def of_post(matter: Matter, suggested: Post | None) -> dict[str, str]:
    """What the form of the post begins with: the post there is, else the one to suggest."""
    return {"post": str(matter.post_id or (suggested.id if suggested else ""))}
