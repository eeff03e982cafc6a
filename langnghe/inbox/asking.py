"""What an officer asks of the inbox, by the words of the address: everything unknown counts as not asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from langnghe.language.topics import TOPICS
from langnghe.matters.models import STATES
from langnghe.matters.pages.asking import STATE_WORDS, topic_called, topic_word
from langnghe.opinions.models import CHANNELS

ARRIVALS, PASSED_ON, EVERYTHING = "moi-den", "da-chuyen", "tat-ca"
# Tabs whose rows are opinions that belong to no matter; those of all others are matters.
OF_OPINIONS = (ARRIVALS, PASSED_ON)
TABS: dict[str, str | Promise] = {
    ARRIVALS: _("Mới đến"),
    "cua-toi": _("Của tôi"),
    "dang-lam": _("Đang làm"),
    "tre-han": _("Trễ hạn"),
    "hoi-lai": _("Đang hỏi lại"),
    "cho-noi-khac": _("Chờ nơi khác"),
    PASSED_ON: _("Đã chuyển đi"),
    "da-xong": _("Đã trả lời, đã xong"),
    EVERYTHING: _("Tất cả"),
}
ORDERS: dict[str, str | Promise] = {
    "han": _("Gần hạn trước"),
    "moi": _("Mới nhất trước"),
    "cu": _("Cũ nhất trước"),
}
CHANNEL_WORDS = {
    "mang": "web", "dien-thoai": "phone", "truc-ban": "desk", "tong-dai": "hotline", "phieu-giay": "paper",
    "so-cu": "earlier",
}  # fmt: skip
# Words of the address for what has none of it, and for the post of whoever asks.
NONE, MINE = "khong", "toi"
SIZES = (25, 50, 100)
LONGEST = 200


@dataclass(frozen=True)
class Sought:
    """What an officer looks for. `topic`, `group`, `post`: a code or an id, or `NONE` for what has none; or `MINE`.

    `since` and `until` are days, both included: on which opinions came, or matters were raised.
    """

    tab: str = ARRIVALS
    words: str = ""
    topic: str = ""
    group: str = ""
    channel: str = ""
    post: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    late: bool = False
    photo: bool = False
    fresh: bool = False
    contested: bool = False
    order: str = ""
    size: int = SIZES[0]

    @property
    def of_opinions(self) -> bool:
        """Whether the rows are opinions, not matters."""
        return self.tab in OF_OPINIONS

    @property
    def filters(self) -> list[str]:
        """The names of the filters in use, in the order of the form."""
        return [name for name in FILTERS if getattr(self, name)]

    def without(self, *names: str) -> "Sought":
        """The same with some filters dropped."""
        blank = Sought()
        return replace(self, **{name: getattr(blank, name) for name in names})

    def in_tab(self, tab: str) -> "Sought":
        """The same filters in another tab."""
        return replace(self, tab=tab)

    @property
    def query(self) -> str:
        """As the query of an address; the tab always, so that it is never taken for no wish at all."""
        blank = Sought()
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        words = [(WORDS[name], _written(name, value)) for name, value in said.items()
                 if name == "tab" or value != getattr(blank, name)]  # fmt: skip
        return urlencode(words)


WORDS = {
    "tab": "the", "words": "tim", "topic": "linh-vuc", "group": "to", "channel": "kenh", "post": "nguoi-lam",
    "state": "tinh-trang", "since": "tu", "until": "den", "late": "tre", "photo": "anh", "fresh": "loi-moi",
    "contested": "phan-doi", "order": "xep", "size": "moi-trang",
}  # fmt: skip
FILTERS = [name for name in WORDS if name not in {"tab", "order", "size"}]


def sought_in(asked: Mapping[str, str]) -> Sought:
    """The wish behind an address: unknown words, impossible days and foreign ids count as not asked."""
    said = {name: asked.get(word, "")[:LONGEST].replace("\0", "") for name, word in WORDS.items()}
    found: dict[str, Any] = {name: READ[name](text) for name, text in said.items()}
    return replace(Sought(), **{name: value for name, value in found.items() if value})


def sought_of(query: str) -> Sought:
    """The wish behind the query of an address, as it was kept."""
    return sought_in(dict(parse_qsl(query)))


def is_asked(asked: Mapping[str, str]) -> bool:
    """Whether the address asks for anything at all."""
    return any(word in asked for word in WORDS.values())


def topic_in_address(code: str) -> str:
    """A topic, or the lack of one, as it stands in an address."""
    return topic_word(code) or code


def _written(name: str, value: object) -> str:
    if name == "topic":
        return topic_in_address(str(value))
    if name == "channel":
        return next(word for word, code in CHANNEL_WORDS.items() if code == value)
    if name == "state":
        return next(word for word, code in STATE_WORDS.items() if code == value)
    return "1" if value is True else value.isoformat() if isinstance(value, date) else str(value)


def _one_of(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: known.get(text, "")


def _itself(known: Mapping[str, object]) -> Callable[[str], str]:
    return lambda text: text if text in known else ""


def _id(*others: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            return text if text in others else str(UUID(text))
        except ValueError:
            return ""

    return read


def _topic(text: str) -> str:
    return NONE if text == NONE else topic_called(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None


def _size(text: str) -> int:
    return next((size for size in SIZES if str(size) == text), SIZES[0])


READ: dict[str, Callable[[str], object]] = {
    "tab": _itself(TABS), "words": lambda text: " ".join(text.split()), "topic": _topic, "group": _id(NONE),
    "channel": _one_of(CHANNEL_WORDS), "post": _id(NONE, MINE), "state": _one_of(STATE_WORDS), "since": _day,
    "until": _day, "late": bool, "photo": bool, "fresh": bool, "contested": bool, "order": _itself(ORDERS),
    "size": _size,
}  # fmt: skip


def channel_choices() -> list[tuple[str, str]]:
    """(word of the address, name) of each way an opinion comes."""
    names: dict[str, object] = dict(CHANNELS)
    return [(word, str(names[code])) for word, code in CHANNEL_WORDS.items()]


def state_name(code: str) -> str:
    """A state in the reader's language."""
    names: dict[str, object] = dict(STATES)
    return str(names.get(code, ""))


def below(topic: str) -> list[str]:
    """A topic with everything below it, but for wards' own subtopics."""
    return [topic, *(code for code, one in TOPICS.items() if one.parent == topic != code)]
