"""Questions about floods."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import Substr

from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.opinions.visibility import seen_by
from langnghe.people.models import Mandate
from langnghe.places.reads import reach
from langnghe.sifting.models import Sifted, Sifting

BEGINNING = 60
MOST_ALIKE = 20


@dataclass(frozen=True)
class Alike:
    """Waiting opinions that begin with the same words: the folded beginning, how many, when, and the first of them."""

    beginning: str
    count: int
    first_at: datetime
    last_at: datetime
    sample: Opinion


def alike(mandate: Mandate) -> list[Alike]:
    """What waits, gathered by its beginning; the largest first, at most 20, and only what came more than once."""
    begun = opinions.waiting(mandate).order_by().annotate(beginning=Substr("folded", 1, BEGINNING))
    counted = begun.values("beginning").annotate(
        count=Count("id"), first_at=Min("received_at"), last_at=Max("received_at"), newest=Max("number")
    )
    rows = list(counted.filter(count__gt=1).order_by("-count", "beginning")[:MOST_ALIKE])
    samples = {row["beginning"]: begun.filter(beginning=row["beginning"]).order_by("id").first() for row in rows}
    return [
        Alike(row["beginning"], row["count"], row["first_at"], row["last_at"], sample)
        for row in rows
        if (sample := samples[row["beginning"]])
    ]


def chosen(sifting: Sifting) -> QuerySet[Opinion]:
    """What a sifting still has to touch: of its ward, what its officer may see, and what came before it was asked."""
    mandate = sifting.asked_by
    found = (
        opinions.in_scope(mandate).filter(channel="web", taken_up_at=None)
        if sifting.deed == "set_aside"
        else opinions.waiting(mandate)
    ).filter(ward=sifting.ward_id, received_at__lte=sifting.until)
    if sifting.since:
        found = found.filter(received_at__gte=sifting.since)
    if sifting.alike:
        found = found.annotate(beginning=Substr("folded", 1, BEGINNING)).filter(beginning=sifting.alike)
    return found


def touched(sifting: Sifting, mandate: Mandate) -> QuerySet[Sifted]:
    """What a sifting touched, as far as an officer may see it: nobody sends away again what is kept from them."""
    return Sifted.objects.filter(sifting=sifting, opinion__in=Opinion.objects.filter(seen_by(mandate)).values("id"))


def recent(mandate: Mandate) -> list[Sifting]:
    """The ward's last siftings, newest first."""
    found = Sifting.objects.filter(ward_id__in=reach(mandate.ward)).select_related("asked_by__post")
    return list(found.order_by("-id")[:10])


def sifting_of(mandate: Mandate, sifting_id: UUID) -> Sifting | None:
    """A sifting of the mandate's ward."""
    return Sifting.objects.filter(ward_id__in=reach(mandate.ward), id=sifting_id).select_related("ward").first()
