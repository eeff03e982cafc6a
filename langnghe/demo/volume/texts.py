"""Texts of a story in parts: what stays, and lanes, streets and days that differ each time it is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import Model

from langnghe.demo.volume import phrases
from langnghe.kernel.formats import short_date
from langnghe.language.topics import is_private
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion

Part = str | int
Varying = tuple[str, str]
LONGEST_TITLE = 100


@dataclass(frozen=True)
class Text:
    """Parts in order; a number is the place of what varies."""

    parts: tuple[Part, ...]

    @property
    def varies(self) -> bool:
        """Whether it may differ from one telling to the next."""
        return any(isinstance(part, int) for part in self.parts)

    def said(self, varied: list[str]) -> str:
        """The text as it is this time."""
        return "".join([part if isinstance(part, str) else varied[part] for part in self.parts])


@dataclass
class Texts:
    """All texts of a story: the same lane is the same in all of them."""

    rows: Iterable[Model] = ()
    varying: list[Varying] = field(default_factory=list)
    _ends: dict[str, Varying] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Senders add something of their own; a title without a place is given one."""
        for row in self.rows:
            if isinstance(row, Opinion) and row.words:
                self._ends[row.words] = ("added", "plain" if row.words.isascii() else "")
            elif isinstance(row, Matter) and _lacks_place(row):
                self._ends.setdefault(row.title, ("where", ""))

    def of(self, text: str) -> Text:
        """The text in its parts."""
        parts: list[Part] = []
        last = 0
        for one in phrases.VARIES.finditer(text):
            parts += [text[last : one.start()], self.place((str(one.lastgroup), one[0]))]
            last = one.end()
        parts.append(text[last:])
        parts += [self.place(self._ends[text])] if text in self._ends else []
        return Text(tuple(part for part in parts if part != ""))

    def place(self, varying: Varying) -> int:
        """The place of what varies, the same for the same."""
        if varying not in self.varying:
            self.varying.append(varying)
        return self.varying.index(varying)

    def vary(self, weeks: int, chance: Random) -> list[str]:
        """What varies, as it is this time."""
        return [_VARY[kind](was, weeks, chance) for kind, was in self.varying]


def _lacks_place(row: Matter) -> bool:
    varies = phrases.VARIES.search(row.title)
    return bool(row.title) and not varies and len(row.title) < LONGEST_TITLE and not is_private(row.topic)


def _lane(was: str, weeks: int, chance: Random) -> str:
    return phrases.lane(chance)


def _street(was: str, weeks: int, chance: Random) -> str:
    return chance.choice(phrases.STREETS)


def _day(was: str, weeks: int, chance: Random) -> str:
    return short_date(day_of(was) + timedelta(weeks=weeks))


def day_of(written: str) -> date:
    """The day that a text writes out."""
    return datetime.strptime(written, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone


def _added(plain: str, weeks: int, chance: Random) -> str:
    return phrases.added(bool(plain), chance)


def _where(was: str, weeks: int, chance: Random) -> str:
    return f", hẻm {phrases.lane(chance)} {chance.choice(phrases.STREETS)}"


_VARY = {"lane": _lane, "street": _street, "day": _day, "added": _added, "where": _where}
