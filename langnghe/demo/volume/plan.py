"""What is told where and when: the same for the same wards and matters, so that who was stopped can go on.

In the order of time over all wards: what is new stands at the end of every index, or at the end of its ward's part.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from langnghe.demo.volume.making import Place, Turn
from langnghe.demo.volume.patterns import EPOCH, Pattern
from langnghe.ledger.pruning import KEPT

YEARS = timedelta(days=730)
WEEK = timedelta(weeks=1)
# A story that ends now, and holds the first moment of a day, could not be moved at all: all its tellings would be one.
LEAST_ROOM = timedelta(seconds=1)
MICROSECOND = timedelta(microseconds=1)
# Of a hundred matters so many still go on, and so many opinions lie beside them that nobody took up.
STILL, BESIDE = 0.06, 0.015
# Long stories are rare: weights fall with the rows they need.
RARE = 1.6


@dataclass(frozen=True)
class Stock:
    """Patterns that are over, those that go on, opinions without a matter; the last moment of the demo."""

    over: Sequence[Pattern]
    still: Sequence[Pattern]
    beside: Sequence[Pattern]
    latest: datetime


def stock_of(patterns: Iterable[Pattern], latest: datetime) -> Stock:
    """The patterns by what they are for; without any that go on, those that are over stand in for them."""
    kinds: tuple[list[Pattern], list[Pattern], list[Pattern]] = ([], [], [])
    for pattern in patterns:
        kinds[2 if not pattern.matters else 1 if pattern.pending else 0].append(pattern)
    over, still, beside = kinds
    return Stock(over, still or over, beside, latest)


def turns(stock: Stock, shares: Sequence[tuple[Place, int]], chance: Random) -> Iterator[Turn]:
    """All turns of all places in the order of time."""
    patterns = [*stock.over, *stock.still, *stock.beside]
    number = {id(pattern): place for place, pattern in enumerate(patterns)}
    # Columns of numbers: a million objects would fill the memory of a small machine.
    places, told, weeks, within, began = array("H"), array("H"), array("h"), array("q"), array("q")
    for place, (_where, matters) in enumerate(shares):
        for pattern in _drawn(stock, matters, chance):
            later, moved = _when(pattern, stock.latest, chance)
            places.append(place)
            told.append(number[id(pattern)])
            weeks.append(later)
            within.append(moved // MICROSECOND)
            began.append((pattern.opened + later * WEEK + moved - EPOCH) // MICROSECOND)
    for one in sorted(range(len(began)), key=began.__getitem__):
        pattern, moved = patterns[told[one]], within[one] * MICROSECOND
        is_old = pattern.ended + weeks[one] * WEEK + moved < stock.latest - KEPT
        yield Turn(shares[places[one]][0], (is_old and pattern.aged) or pattern, weeks[one], moved)


def _drawn(stock: Stock, matters: int, chance: Random) -> Iterator[Pattern]:
    over, still, beside = (_Drawing(patterns, chance) for patterns in (stock.over, stock.still, stock.beside))
    while matters > 0:
        pattern = (still if chance.random() < STILL else over).draw(matters)
        matters -= pattern.matters
        yield pattern
        if stock.beside and chance.random() < BESIDE:
            yield beside.draw(1)


def _when(pattern: Pattern, latest: datetime, chance: Random) -> tuple[int, timedelta]:
    """What is over happened on the same weekday of any week of two years; what goes on, in the demo's own weeks."""
    weeks = 0
    if not pattern.pending:
        last = (latest - pattern.ended) // WEEK
        weeks = chance.randint(min(last, (latest - YEARS - pattern.opened) // WEEK + 1), last)
    earlier, later = pattern.room
    later = min(later, latest - pattern.ended - weeks * WEEK)
    earlier = max(earlier, LEAST_ROOM - later)
    return weeks, -earlier + (later + earlier) * chance.random()


class _Drawing:
    """Drawing patterns, lean ones more often."""

    def __init__(self, patterns: Sequence[Pattern], chance: Random) -> None:
        self.patterns, self.chance = patterns, chance
        self.weights = list(accumulate(pattern.rows**-RARE for pattern in patterns))

    def draw(self, left: int) -> Pattern:
        """One that brings no more than so many matters."""
        while True:
            drawn = self.chance.choices(self.patterns, cum_weights=self.weights)[0]
            if drawn.matters <= left:
                return drawn
