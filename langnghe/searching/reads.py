"""Questions to the indexes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.cache import caches

from langnghe.kernel.sorting import key
from langnghe.places.models import Ward
from langnghe.searching import index
from langnghe.searching.abbreviations import Known, Pair, built_in, known_everywhere
from langnghe.searching.asking import Query, read
from langnghe.searching.expressions import All, Node, Without
from langnghe.searching.index import Row
from langnghe.searching.models import Abbreviation, Indexed

# As many of the newest are looked at, at most, wherever something else is asked of them than to be the newest.
NEWEST = 10_000
FRESH_SECONDS = 60
_ROUND = "abbreviations:round"


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


def find(rows_of: type[Indexed], query: Query, *within: Node, limit: int = NEWEST, newest: bool = True) -> Found:
    """What a question finds, newest or oldest first, of that first what bears the accents that were typed.

    When nothing has all words, the last may be half typed.
    """
    if not query:
        return Found(query)
    found = _find(rows_of, query, within, limit, newest)
    begun = None if found.rows else query.begun()
    return _find(rows_of, begun, within, limit, newest) if begun else found


def _find(rows_of: type[Indexed], query: Query, within: Sequence[Node], limit: int, newest: bool) -> Found:
    whole, exact = query.node(*within), query.node(*within, exact=True)
    first = index.rows(rows_of, exact, limit + 1, newest=newest)
    found, left = list(first), limit + 1 - len(first)
    if query.is_spelled and left > 0:
        found += index.rows(rows_of, Without(whole, exact), left, newest=newest)
    return Found(query, found[:limit], min(len(first), limit), len(found) > limit)


def best(rows_of: type[Indexed], query: Query, *within: Node, limit: int = NEWEST) -> Found:
    """The newest that fit, in order by how well: in one piece, with the accents, as typed; among equals the newest."""
    found = find(rows_of, query, *within, limit=limit)
    if not found.rows:
        return found
    query, points = found.query, dict.fromkeys((row.ordinal for row in found.rows[: found.exact]), 2)
    one_piece = query.in_one_piece(*within)
    for worth, asked_for in ((4, one_piece), (1, query.node(*within, literal=True) if query.is_widened else None)):
        for row in index.rows(rows_of, asked_for, limit) if asked_for else ():
            points[row.ordinal] = points.get(row.ordinal, 0) + worth
    in_order = sorted(found.rows, key=lambda row: (-points.get(row.ordinal, 0), -row.ordinal))
    return Found(query, in_order, found.exact, found.more)
