"""Questions to the indexes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.cache import caches

from langnghe.kernel.sorting import key
from langnghe.places.models import Ward
from langnghe.searching import index
from langnghe.searching.abbreviations import Known, Pair, built_in, known_everywhere
from langnghe.searching.asking import Query, read
from langnghe.searching.expressions import All, Node
from langnghe.searching.index import Asked, Row
from langnghe.searching.models import Abbreviation, Indexed

# As many of the newest are looked at, at most, wherever something else is asked of them than to be the newest.
NEWEST = 10_000
# How much better a row fits that is also found so.
EXACT = "exact"
WORTH = {"one piece": 4, EXACT: 2, "as typed": 1}
FRESH_SECONDS = 60
_ROUND = "abbreviations:round"


@dataclass(frozen=True)
class Found:
    """What was found, in order: first what is written just as typed, `exact` of them. `more`: there is more."""

    query: Query
    rows: Sequence[Row] = field(default_factory=list)
    exact: int = 0
    more: bool = False

    def about_ids(self, first: int = NEWEST) -> list[UUID]:
        """On whose pages it stands, each once, in order; of so many rows at first."""
        return list(dict.fromkeys(row.about_id for row in self.rows[:first]))


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
    rows = index.rows(rows_of, All(marks), limit + 1, newest=newest, bare=True)
    return Found(Query(), rows[:limit], 0, len(rows) > limit)


def find(
    rows_of: type[Indexed], query: Query, *within: Node, limit: int = NEWEST, newest: bool = True,
    kinds: Sequence[str] = (), bare: bool = False,
) -> Found:  # fmt: skip
    """What a question finds, newest or oldest first, of that first what bears the accents that were typed.

    When nothing has all words, the last may be half typed. `kinds`: texts of these alone; `bare`: their ordinals alone
    are wanted. Up to three statements.
    """
    if not query:
        return Found(query)
    wish, rows = _looked_for(rows_of, query, within, limit, newest=newest, kinds=kinds, bare=bare)
    exact = [row for row in rows if row.better]
    in_turn = exact + [row for row in rows if not row.better]
    return _found(wish, in_turn, len(exact), limit)


def best(
    rows_of: type[Indexed], query: Query, *within: Node, limit: int = NEWEST, kinds: Sequence[str] = (),
    bare: bool = False,
) -> Found:  # fmt: skip
    """The newest that fit, in order by how well: in one piece, with the accents, as typed; among equals the newest.

    `kinds`, `bare` as of `find`. Up to three statements.
    """
    if not query:
        return Found(query)
    wish, rows = _looked_for(rows_of, query, within, limit, ranked=True, kinds=kinds, bare=bare)
    points = _points(list(_better(wish, within, ranked=True)))
    ranked = sorted(rows[:limit], key=lambda row: (-points[row.better], -row.ordinal))
    return _found(wish, [*ranked, *rows[limit:]], sum(row.better & 1 for row in ranked), limit)


def _looked_for(
    rows_of: type[Indexed], query: Query, within: Sequence[Node], limit: int, *, ranked: bool = False, **how: Any
) -> tuple[Query, list[Row]]:
    """What was looked for, with what it found: where nothing has all words, the last may be half typed."""
    begun = query.begun()
    wishes = {one: _better(one, within, ranked) for one in ([query, begun] if begun else [query])}
    asked = [Asked(one.node(*within), list(better.values()), one.is_spelled) for one, better in wishes.items()]
    answers = list(zip(wishes, index.lists(rows_of, asked, limit + 1, **how), strict=True))
    return next((answer for answer in answers if answer[1]), answers[-1])


def _better(query: Query, within: Sequence[Node], ranked: bool) -> dict[str, Node]:
    """What of all that fits comes first, for it bears the accents that were typed; `ranked`: what else fits better."""
    better = {EXACT: query.node(*within, exact=True)} if query.is_spelled else {}
    if ranked and (one_piece := query.in_one_piece(*within)):
        better["one piece"] = one_piece
    if ranked and query.is_widened:
        better["as typed"] = query.node(*within, literal=True)
    return better


def _points(names: Sequence[str]) -> list[int]:
    """What each set of bits is worth, a bit for each name."""
    sets = range(1 << len(names))
    return [sum(WORTH[name] for place, name in enumerate(names) if bits >> place & 1) for bits in sets]


def _found(query: Query, rows: Sequence[Row], exact: int, limit: int) -> Found:
    return Found(query, rows[:limit], min(exact if query.is_spelled else len(rows), limit), len(rows) > limit)
