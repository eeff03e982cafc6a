"""All kinds of personal data in one text, put in order."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from langnghe.language.personal import addresses, dates, letters, names, numbers, plates
from langnghe.language.personal.seen import Seen, see

KINDS = {
    "phone": _("số điện thoại"),
    "id_number": _("số căn cước, chứng minh"),
    "plate": _("biển số xe"),
    "bank_account": _("số tài khoản"),
    "email": _("địa chỉ email"),
    "zalo": _("số hoặc tên Zalo"),
    "address": _("số nhà"),
    "birth_date": _("ngày sinh"),
    "name": _("tên người"),
    "child_name": _("tên trẻ em"),
}

FIRM = frozenset(KINDS) - {"name", "child_name"}
"""Kinds told by their writing; names are guessed, nothing is refused for one unless a person may overrule it."""


@dataclass(frozen=True)
class Finding:
    """A place in a text, from `start` to before `end` in code points, and what it looks like (a key of `KINDS`)."""

    kind: str
    start: int
    end: int


Found = tuple[int, int, str]


def findings(text: str) -> list[Finding]:
    """What looks like personal data, from left to right, never overlapping; linear time whatever the text holds."""
    seen = see(text)
    found = _found(seen)
    return [Finding(kind, *seen.given(start, end)) for start, end, kind in found]


def pieces(text: str) -> list[tuple[str, str]]:
    """The text cut at its findings: (kind or "", piece), for pages that mark them."""
    cut, at = [], 0
    for one in findings(text):
        cut += [("", text[at : one.start]), (one.kind, text[one.start : one.end])]
        at = one.end
    return [(kind, piece) for kind, piece in [*cut, ("", text[at:])] if piece]


def _found(seen: Seen) -> list[Found]:
    kept = _apart([letters.emails(seen), plates.find(seen), letters.nicknames(seen), numbers.find(seen)])
    kept = _apart([kept, addresses.find(seen, _places(kept))])
    kept = _apart([kept, dates.find(seen)])
    kept = _apart([kept, names.find(seen, _places(kept), _places(kept))])
    people = [(start, end) for start, end, kind in kept if kind in {"name", "child_name"}]
    return _apart([kept, dates.find(seen, people)]) if people else kept


def _apart(layers: list[list[Found]]) -> list[Found]:
    """All of the first layer, and of each further one what overlaps nothing before it; from left to right."""
    kept: list[Found] = []
    for layer in layers:
        kept = _merged(kept, sorted(layer))
    return kept


def _merged(kept: list[Found], more: list[Found]) -> list[Found]:
    made: list[Found] = []
    at = 0
    for one in more:
        while at < len(kept) and kept[at][1] <= one[0]:
            made.append(kept[at])
            at += 1
        free_before = not made or made[-1][1] <= one[0]
        if free_before and (at == len(kept) or one[1] <= kept[at][0]) and one[0] < one[1]:
            made.append(one)
    return made + kept[at:]


def _places(found: list[Found]) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _kind in found]
