"""Names that show by themselves: full names, nicknames like "Sáu Lùn", a name alone on the last line."""

import re

from langnghe.kernel.folding import fold
from langnghe.language.personal.lists import entries
from langnghe.language.personal.reading import Reading

_WHO = frozenset({"ong", "ba", "anh", "chi", "co", "chu", "bac", "em", "chau", "be", "ten", "la"})
_COUNTS = frozenset({"thứ", "tháng", "lớp", "số", "quận", "năm", "khóa", "ngày", "đợt"})
_ROAD_AFTER = frozenset({"đoạn", "nối", "giao", "kéo"})
_SHOP_WORDS = 3


def full(reading: Reading, at: int) -> int:
    """Where a full name ends that begins with a word; 0 when none does."""
    many = reading.is_family(at)
    if not many:
        return 0
    return _with_capitals(reading, at, many) or _in_small_letters(reading, at, many)


def _with_capitals(reading: Reading, at: int, many: int) -> int:
    if not reading.cap(at):
        return 0
    end = reading.capitals(at)
    rest = range(at + many, end)
    if not rest:
        return 0
    if len(rest) == 1:
        return end if _short_is_likely(reading, at, end) else 0
    known = sum(reading.is_given(one) or reading.is_middle(one) for one in rest)
    return end if known * 2 >= len(rest) else 0


def _short_is_likely(reading: Reading, at: int, end: int) -> bool:
    """`Lê Lan`: two words are a name when the second is one; a family name that is a word needs a rarer one."""
    if not reading.is_given(end - 1):
        return reading.said(at, end - 1) not in reading.lists.family_word and not reading.begins_sentence(at)
    if reading.said(at, end - 1) not in reading.lists.family_word or not reading.begins_sentence(at):
        return True
    return reading.low(end - 1) not in reading.lists.given_word


def _in_small_letters(reading: Reading, at: int, many: int) -> int:
    """`nguyễn thị lan`, `tran van tam`: a family name, a sure middle word and one or two more; or four that fit."""
    if reading.cap(at) and not reading.begins_sentence(at):
        return 0
    first = at + many
    if not _all_spaced(reading, at, first + 2):
        return 0
    if reading.said(first, first + 2) in entries("stop pair"):
        return 0
    if _sure_middle(reading, first) and reading.is_given(first + 1):
        if reading.bare(at) and not _bare_is_likely(reading, at, first):
            return 0
        return first + 3 if _goes_on(reading, first + 1) else first + 2
    return _without_sure_middle(reading, at, first)


def _bare_is_likely(reading: Reading, at: int, first: int) -> bool:
    """`khong thi ve` is no name though each word could be in one: a sure family name, or somebody called so before."""
    if reading.said(at, first) in entries("sure bare family"):
        return True
    sure = reading.lists.bare_rare | entries("bare man") | entries("bare woman")
    if reading.plain(at) not in entries("bare family"):
        return False
    if reading.plain(first + 1) in sure or (_goes_on(reading, first + 1) and reading.plain(first + 2) in sure):
        return True
    before = reading.low(at - 1)
    return before in _WHO and reading.announced(at)


def _sure_middle(reading: Reading, at: int) -> bool:
    low = reading.low(at)
    return low in {"văn", "thị"} or (low in {"van", "thi"} and reading.bare(at))


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether the word behind this part of a name is its last: `nguyễn thị kim ngân`, not `nguyễn văn bé ở`."""
    if not _all_spaced(reading, at, at + 2) or not reading.is_given(at + 1):
        return False
    plain_bare = reading.bare(at + 1) and reading.plain(at + 1) in reading.lists.bare_after
    return reading.is_middle(at) and reading.low(at + 1) not in reading.lists.after and not plain_bare


def _without_sure_middle(reading: Reading, at: int, first: int) -> int:
    """`phạm quốc dũng`: a family name that is no word, a middle, and a given name that is no word."""
    family = reading.said(at, first)
    word = family in reading.lists.family_word or (reading.bare(at) and family not in entries("sure bare family"))
    if word or not reading.is_middle(first) or not reading.is_given(first + 1):
        return 0
    last = reading.low(first + 1)
    rare = last in reading.lists.bare_rare if reading.bare(first + 1) else last not in reading.lists.given_word
    if reading.bare(first + 1) or reading.low(first) != reading.plain(first) or rare:
        return first + 2 if rare or _SURE_START.match(family) else 0
    return 0


_SURE_START = re.compile(r"nguy[eễ]n|ph[aạ]m|hu[yỳ]nh|tr[aầ]n$|quách|trịnh|đặng|bùi")


def _all_spaced(reading: Reading, at: int, end: int) -> bool:
    return end <= len(reading.words) and all(reading.spaced(one) for one in range(at + 1, end))


def nickname(reading: Reading, at: int) -> int:
    """Where `Sáu Lùn`, `Tám Hường` or `Hùng Sẹo` ends; 0 for anything else."""
    if not reading.cap(at) or not reading.cap(at + 1) or not reading.spaced(at + 1):
        return 0
    end = reading.capitals(at, 4)
    if end - at < 2:
        return 0
    rest = reading.said(at + 1, end)
    looks = rest in reading.lists.looks or reading.low(at + 1) in reading.lists.looks
    ordered = reading.low(at) in reading.lists.order
    if reading.words[at].text == "H" and reading.is_given(end - 1):
        return end
    counted = reading.low(at - 1) in _COUNTS or reading.begins_sentence(at)
    by_order = ordered and not counted and reading.low(at + 1) not in reading.lists.things
    by_look = looks and (ordered or reading.is_given(at))
    if not (by_order or by_look) or is_famous(reading, at, end) or names_a_thing(reading, at, end):
        return 0
    return end


def is_famous(reading: Reading, at: int, end: int) -> bool:
    """Whether the words are a place, or somebody whose name streets bear."""
    said = reading.said(at, end)
    if _within_famous(reading, at, end):
        return True
    longest = any(
        reading.said(at, to) in reading.lists.historic for to in range(end, min(at + 5, len(reading.words)) + 1)
    )
    if longest or said in reading.lists.places:
        return True
    if " " in said and all(reading.bare(one) or reading.words[one].text.isupper() for one in range(at, end)):
        return said in reading.lists.bare_historic or said in reading.lists.bare_places
    return any(reading.said(at, at + many) in reading.lists.places for many in range(2, end - at))


def _within_famous(reading: Reading, at: int, end: int) -> bool:
    """`Dien Bien Phu`, `người Ba Na`: the words before belong to it."""
    for first in (at - 1, at - 2):
        said = reading.said(first, end)
        bare = reading.bare(at)
        if first >= 0 and (said in reading.lists.historic or said in reading.lists.places):
            return True
        if first >= 0 and bare and (said in reading.lists.bare_historic or said in reading.lists.bare_places):
            return True
    return False


def is_namesake(reading: Reading, at: int, end: int) -> bool:
    """Whether a neighbour may well bear the name that a street has."""
    return fold(reading.said(at, end)) in reading.lists.bare_namesakes


def names_a_thing(reading: Reading, at: int, end: int) -> bool:
    """Whether a street, a school, a shop … is what bears the name."""
    if reading.low(end) in _ROAD_AFTER and reading.spaced(end):
        return True
    before = at - 1
    while before > 0 and any(map(str.isdigit, reading.low(before))) and reading.announced(before + 1):
        before -= 1
    numbered = before < at - 1
    if numbered and reading.spaced(at) and before >= 0:
        return True
    if before < 0 or not (reading.spaced(at) or (numbered and reading.announced(at))):
        return False
    things = reading.lists.bare_things if reading.bare(before) else reading.lists.things
    return any(reading.said(before + 1 - many, before + 1) in things for many in (1, 2, 3) if before + 1 >= many)


def signs(reading: Reading, at: int, end: int) -> bool:
    """Whether the words stand alone on the last line, as a signature, or head it before a dash."""
    gap = reading.seen.text[reading.words[end - 1].end :] if end == len(reading.words) else reading.gap(end)
    alone = end == len(reading.words) and gap.strip(" .!\n\r)") == ""
    return (
        "\n" in reading.gap(at)
        and at > 3
        and (alone or (gap.strip() in {"-", "–", ","} and len(reading.words) - end <= 6))
    )
