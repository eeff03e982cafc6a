"""What the page offers to choose from: groups, posts, the officer's own filters, all in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, F, PositiveSmallIntegerField, Value
from django.utils.translation import gettext as _

from langnghe.inbox.asking import MINE, NONE, Sought, state_name
from langnghe.inbox.keeping import kept
from langnghe.kernel import sorting
from langnghe.kernel.formats import short_date
from langnghe.language.topics import name_of
from langnghe.opinions.models import CHANNELS
from langnghe.people import access
from langnghe.people.models import Mandate, Post
from langnghe.places.models import ResidentialGroup
from langnghe.teaching.models import Subtopic


@dataclass(frozen=True)
class Saved:
    """A filter of the officer's own."""

    id: UUID
    name: str
    query: str
    first: bool


@dataclass
class Offers:
    """Groups and posts as (id, name) in Vietnamese order, the officer's own filters in theirs; own subtopics."""

    groups: list[tuple[str, str]] = field(default_factory=list)
    posts: list[tuple[str, str]] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    topics: list[tuple[str, str]] = field(default_factory=list)

    @property
    def first(self) -> Saved | None:
        """What the inbox opens with."""
        return next((one for one in self.saved if one.first), None)


def offers(mandate: Mandate) -> Offers:
    """Everything to choose from, for this officer."""
    found = Offers()
    for kind, id, name, more, first, _place in _asked(mandate):
        if kind == "saved":
            found.saved.append(Saved(id, name, more, bool(first)))
        elif kind == "topic":
            found.topics.append((more, name))
        else:
            label = f"{name} ({more})" if more else name
            (found.groups if kind == "group" else found.posts).append((str(id), label))
    for named in (found.groups, found.posts):
        named.sort(key=lambda one: sorting.key(one[1]))
    return found


def _asked(mandate: Mandate) -> Iterable[tuple[Any, ...]]:
    """(kind, id, name, more, first, place) of each."""
    groups = ResidentialGroup.objects.filter(ward=mandate.ward_id, closed_at=None)
    workers = [role for role, carried in access.TABLE.items() if "matters.work" in carried]
    posts = Post.objects.filter(ward=mandate.ward_id, closed_on=None, role__in=workers)
    subtopics = Subtopic.objects.filter(ward=mandate.ward_id, closed_at=None)
    own = kept(mandate).order_by().values_list(_kind("saved"), "id", "name", "query", "first", F("place"))
    rest = [
        groups.values_list(_kind("group"), "id", "name", "came_from", *_PLAIN),
        posts.values_list(_kind("post"), "id", "name", Value("", CharField()), *_PLAIN),
        subtopics.values_list(_kind("topic"), "id", "name", "code", *_PLAIN),
    ]
    return sorted(own.union(*rest, all=True), key=lambda one: one[5])


def _kind(name: str) -> Value:
    return Value(name, CharField())


_PLAIN = (Value(False, BooleanField()), Value(0, PositiveSmallIntegerField()))


@dataclass(frozen=True)
class Chip:
    """A filter in use, in words; `title` names what it is about; `data`: its words are somebody's, not ours."""

    name: str
    title: str
    words: str
    data: bool = False


def chips(sought: Sought, known: Offers) -> list[Chip]:
    """The filters in use."""
    return [_chip(name, getattr(sought, name), known) for name in sought.filters]


def _chip(name: str, value: Any, known: Offers) -> Chip:
    if name in ("group", "post"):
        title = _("Tổ") if name == "group" else _("Người làm")
        named = dict(known.groups if name == "group" else known.posts).get(value, _("nơi không còn nữa"))
        return Chip(name, title, _unnamed(name).get(value, named), value not in (NONE, MINE))
    titles = {
        "words": _("Có chữ"), "topic": _("Lĩnh vực"), "channel": _("Đến bằng"), "state": _("Tình trạng"),
        "since": _("Từ ngày"), "until": _("Đến ngày"), "late": _("Trễ hạn"), "photo": _("Có ảnh"),
        "fresh": _("Có lời mới của người gửi"), "contested": _("Lời hứa bị phản đối"),
    }  # fmt: skip
    return Chip(name, titles[name], _said(name, value), name == "words")


def _unnamed(name: str) -> dict[str, str]:
    if name == "group":
        return {NONE: _("không rõ tổ")}
    return {NONE: _("chưa giao"), MINE: _("của tôi")}


def _said(name: str, value: Any) -> str:
    if value is True:
        return ""
    if name in ("since", "until"):
        return short_date(value)
    if name == "topic":
        return _("chưa chọn") if value == NONE else name_of(value)
    if name == "channel":
        names: dict[str, object] = dict(CHANNELS)
        return str(names[value])
    return state_name(value) if name == "state" else str(value)
