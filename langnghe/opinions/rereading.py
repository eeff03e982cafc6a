"""Who joins, by appointment or by a merger, must not open what was written about them before: it is read again.

Only names: a role that an old opinion speaks of was held by somebody else then. Nothing is closed or opened by it; the
person alone is shut out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from langnghe.kernel.folding import fold
from langnghe.language.search import search_form
from langnghe.ledger.models import Entry
from langnghe.opinions.guarding import name_officers
from langnghe.opinions.guards import Ticks, judge
from langnghe.opinions.models import Addition, Opinion
from langnghe.people.models import Officer
from langnghe.people.roll import Roll, read
from langnghe.places.models import Ward
from langnghe.places.reads import heir, reach

SLICE = 500


def officer_joined(entry: Entry) -> bool:
    """Somebody got an account: their name may stand in what was sent before."""
    officer = Officer.objects.filter(ward_id=entry.ward_id, id=entry.subject_id).first()
    if officer is None:  # an import that made the account was taken back
        return False
    ward = Ward.objects.get(id=entry.ward_id)
    read_again(ward, _bare(ward, {officer.id}), _that_may_name(officer.name))
    return False


def ward_merged(entry: Entry) -> bool:
    """Two wards have become one: officers of each may stand in what was sent to the other."""
    ward = Ward.objects.get(id=entry.ward_id)
    read_again(ward, _bare(ward), Q())
    return False


def _bare(ward: Ward, only: Iterable[UUID] = ()) -> Roll:
    """The roll by names alone, of everybody or of some."""
    wanted = set(only)
    return tuple(replace(one, seats=()) for one in read(ward) if not wanted or one.officer_id in wanted)


def _that_may_name(name: str) -> Q:
    """Opinions worth reading for one name: with its last word in them or in an addition, or with a place."""
    given = fold(name).split()[-1]
    added = Addition.objects.filter(folded__contains=f" {given}").values("opinion_id")
    return Q(folded__contains=f" {given}") | Q(id__in=added) | ~Q(place="")


def read_again(ward: Ward, roll: Roll, which: Q) -> int:
    """Find these officers in what the family of wards was sent; how many opinions name one. Safe to run twice."""
    found = 0
    for opinion in _all_of(Opinion.objects.filter(which, ward_id__in=reach(heir(ward)), erased_at=None)):
        named = _named(roll, opinion)
        if named:
            found += 1
            with transaction.atomic():
                name_officers(opinion, named)
    return found


def _all_of(opinions: QuerySet[Opinion]) -> Iterator[Opinion]:
    """In slices by id, so that no statement runs long."""
    last = UUID(int=0)
    while page := list(opinions.filter(id__gt=last).order_by("id")[:SLICE]):
        yield from page
        last = page[-1].id


def _named(roll: Roll, opinion: Opinion) -> frozenset[UUID]:
    asked = opinion.about_officer or opinion.guard == "conduct"
    ticks = Ticks(opinion.topic, opinion.guard == "crime", asked, opinion.group_id)
    added = Addition.objects.filter(opinion=opinion).values_list("words", flat=True)
    texts = [f"{opinion.words}\n{opinion.place}", *added]
    return frozenset().union(*(judge(roll, text, search_form(text), ticks).named for text in texts))
