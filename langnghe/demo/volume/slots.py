"""The slots of a story: one for every value that its rows hold, the same for the same."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from langnghe.demo.volume.texts import Text, Texts

Who = Mapping[UUID, Hashable]


class NotToldError(Exception):
    """A story that cannot be told again, and why."""


@dataclass
class Slots:
    """Fixed slots hold what the database takes; the others are listed by what it takes to fill them.

    `ids`: slot, and how many 4096ths of a millisecond after 1970 the row was written; `boards` in microseconds.
    """

    people: Who = field(default_factory=dict)
    texts: Texts = field(default_factory=Texts)
    base: list[Any] = field(default_factory=list)
    slots: dict[Hashable, int] = field(default_factory=dict)
    ids: list[tuple[int, int]] = field(default_factory=list)
    days: list[tuple[int, date]] = field(default_factory=list)
    who: list[tuple[int, Hashable]] = field(default_factory=list)
    boards: list[tuple[int, int]] = field(default_factory=list)

    def slot(self, key: Hashable, value: Any = None) -> int:
        """The slot of this name, made when it is new."""
        if key not in self.slots:
            self.slots[key] = len(self.base)
            self.base.append(value)
        return self.slots[key]

    def new(self, into: list[tuple[int, Any]], key: Hashable, value: Any) -> int:
        """The slot of this name; listed, with what fills it, when it is new."""
        if key not in self.slots:
            into.append((self.slot(key), value))
        return self.slots[key]

    def day(self, day: date) -> int:
        """The slot of a day."""
        return self.new(self.days, ("on", day), day)

    def known(self, key: UUID) -> int | None:
        """The slot of a row of the story, or of somebody or some group of the ward."""
        if ("id", key) in self.slots:
            return self.slots["id", key]
        return self.new(self.who, ("who", self.people[key]), self.people[key]) if key in self.people else None

    def words(self, text: str) -> Text:
        """A text in its parts."""
        return self.texts.of(text)
