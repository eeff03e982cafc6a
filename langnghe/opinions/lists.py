"""The officer's list of opinions, newest first, or what some words find in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from langnghe.opinions.finding import KINDS
from langnghe.opinions.models import Opinion
from langnghe.opinions.reads import STANDS, in_scope, unread_words
from langnghe.people.models import Mandate
from langnghe.people.remembering import remembered
from langnghe.searching import reads as searching
from langnghe.searching.asking import Query
from langnghe.searching.lists import Ids, InOrder, among
from langnghe.searching.marks import in_wards
from langnghe.searching.models import Passage

# As far as a search is turned over; who wants more adds a word. Most searches are filled by the first step.
MOST = 1_000
STEPS = (1_200, searching.NEWEST)
# Searches that a process remembers for a mandate: 16 kB each.
LISTS_KEPT = 10


@dataclass(frozen=True)
class Sought:
    """What an officer filters the list by."""

    query: str = ""
    best_first: bool = False
    group_id: UUID | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Found:
    """What words find: opinions that the mandate may see, in order. `more`: there is more; `cut`: than `MOST`."""

    query: Query
    ids: Ids
    more: bool
    cut: bool


@dataclass(frozen=True)
class Listed:
    """The officer's list as its page shows it: what was found in the order in which it was found."""

    rows: "Sequence[Opinion] | QuerySet[Opinion]"
    found: Found | None = None


def listed(mandate: Mandate, sought: Sought) -> Listed:
    """What the ward works on, and withdrawn crime reports (see `standing`); with words, first what bears the accents
    that were typed, or what fits best.

    Those of earlier years are found by their words only. What was found is known until something happens.
    """
    rows = _rows(mandate, sought)
    if not sought.query:
        return Listed(rows)
    found: Found = remembered(mandate, "opinions", LISTS_KEPT).get(str(sought), lambda: _found(mandate, sought))
    return Listed(InOrder(rows, found.ids), found)


def _rows(mandate: Mandate, sought: Sought) -> QuerySet[Opinion]:
    opinions = in_scope(mandate).filter(STANDS).select_related("ward", "group").defer("folded").order_by("-id")
    if not sought.query:
        opinions = opinions.exclude(channel="earlier")
    if sought.group_id:
        opinions = opinions.filter(group_id=sought.group_id)
    if sought.fresh:
        opinions = opinions.filter(id__in=unread_words(mandate))
    return opinions.annotate(has_new_words=Exists(unread_words(mandate).filter(opinion=OuterRef("pk"))))


def _found(mandate: Mandate, sought: Sought) -> Found:
    """Looked for in the mandate's wards, further back where it may see too little of the newest."""
    wards = mandate.ward_ids()
    query, within = searching.asked(sought.query, *wards), in_wards(wards)
    if sought.best_first:
        found = searching.best(Passage, query, within, kinds=KINDS)
        return _seen(mandate, sought, found)
    for limit in STEPS:
        seen = _seen(mandate, sought, searching.find(Passage, query, within, limit=limit, kinds=KINDS))
        if seen.cut or not seen.more:
            break
    return seen


def _seen(mandate: Mandate, sought: Sought, found: searching.Found) -> Found:
    """Of what the index holds, what the mandate may see."""
    for limit in STEPS:
        wanted = found.about_ids(limit)
        rows = _rows(mandate, sought).filter(pk__in=among(wanted)).order_by()
        there = set(rows.values_list("pk", flat=True))
        if len(there) > MOST or len(found.rows) <= limit:
            break
    ids = [one for one in wanted if one in there]
    return Found(found.query, Ids(ids[:MOST]), found.more, len(ids) > MOST)
