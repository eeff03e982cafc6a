"""Names of people: after what they are called by, after "tên là", as full names, as nicknames, beside a telephone."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from langnghe.language.personal import called, whole
from langnghe.language.personal.children import age_after, can_be_aged, is_child
from langnghe.language.personal.reading import Reading
from langnghe.language.personal.seen import Seen, Span

Found = tuple[int, int, str]
_AND = re.compile(
    r"[ \u00a0]?[,/&+][ \u00a0]?|[ \u00a0](?:và|va|với|voi|cùng|cung|hoặc|hay|n|là|la|tức)[ \u00a0]",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(
    r"[ \t]*[:,(\-–]?[ \t]*(?:(?:s[đd]t|[đd]t|zalo|số|so|tel|điện thoại)[ :.]{1,2}){0,2}[(+]?", re.IGNORECASE
)
_AFTER_NUMBER = re.compile(r"[ \t]?[(\-–]?[ \t]?(?:gặp |gap |tên |ten |của )?", re.IGNORECASE)


class Name(NamedTuple):
    """Words `start` to before `end`."""

    start: int
    end: int


def find(seen: Seen, taken: Sequence[Span], numbers: Sequence[Span]) -> list[Found]:
    """Every name, from left to right. `taken`: where nobody is named; `numbers`: beside which somebody is."""
    reading = Reading(seen)
    walk = _Walk(reading, taken, numbers)
    return [
        (reading.words[one.start].start, reading.words[one.end - 1].end, "child_name" if young else "name")
        for one, young in walk.names()
    ]


class _Walk:
    """Goes through the words once."""

    def __init__(self, reading: Reading, taken: Sequence[Span], numbers: Sequence[Span]) -> None:
        self.reading = reading
        self.taken = sorted(taken)
        self.begins = {start for start, _end in numbers}
        self.ends = sorted(end for _start, end in numbers)
        self.number_ends = set(self.ends)
        # Behind the last street, school or shop: what "và" or a dash ties to it is another one.
        self.street = -9

    def names(self) -> list[tuple[Name, bool]]:
        """Each name, and whether it is a child's."""
        found: list[tuple[Name, bool]] = []
        at = 0
        while at < len(self.reading.words):
            end = 0 if self._inside_taken(at) else self._name_at(at, found[-1][0] if found else None)
            if end > at:
                one = Name(at, end)
                tied = bool(found) and self._tied(found[-1][0], at)
                young = is_child(self.reading, at, end) or (
                    tied and found[-1][1] and not called.title(self.reading, at)
                )
                found.append((one, young))
            at = max(end, at + 1) if end > at else max(at + 1, -end)
        return found

    def _inside_taken(self, at: int) -> bool:
        word = self.reading.words[at]
        while self.taken and self.taken[0][1] <= word.start:
            self.taken.pop(0)
        return bool(self.taken) and self.taken[0][0] <= word.start

    def _name_at(self, at: int, last: Name | None) -> int:
        """Where a name ends that begins with a word; a negative number: nothing before that word is one."""
        if not self.reading.words[at].text[0].isalpha():
            return 0
        end = called.after_title(self.reading, at) or called.after_label(self.reading, at)
        if end:
            return self._unless_famous(at, end)
        end = whole.full(self.reading, at)
        if end:
            return self._unless_street(at, end)
        return whole.nickname(self.reading, at) or self._beside(at, last)

    def _unless_famous(self, at: int, end: int) -> int:
        if whole.is_famous(self.reading, at, end) and not whole.is_namesake(self.reading, at, end):
            self.street = end
            return -end
        return end

    def _unless_street(self, at: int, end: int) -> int:
        """The end of a full name, negative when it is a street's, a school's or a shop's."""
        near_street = at - self.street <= 1 and not called.title(self.reading, at)
        if near_street or whole.is_famous(self.reading, at, end) or whole.names_a_thing(self.reading, at, end):
            self.street = end
            return -end
        return end

    def _tied(self, last: Name, at: int) -> bool:
        words = self.reading.words
        if at - last.end > 1 or at < last.end:
            return False
        return _AND.fullmatch(self.reading.seen.text, words[last.end - 1].end, words[at].start) is not None

    def _beside(self, at: int, last: Name | None) -> int:
        """A given name with a capital: after another name and "và", beside a number, alone on the last line."""
        reading = self.reading
        if last is not None and self._tied(last, at) and reading.low(at) in reading.lists.child and reading.cap(at):
            return at + 1
        if not reading.cap(at) or not reading.is_given(at) or reading.stops(at):
            return 0
        end = reading.capitals(at, 3)
        if not reading.is_given(end - 1):
            return 0
        tied = last is not None and self._tied(last, at) and not reading.begins_sentence(at)
        aged = (
            age_after(reading, end) is not None
            and can_be_aged(reading, at, end)
            and not whole.names_a_thing(reading, at, end)
        )
        return end if tied or aged or self._by_a_number(at, end) or whole.signs(reading, at, end) else 0

    def _by_a_number(self, at: int, end: int) -> bool:
        text, words = self.reading.seen.text, self.reading.words
        after = _BEFORE_NUMBER.match(text, words[end - 1].end)
        if after and any(place in self.begins for place in range(words[end - 1].end + 1, after.end() + 2)):
            return True
        before = range(max(words[at].start - 8, 0), words[at].start)
        return any(
            place in self.number_ends and _AFTER_NUMBER.fullmatch(text, place, words[at].start) for place in before
        )
