"""Where names stand on a drawing: groups first, then streets, then the rest; a name without free room is left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

SIZE, GROUP_SIZE = 25.0, 38.0  # units of the plane, before the level's letters
WIDE, FREE = 0.55, 0.95  # of a letter's size: how wide a letter is, how far another name keeps off
SHARES = (0.42, 0.2, 0.66, 0.08, 0.84)  # along a street, the best first: a little before the middle, where others cross
Spots = list[tuple[int, int]]


@dataclass(frozen=True)
class Stand:
    """One place for a name: the middle of its letters' foot, and its direction (1 lies level)."""

    foot: complex
    turn: complex = 1 + 0j

    @property
    def attributes(self) -> str:
        """As an SVG text element has it."""
        if self.turn == 1:
            return f'x="{self.foot.real:.0f}" y="{self.foot.imag:.0f}"'
        cosine, sine = self.turn.real, self.turn.imag
        turned = f"{cosine:.3f} {sine:.3f} {-sine:.3f} {cosine:.3f}"
        return f'transform="matrix({turned} {self.foot.real:.0f} {self.foot.imag:.0f})"'

    def letters(self, name: str, size: float) -> list[complex]:
        """The middles of the letters, about."""
        middle = self.foot - 1j * self.turn * size * 0.33
        step = self.turn * size * WIDE
        return [middle + step * (place - (len(name) - 1) / 2) for place in range(len(name))]


@dataclass
class Taken:
    """What other names have covered already, in squares as large as the largest letter."""

    letters: float
    squares: dict[tuple[int, int], list[tuple[complex, float]]] = field(default_factory=lambda: defaultdict(list))

    def first_free(self, name: str, size: float, stands: Iterator[Stand]) -> Stand | None:
        """The first of these places where the name covers no other; it is taken by that. None when all are covered."""
        for stand in stands:
            dots = stand.letters(name, size)
            if not any(self._covered(dot, size) for dot in dots):
                for dot in dots:
                    self.squares[self._square(dot)].append((dot, size))
                return stand
        return None

    def _covered(self, dot: complex, size: float) -> bool:
        east, south = self._square(dot)
        near = (self.squares.get((east + x, south + y), ()) for x, y in product((-1, 0, 1), repeat=2))
        return any(abs(dot - other) < FREE * (size + theirs) / 2 for square in near for other, theirs in square)

    def _square(self, dot: complex) -> tuple[int, int]:
        side = GROUP_SIZE * self.letters
        return int(dot.real // side), int(dot.imag // side)


def within(spots: Spots, letters: float) -> Iterator[Stand]:
    """In the middle of an area."""
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    yield Stand(complex((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2 + 9 * letters))


def beside(spots: Spots, letters: float) -> Iterator[Stand]:
    """Above a spot, or below it."""
    at = complex(*spots[0])
    yield Stand(at - 20j * letters)
    yield Stand(at + 36j * letters)


def along(spots: Spots, name: str, letters: float) -> Iterator[Stand]:
    """On a street, readable; nowhere when the name is longer than the street."""
    if len(spots) < 2 or abs(complex(*spots[-1]) - complex(*spots[0])) < 13 * len(name) * letters:
        return
    for share in SHARES:
        middle = int(len(spots) * share)
        one, two = complex(*spots[max(0, middle - 2)]), complex(*spots[min(len(spots) - 1, middle + 1)])
        stretch, at = (two - one) * (-1 if two.real < one.real else 1), (one + two) / 2
        turn = stretch / (abs(stretch) or 1)
        yield Stand(at + 8j * letters * turn, turn)
