"""Deriving what words mean from our texts: which ones stand together more often than chance, in a few dimensions.

Positive pointwise mutual information of words and neighbours within a text, taken apart by singular values (scipy), in
the learner's process; then turned by what is known to tell of the same (`contrasting`). The lists of
`data/tellings.txt` are texts too, cut in pieces, so that words which tell of one trouble meet although no example has
them together.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from langnghe.kernel.later import Later
from langnghe.language import tellings
from langnghe.language.contrasting import Told, turned
from langnghe.language.meanings import units
from langnghe.language.sorter import hash_of

np = Later("numpy")
sparse = Later("scipy.sparse")
linear = Later("scipy.sparse.linalg")

WIDTH, SEEN_BEFORE, SMOOTHED = 96, 4, 0.75
AT_ONCE = 500
"""Units whose neighbours are counted at once: 280 MB less than all."""
PIECE, TURNS = 20, 6
FEWEST = 1_000
MEASURED = 2_000
"""Texts whose mean is the middle."""
STEPS = 127


class Text(NamedTuple):
    """A text to learn from: what it tells of, and the scene that several tell of; empty: unknown."""

    words: str
    kind: str = ""
    scene: str = ""


def derive(texts: Sequence[Text]) -> tuple[dict[str, Any], bytes]:
    """The part of a sorter's head and the tables behind its weights; both empty where the texts are few."""
    every = [*texts, *_listed()]
    several = [units(text.words) for text in every]
    uses = Counter(unit for told in several for unit in set(told))
    if len(texts) < FEWEST:
        return {}, b""
    often = sorted(unit for unit, many in uses.items() if many >= SEEN_BEFORE)
    known = {unit: place for place, unit in enumerate(often)}
    rarity = np.log((len(several) + 1) / (np.array([uses[unit] for unit in known]) + 0.5))
    rows = _directions(several, known) * rarity[:, None]
    places = [[known[unit] for unit in sorted(set(told)) if unit in known] for told in several]
    rows = turned(
        rows, [Told(text.kind, text.scene, one) for text, one in zip(every, places, strict=True) if text.kind]
    )
    return _packed(list(known), rows, _middle(several[:MEASURED], known, rows))


def rarities(texts: Sequence[str]) -> list[float]:
    """How seldom each phrase of the lists is heard in the texts, in the order of `tellings.phrases()`."""
    uses = Counter(phrase for text in texts for phrase, _kinds, _accents in tellings.heard(text))
    return [round(float(np.log((len(texts) + 1) / (uses[phrase] + 1))), 2) for phrase in tellings.phrases()]


def _listed() -> list[Text]:
    """The lists of tellings as texts: every phrase several times, each time beside others of its list."""
    lists: dict[str, list[str]] = defaultdict(list)
    for kind, told in tellings.lists():
        lists[kind].append(told)
    some, made = random.Random(1), list[Text]()  # noqa: S311
    for kind, several in lists.items():
        for _turn in range(TURNS):
            some.shuffle(several)
            made += [Text(" 0 ".join(several[at : at + PIECE]), kind) for at in range(0, len(several), PIECE)]
    return made


def _directions(several: Sequence[Sequence[str]], known: dict[str, int]) -> Any:
    """A row of length 1 for each unit."""
    places = [sorted({known[unit] for unit in told if unit in known}) for told in several]
    ends, columns = np.cumsum([0, *map(len, places)]), np.array([place for told in places for place in told])
    table = sparse.csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(several), len(known))
    )
    beside = np.bincount(columns, np.repeat(np.diff(ends) - 1, np.diff(ends)), minlength=len(known))
    share = beside**SMOOTHED / (beside**SMOOTHED).sum()
    turned, columns_of = table.T.tocsr(), range(0, len(known), AT_ONCE)
    matrix = sparse.vstack([_oftener(turned[at : at + AT_ONCE] @ table, at, beside, share) for at in columns_of])
    found, values, _rest = linear.svds(matrix.tocsr(), k=WIDTH, random_state=0)
    made = found * np.sqrt(values)
    return made / (np.linalg.norm(made, axis=1, keepdims=True) + 1e-9)


def _oftener(met: Any, first: int, beside: Any, share: Any) -> Any:
    """Of some units (from `first` on) how much oftener than chance they stand with every other, as a logarithm."""
    met = met.tocoo()
    more = np.log(met.data / np.maximum(beside[met.row + first], 1) / np.maximum(share[met.col], 1e-12))
    kept = (more > 0) & (met.row + first != met.col)
    values = (more[kept].astype(np.float32), (met.row[kept], met.col[kept]))
    return sparse.csr_matrix(values, shape=met.shape)


def _middle(several: Sequence[Sequence[str]], known: dict[str, int], rows: Any) -> Any:
    sums = [rows[[known[unit] for unit in set(told) if unit in known]].sum(axis=0) for told in several]
    made = np.array(sums)
    return (made / (np.linalg.norm(made, axis=1, keepdims=True) + 1e-9)).mean(axis=0)


def _packed(known: Sequence[str], rows: Any, middle: Any) -> tuple[dict[str, Any], bytes]:
    """In the order of the hashes; of two units with one hash the first stays."""
    by_hash = {hash_of(unit): place for place, unit in reversed(list(enumerate(known)))}
    hashes = sorted(by_hash)
    chosen = rows[[by_hash[number] for number in hashes]]
    steps = np.abs(chosen).max(axis=1) / STEPS + 1e-12
    table = np.rint(chosen / steps[:, None]).astype("i1")
    head = {"units": len(hashes), "middle": [round(float(one), 5) for one in middle]}
    return head, np.array(hashes, dtype="<u4").tobytes() + steps.astype("<f4").tobytes() + table.tobytes()
