"""Leaving out the points of lines that nobody would miss (Visvalingam and Whyatt, 1993), in n log n."""

import heapq
from collections.abc import Iterator
from itertools import pairwise

Line = list[tuple[float, float]]


def thin(lines: list[Line], most: int) -> list[Line]:
    """The lines with about `most` points together: those that shape them most. Ends stay, rings stay rings of four."""
    clean = [_without_repeats(line) for line in lines]
    spare = sum(map(len, clean)) - most
    if spare <= 0:
        return clean
    chains = [_Chain(line) for line in clean]
    heap = [(area, index, place) for index, chain in enumerate(chains) for place, area in chain.areas()]
    heapq.heapify(heap)
    while spare > 0 and heap:
        area, index, place = heapq.heappop(heap)
        if chains[index].is_current(place, area):
            spare -= 1
            for neighbour, anew in chains[index].drop(place, area):
                heapq.heappush(heap, (anew, index, neighbour))
    return [chain.left() for chain in chains]


def _without_repeats(line: Line) -> Line:
    kept = [line[0], *(two for one, two in pairwise(line) if one != two)]
    return kept if len(kept) >= min(len(line), _fewest(line)) else line


def _fewest(line: Line) -> int:
    return 4 if len(line) > 3 and line[0] == line[-1] else 2


class _Chain:
    """A line whose points can be dropped one by one; each knows its neighbours and the area it makes with them."""

    def __init__(self, line: Line) -> None:
        self.line, last = line, len(line) - 1
        self.before, self.after = list(range(-1, last)), list(range(1, last + 2))
        self.area = [0.0, *(self._triangle(place) for place in range(1, last)), 0.0]
        self.spare = len(line) - _fewest(line)

    def areas(self) -> Iterator[tuple[int, float]]:
        """Every point that may go, with its area."""
        return ((place, self.area[place]) for place in range(1, len(self.line) - 1))

    def is_current(self, place: int, area: float) -> bool:
        return self.spare > 0 and self.area[place] == area

    def drop(self, place: int, area: float) -> Iterator[tuple[int, float]]:
        """Take a point out; its neighbours that may go, with their new areas."""
        before, after = self.before[place], self.after[place]
        self.after[before], self.before[after] = after, before
        self.area[place], self.spare = -1.0, self.spare - 1
        for neighbour in (before, after):
            if 0 < neighbour < len(self.line) - 1:
                self.area[neighbour] = max(area, self._triangle(neighbour))
                yield neighbour, self.area[neighbour]

    def left(self) -> Line:
        places, place = [0], self.after[0]
        while place < len(self.line):
            places.append(place)
            place = self.after[place]
        return [self.line[place] for place in places]

    def _triangle(self, place: int) -> float:
        (x1, y1), (x2, y2), (x3, y3) = (self.line[one] for one in (self.before[place], place, self.after[place]))
        return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2
