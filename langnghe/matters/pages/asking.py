"""What a visitor asks of the board, by the words of the address: everything unknown counts as not asked."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from langnghe.language.search import search_form
from langnghe.language.topics import TOPICS, is_own, name_of, parent_of, topic_of
from langnghe.matters.board import Sought
from langnghe.matters.models import STATES
from langnghe.places.models import ResidentialGroup

LONGEST = 200
OVERDUE = "qua-han"
OLDEST, BEST = "cu", "sat-nhat"
STATE_WORDS = {
    "dang-xu-ly": "open",
    "dang-hoi-lai": "asked",
    "da-tra-loi": "answered",
    "da-hen": "promised",
    "da-chuyen": "handed_over",
    "chua-lam-duoc": "declined",
    "da-xong": "kept",
    "chua-xac-nhan": "unconfirmed",
}


def sought_by(request: HttpRequest, groups: Sequence[ResidentialGroup]) -> Sought:
    """The wish behind `tim`, `linh-vuc`, `to`, `tinh-trang`, `nam`, `xep`."""
    asked = request.GET
    state = asked.get("tinh-trang", "")
    return Sought(
        words=asked.get("tim", "")[:LONGEST].replace("\0", ""),
        topic=topic_called(asked.get("linh-vuc", "")),
        group_id=next((group.id for group in groups if in_address(group) == asked.get("to", "-")), None),
        state=STATE_WORDS.get(state, ""),
        year=_year(asked.get("nam", "")),
        overdue=state == OVERDUE,
        newest=asked.get("xep") != OLDEST,
        best_first=asked.get("xep") == BEST,
    )


def _year(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def in_address(name: object) -> str:
    """A name as it stands in an address: `Tổ 3` as `to-3`."""
    return search_form(str(name)).strip().replace(" ", "-")


@cache
def topic_words() -> dict[str, str]:
    """Topics by their Vietnamese name as it stands in an address; of two alike the broader one."""
    with override("vi"):
        named = [(in_address(topic.name), code) for code, topic in TOPICS.items()]
    return dict(reversed(named))


@cache
def topic_word(code: str) -> str:
    """A topic's name as it stands in an address; a ward's own stands there by its code."""
    if is_own(code):
        return code
    return next((word for word, other in topic_words().items() if other == code), "")


def topic_called(word: str) -> str:
    """The topic behind a word of an address; empty for none."""
    return topic_words().get(word, "") or (word if is_own(word[:60]) and topic_of(word[:60]) else "")


def topic_choices(own: Sequence[tuple[str, str]] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
    """(broad topic, [(word of the address, name)]) for a list to choose from; `own`: a ward's, (code, name)."""
    broad = [topic for topic in TOPICS.values() if topic.parent == topic.code]
    return [
        (
            str(topic.name),
            [(topic_word(code), str(one.name)) for code, one in TOPICS.items() if one.parent == topic.code]
            + [one for one in own if parent_of(one[0]) == topic.code],
        )
        for topic in broad
    ]


def state_choices() -> list[tuple[str, str]]:
    """(word of the address, name) of each state."""
    names: dict[str, Any] = dict(STATES)
    return [(word, str(names[state])) for word, state in STATE_WORDS.items()]


def chosen(sought: Sought, groups: Sequence[ResidentialGroup]) -> list[str]:
    """The chosen filters in words."""
    names: dict[str, Any] = dict(STATES)
    group = next((str(group) for group in groups if group.id == sought.group_id), "")
    state = str(_("Quá hạn trả lời")) if sought.overdue else str(names.get(sought.state, ""))
    return [name for name in (name_of(sought.topic), group, state, str(sought.year or "")) if name]


def kept(request: HttpRequest, *names: str) -> str:
    """The named parts of the query, for an address that keeps them; empty when none is there."""
    pairs = [(name, request.GET[name][:LONGEST]) for name in names if request.GET.get(name)]
    return f"?{urlencode(pairs)}" if pairs else ""
