"""What stands around a number: the words that say what kind of number it is. Nearest before it counts."""

import re

from langnghe.language.personal.lists import either

_KINDS = {
    "phone": either("number phone"), "zalo": either("number zalo"), "id_number": either("number id_number"),
    "bank_account": either("number bank_account", "bank"), "other": either("number other"),
}  # fmt: skip
_WHAT = re.compile(
    r"(?<![a-z0-9])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()) + r")(?![a-z])"
)
_BANK_AFTER = re.compile(
    r"[ \t,(\-\u2010-\u2015:/]{0,4}(?:(?:o|tai|cua|nh|ben|the|qua|,) ){0,2}(?:" + either("bank") + r")(?![a-z])"
)
_ONLY_NUMBER = re.compile(r"[ :#.\-]*(?:(?:so|la|no|ma|cua|hieu|quyen)[ :#.\-]*){0,3}")
_ISSUED = re.compile(r"[ ,(\-]{0,3}(?:cap (?:ngay|tai|nam|boi|o)|do (?:cong an|ca|cuc)|ngay cap|noi cap)(?![a-z])")
_MONEY_AFTER = re.compile(
    r" ?(?:d|dong|vnd|k|tr|trieu|nghin|ngan(?! hang)|ty|ti|usd|m2|m|km|kg|kwh|%|ha|₫|cu|ngay|nam|ho|"
    r"nguoi|lan|vu)(?![a-z0-9])"
)
BACK = 60


def kind_before(plain: str, start: int) -> str:
    """What the nearest telling words before `start` announce, "" for nothing; telephone before Zalo."""
    said = list(_WHAT.finditer(plain, max(start - BACK, 0), start))
    if not said:
        return ""
    kind = said[-1].lastgroup or ""
    if said[-1][0] == "ma" and len(said) > 1:  # "định danh cá nhân mã số …"
        kind = said[-2].lastgroup or ""
    near = {match.lastgroup for match in said if start - match.end() < BACK // 2}
    return "phone" if kind == "zalo" and "phone" in near else kind


def words_between(plain: str, start: int) -> str:
    """What lies between the nearest telling words and `start`."""
    ends = [match.end() for match in _WHAT.finditer(plain, max(start - BACK, 0), start)]
    return plain[ends[-1] : start] if ends else plain[max(start - BACK, 0) : start]


def names_it(plain: str, start: int) -> bool:
    """Whether the nearest telling words name the number itself: nothing but "số", "là" or a colon between."""
    return _ONLY_NUMBER.fullmatch(words_between(plain, start)) is not None


def was_issued(plain: str, end: int) -> bool:
    """Whether a day or place of issue follows, as after the number of a card."""
    return _ISSUED.match(plain, end) is not None


def bank_after(plain: str, end: int) -> bool:
    """Whether a bank is named right after `end`."""
    return _BANK_AFTER.match(plain, end) is not None


def counts_something(plain: str, end: int) -> bool:
    """Whether what ends at `end` is an amount: money, metres, people."""
    return _MONEY_AFTER.match(plain, end) is not None
