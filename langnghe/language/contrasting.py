"""Directions of words turned so that whoever tells of one trouble points the same way, and of another elsewhere.

Counting which words stand together (`deriving`) knows that "đèn" and "tối" meet, and not that "phải mò" and "cầm điện
thoại rọi cho con" tell of the same dead lamp: nobody writes both. Texts of which we know that they tell of one thing
are drawn together: by its direction each is to be found among a hundred others by its partner's (InfoNCE, van den Oord
and others 2018), in small steps from where counting has put the words. In the learner's process, by numpy.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from langnghe.kernel.later import Later

np = Later("numpy")
sparse = Later("scipy.sparse")

TURNS, TOGETHER = 5, 256
HEAT, STEP = 0.1, 0.012
LEFT_OUT = 0.4
"""Share of a text's words that a look at it leaves out, so that no single word decides."""
SAME_SCENE = 0.5
"""How often a text's partner tells of the very same scene; else of the same trouble somewhere."""
FORGET, FORGET_SQUARES, SMALL = 0.9, 0.999, 1e-8


class Told(NamedTuple):
    """What a text tells of, and the scene, if several texts tell of it; its words as places."""

    kind: str
    scene: str
    places: Sequence[int]


def turned(rows: Any, told: Sequence[Told]) -> Any:
    """Rows of the same shape. `told`: texts; kinds that only one text tells of say nothing."""
    partners = _Partners(told)
    texts, turner, chance = _table(told, len(rows)), _Turner(rows), np.random.default_rng(0)
    kinds = np.unique([one.kind for one in told], return_inverse=True)[1]
    for _turn in range(TURNS):
        order = chance.permutation(partners.paired)
        for start in range(0, len(order) - TOGETHER + 1, TOGETHER):
            some = order[start : start + TOGETHER]
            others = [partners.of(place, chance) for place in some]
            turner.step(_part(texts, some, chance), _part(texts, others, chance), kinds[some])
    return turner.rows


class _Partners:
    """Which texts tell of the same."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, one in enumerate(told):
            self._by[one.kind, ""].append(place)
            if one.scene:
                self._by[one.kind, one.scene].append(place)
        self.paired = [place for place, one in enumerate(told) if len(self._by[one.kind, ""]) > 1]

    def of(self, place: int, chance: Any) -> int:
        """Another text of the same scene or kind."""
        one = self._told[place]
        near = one.scene if chance.random() < SAME_SCENE else ""
        found = self._by[one.kind, near]
        if len(found) < 2:
            found = self._by[one.kind, ""]
        other = place
        while other == place:
            other = found[chance.integers(len(found))]
        return int(other)


class _Turner:
    """Steps by Adam (Kingma and Ba 2015)."""

    def __init__(self, rows: Any) -> None:
        self.rows = np.array(rows, dtype=np.float32)
        self._moved, self._squares, self._steps = np.zeros_like(self.rows), np.zeros_like(self.rows), 0

    def step(self, ours: Any, theirs: Any, kinds: Any) -> None:
        """Draw each of our texts to its partner and away from the partners of other kinds, and the other way round."""
        (mine, length), (partner, other_length) = _directions(ours @ self.rows), _directions(theirs @ self.rows)
        alike = mine @ partner.T / HEAT
        same = kinds[:, None] == kinds[None, :]
        np.fill_diagonal(same, val=False)
        alike[same] = -np.inf
        right = np.eye(len(mine), dtype=np.float32)
        pull = (_shares(alike) + _shares(alike.T).T - 2 * right) / (2 * len(mine) * HEAT)
        slope = ours.T @ _across(pull @ partner, mine, length) + theirs.T @ _across(
            pull.T @ mine, partner, other_length
        )
        self._steps += 1
        self._moved = FORGET * self._moved + (1 - FORGET) * slope
        self._squares = FORGET_SQUARES * self._squares + (1 - FORGET_SQUARES) * slope * slope
        spread = np.sqrt(self._squares / (1 - FORGET_SQUARES**self._steps)) + SMALL
        self.rows -= STEP * self._moved / (1 - FORGET**self._steps) / spread


def _table(told: Sequence[Told], width: int) -> Any:
    ends = np.cumsum([0, *(len(one.places) for one in told)])
    columns = np.array([place for one in told for place in one.places], dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(told), width))


def _part(texts: Any, some: Any, chance: Any) -> Any:
    """These rows, of each some words left out."""
    seen = texts[some]
    seen.data *= chance.random(len(seen.data)) > LEFT_OUT
    return seen


def _directions(sums: Any) -> tuple[Any, Any]:
    length = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9
    return sums / length, length


def _across(slope: Any, direction: Any, length: Any) -> Any:
    """The part of a slope that turns a direction, for what was divided by its length."""
    return (slope - (slope * direction).sum(axis=1, keepdims=True) * direction) / length


def _shares(alike: Any) -> Any:
    parts = np.exp(alike - alike.max(axis=1, keepdims=True))
    return parts / parts.sum(axis=1, keepdims=True)
