"""Personal data in a text by simple patterns: what an officer must look at before words are published.

It finds what is written as numbers (phones, identity numbers, plates, accounts) and addresses of e-mail; names and
houses it does not know. So it warns, and never says that a text is safe.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

KINDS = {
    "email": _("địa chỉ email"),
    "plate": _("biển số xe"),
    "phone": _("số điện thoại"),
    "identity": _("số căn cước, chứng minh"),
    "account": _("dãy số dài: số tài khoản, mã số"),
}
# Digits as people write them: 0905 000 111, 0905.000.111, (0269) 3 824 111.
_GAP = r"[\s.\-()]{0,2}"
_PATTERNS = {
    "email": re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}"),
    # 81B1-123.45, 51F-123.45, 81-B1 12345, 29A 1234; with or without the signs between.
    "plate": re.compile(r"(?<![\w.])\d{2}[\s\-]?[A-ZĐ][A-Z0-9Đ]?[\s\-]?\d{3}[.\s]?\d{1,2}(?!\w)", re.IGNORECASE),
    # Country code or a leading 0, nine or ten more digits.
    "phone": re.compile(rf"(?<![\w.])(?:\+?84|0){_GAP}(?:\d{_GAP}){{8,10}}(?<=\d)(?!\d)"),
    # CCCD has 12 digits, CMND 9.
    "identity": re.compile(rf"(?<!\w)(?:\d{_GAP}){{11}}\d(?!\d)|(?<!\w)(?:\d{_GAP}){{8}}\d(?!\d)"),
    "account": re.compile(r"(?<!\d)\d{8,20}(?!\d)"),
}


@dataclass(frozen=True)
class Finding:
    """A place in a text, from `start` to before `end`, and what it looks like (a key of `KINDS`)."""

    kind: str
    start: int
    end: int


def findings(text: str) -> list[Finding]:
    """What looks like personal data, from left to right; where two kinds overlap, the first of `KINDS`."""
    found: list[Finding] = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            one = Finding(kind, match.start(), match.end())
            if all(one.end <= other.start or one.start >= other.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def pieces(text: str) -> list[tuple[str, str]]:
    """The text cut at its findings: (kind or "", piece), for pages that mark them."""
    cut, at = [], 0
    for one in findings(text):
        cut += [("", text[at : one.start]), (one.kind, text[one.start : one.end])]
        at = one.end
    return [(kind, piece) for kind, piece in [*cut, ("", text[at:])] if piece]
