"""What a practised officer types in short, and what it means; nothing here touches the database."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from langnghe.kernel.folding import fold
from langnghe.kernel.refused import Refused
from langnghe.language.search import terms
from langnghe.language.topics import TOPICS, name_of
from langnghe.places.rules import group_name, one_line

CHANNELS = ("phone", "desk")
SHOWN = 4
_NUMBERED = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?(?![.\d])")
Key = TypeVar("Key")


def topic_numbers(own: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """A number for every topic as officers learn it: `1` traffic, `1.2` speeding; `own`: the ward's, with names."""
    numbers: dict[str, str] = {}
    fields = [code for code in TOPICS if "." not in code]
    for field, code in enumerate(fields, start=1):
        numbers[str(field)] = code
        inside = [other for other in TOPICS if other.startswith(f"{code}.")]
        inside += [other for other, _name in own if other.startswith(f"{code}.")]
        numbers |= {f"{field}.{place}": other for place, other in enumerate(inside, start=1)}
    return numbers


def find_topic(typed: str, own: Sequence[tuple[str, str]] = ()) -> str:
    """The code behind a number (`3`, `1.2`) or words, with or without accents; empty for nothing typed.

    Refused, naming what it could be, when there is no such topic or more than one.
    """
    text = one_line(typed)
    if not text:
        return ""
    if numbered := _NUMBERED.match(text):
        code = topic_numbers(own).get(numbered[0])
        if code is None:
            raise Refused(_("Không có lĩnh vực số %(number)s. Xin xem bảng số bên cạnh.") % {"number": numbered[0]})
        return code
    return _only(text, {code: str(topic.name) for code, topic in TOPICS.items()} | dict(own), _("lĩnh vực"))


def topic_label(code: str, own: Sequence[tuple[str, str]] = ()) -> str:
    """A topic as the list of the field offers it: `1.2 Phóng nhanh, đua xe`."""
    numbers = {other: number for number, other in topic_numbers(own).items()}
    return f"{numbers[code]} {name_of(code)}" if code in numbers else ""


def find_group(typed: str, names: Mapping[Key, str]) -> Key | None:
    """The group that `3`, `to 3` or a piece of its name means; None for nothing typed. Refused when it is unclear."""
    text = one_line(typed)
    if not text:
        return None
    meant = group_name(text).folded
    same = [key for key, name in names.items() if fold(name) in (meant, fold(text))]
    if len(same) == 1:
        return same[0]
    if text.isdecimal():
        same = [key for key, name in names.items() if fold(name).split()[-1:] == [text.lstrip("0")]]
    return same[0] if len(same) == 1 else _only(text, names, _("tổ"))


def _only(text: str, names: Mapping[Key, str], what: str) -> Key:
    """The one name that holds every word of `text`, beginning with it if several do."""
    wanted = terms(text)
    found = [key for key, name in names.items() if wanted and _holds(name, wanted)]
    first = [key for key in found if fold(names[key]).startswith(fold(text))]
    for several in (found, first, [key for key in first if fold(names[key]) == fold(text)]):
        if len(several) == 1:
            return several[0]
    if not found:
        raise Refused(_("Không có %(what)s «%(text)s». Xin gõ lại, hoặc để trống.") % {"what": what, "text": text[:40]})
    raise Refused(
        _("Có nhiều %(what)s giống «%(text)s»: %(names)s. Xin gõ thêm cho rõ.")
        % {"what": what, "text": text[:40], "names": _some(names[key] for key in found)}
    )


def _holds(name: str, wanted: list[str]) -> bool:
    words = fold(name).replace(",", " ").split()
    return all(any(word.startswith(term) for word in words) for term in wanted)


def _some(names: Iterable[str]) -> str:
    shown = list(names)
    return "; ".join(shown[:SHOWN]) + (" …" if len(shown) > SHOWN else "")
