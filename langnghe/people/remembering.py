"""What was counted for a mandate or a ward, as long as nothing happened there: anew with the first step after it.

Kept in the memory of a process: numbers and keys, never a row. Rows are read anew by whoever shows them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.cache import caches

from langnghe.kernel.clock import local_today
from langnghe.ledger.reads import Pulse, pulse
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

# Different filters of one mandate between two steps; whoever asks for more begins again.
MOST_KEPT = 100


@dataclass
class Remembered:
    """What is known by name since nothing happened. `pulse`: of the wards then; `day`: tomorrow more is late.

    `most`: names that are kept.
    """

    pulse: Pulse | None
    day: date
    most: int = MOST_KEPT
    known: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str, count: Callable[[], Any]) -> Any:
        """What is known by this name, or what `count` finds now. Other threads may forget it in the same moment."""
        try:
            return self.known[name]
        except KeyError:
            found = count()
            self.keep(name, found)
            return found

    def keep(self, name: str, found: Any) -> None:
        """Remember something."""
        if len(self.known) >= self.most:
            self.known.clear()
        self.known[name] = found


def remembered(mandate: Mandate, about: str, most: int = MOST_KEPT) -> Remembered:
    """What is known for a mandate about something; nothing once a step was recorded in its wards or is to be followed.

    One statement.
    """
    return _since(f"{about}:{mandate.id}", mandate.ward_ids(), most)


def remembered_of(ward: Ward, about: str, most: int) -> Remembered:
    """The same of what everybody may ask about a ward: so many names, whoever asks. One statement."""
    return _since(f"{about}:ward:{ward.id}", [ward.id], most)


def _since(key: str, ward_ids: Sequence[UUID], most: int) -> Remembered:
    near, beat, day = caches["near"], pulse(ward_ids), local_today()
    if beat is None:
        return Remembered(None, day)
    found: Remembered | None = near.get(key)
    if found is None or (found.pulse, found.day) != (beat, day):
        found = Remembered(beat, day, most)
        near.set(key, found)
    return found
