"""Questions to the indexes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.core.cache import caches

from langnghe.kernel.sorting import key
from langnghe.places.models import Ward
from langnghe.searching import index
from langnghe.searching.abbreviations import Known, Pair, built_in, known_everywhere
from langnghe.searching.asking import Query, read
from langnghe.searching.expressions import All, Node, Without
from langnghe.searching.index import Asked, Row
from langnghe.searching.models import Abbreviation, Indexed

# As many of the newest are looked at, at most, wherever something else is asked of them than to be the newest.
NEWEST = 10_000
# How much better a row fits that is also found so.
WORTH = {"one piece": 4, "exact": 2, "as typed": 1}
FRESH_SECONDS = 60
_ROUND = "abbreviations:round"
Lists = dict[str, list[Row]]


@dataclass(frozen=True)
class Found:
    """What was found, in order: first what is written just as typed, `exact` of them. `more`: there is more."""

    query: Query
    rows: Sequence[Row] = field(default_factory=list)
    exact: int = 0
    more: bool = False

    @property
    def about_ids(self) -> list[UUID]:
        """On whose pages it stands, each once, in order."""
        return list(dict.fromkeys(row.about_id for row in self.rows))


def asked(typed: str, *wards: Ward | UUID) -> Query:
    """What somebody typed, read with the abbreviations of these wards; of none: with those known everywhere."""
    return read(typed, known_in(*wards))


def known_in(*wards: Ward | UUID) -> Known:
    """The abbreviations of some wards, asked anew every minute and after each change in this process."""
    if not wards:
        return known_everywhere()
    ids = sorted(ward if isinstance(ward, UUID) else ward.id for ward in wards)
    near = caches["near"]
    name = f"abbreviations:{near.get(_ROUND, 0)}:{hash(tuple(ids))}"
    known: Known | None = near.get(name)
    if known is None:
        known = _known_now(ids)
        near.set(name, known, FRESH_SECONDS)
    return known


def forget_known() -> None:
    """Ask anew at the next search: an officer changed what a ward knows. Other processes follow within a minute."""
    caches["near"].set(_ROUND, caches["near"].get(_ROUND, 0) + 1, None)


def own_abbreviations(ward: Ward) -> list[Abbreviation]:
    """What a ward added, and what it dropped, by the alphabet."""
    return sorted(Abbreviation.objects.filter(ward=ward), key=lambda row: (key(row.short), key(row.long)))


def _known_now(ward_ids: list[UUID]) -> Known:
    own = list(Abbreviation.objects.filter(ward_id__in=ward_ids))
    if not own:
        return known_everywhere()
    dropped = {one.key for one in own if one.dropped}
    kept = [pair for group in built_in() for pair in group.pairs if pair.key not in dropped]
    return Known([*kept, *(Pair(one.short, one.long) for one in own if not one.dropped)])


def marked(rows_of: type[Indexed], *marks: Node, limit: int, newest: bool = True) -> Found:
    """What bears all these marks, whatever its words."""
    rows = index.rows(rows_of, All(marks), limit + 1, newest=newest)
    return Found(Query(), rows[:limit], 0, len(rows) > limit)


def find(
    rows_of: type[Indexed], query: Query, *within: Node, limit: int = NEWEST, newest: bool = True,
    kinds: Sequence[str] = (),
) -> Found:  # fmt: skip
    """What a question finds, newest or oldest first, of that first what bears the accents that were typed.

    When nothing has all words, the last may be half typed. `kinds`: texts of these alone. Up to three statements.
    """
    if not query:
        return Found(query)
    wishes = _wishes(query)
    asked = [Asked(one.node(*within), _in_turn(one, within)) for one in wishes]
    lists = index.lists(rows_of, asked, limit + 1, whole=limit + 1, newest=newest, kinds=kinds)
    return _found(*_first_that_finds(wishes, lists), limit)


def best(rows_of: type[Indexed], query: Query, *within: Node, limit: int = NEWEST, kinds: Sequence[str] = ()) -> Found:
    """The newest that fit, in order by how well: in one piece, with the accents, as typed; among equals the newest.

    Up to three statements.
    """
    if not query:
        return Found(query)
    wishes = _wishes(query)
    asked = [Asked(one.node(*within), _in_turn(one, within) | _better(one, within)) for one in wishes]
    wish, lists = _first_that_finds(wishes, index.lists(rows_of, asked, limit + 1, kinds=kinds))
    points = Counter[int]()
    for name, worth in WORTH.items():
        points.update(dict.fromkeys((row.ordinal for row in lists.get(name, ())), worth))
    found = _found(wish, lists, limit)
    return replace(found, rows=sorted(found.rows, key=lambda row: (-points[row.ordinal], -row.ordinal)))


def _wishes(query: Query) -> list[Query]:
    """What is looked for, and what instead where nothing has all words."""
    begun = query.begun()
    return [query, begun] if begun else [query]


def _in_turn(query: Query, within: Sequence[Node]) -> dict[str, Node]:
    """What makes a list: first what bears the accents that were typed, then the rest."""
    whole, exact = query.node(*within), query.node(*within, exact=True)
    return {"exact": exact, "rest": Without(whole, exact)} if query.is_spelled else {"exact": whole}


def _better(query: Query, within: Sequence[Node]) -> dict[str, Node]:
    """What of a list fits better than the rest of it."""
    one_piece = query.in_one_piece(*within)
    better = {"one piece": one_piece} if one_piece else {}
    return better | ({"as typed": query.node(*within, literal=True)} if query.is_widened else {})


def _first_that_finds(wishes: Sequence[Query], lists: Sequence[Lists]) -> tuple[Query, Lists]:
    """The first wish that found anything, with what it found; the last where none did."""
    answers = list(zip(wishes, lists, strict=True))
    return next((answer for answer in answers if any(answer[1].values())), answers[-1])


def _found(query: Query, lists: Lists, limit: int) -> Found:
    exact, rest = lists["exact"], lists.get("rest", [])
    rows = [*exact, *rest]
    return Found(query, rows[:limit], min(len(exact), limit), len(rows) > limit)
