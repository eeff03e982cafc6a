"""Which matters a mandate may count, fetched once; everything on the page is counted from this list.

Never one with a report of a crime; one with a complaint only for those whom its guard lets in; nothing that speaks
about the officer who asks; of the own groups when the mandate looks after some.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from langnghe.commitments.models import Contest
from langnghe.figures.asking import Period, Sought
from langnghe.figures.counting import FIGURES, Counted
from langnghe.kernel.clock import local_today
from langnghe.language.topics import TOPICS
from langnghe.matters import reads as matters
from langnghe.matters.models import Answer, Joining, Matter
from langnghe.opinions.models import Opinion
from langnghe.opinions.reads import STANDS
from langnghe.opinions.visibility import OPEN, not_about, seen_by
from langnghe.people.models import Mandate
from langnghe.people.remembering import remembered
from langnghe.promises import reads as promises
from langnghe.promises.counting import Standing

_COLUMNS = (
    "id", "topic", "group_id", "source__channel", "state", "raised_on", "due_on", "answered_on", "paused_on", "handed",
    "import_id",
)  # fmt: skip
_CRIME = Q(guard="crime") | Q(also_crime=True)
# Topics that say "crime" or "an officer did wrong" even where no opinion is guarded.
UNCOUNTED = [code for code, topic in TOPICS.items() if topic.parent == "crime"] + [
    "police_force.conduct", "police_force.response",
]  # fmt: skip
# Topics whose matters could name somebody where they are few.
SEALED = ["drugs_vices.drugs", "drugs_vices.supervised_persons", "drugs_vices.juvenile", "public_order.disputes"]


def counted(mandate: Mandate, periods: Sequence[Period]) -> list[Counted]:
    """The matters raised in any of the periods, as they stand today; four statements."""
    wards = mandate.ward_ids()
    return _counted(_within(mandate, periods), promises.by_matter(wards), _contested(wards))


def counted_for_all(ward_id: UUID, since: date, until: date) -> list[tuple[Counted, bool]]:
    """The matters of a ward raised from `since` to before `until` that anybody may count, as they stand today.

    Each with whether it is of a sealed kind (`SEALED`, or about a child or violence at home). Nothing that ever held a
    report of a crime or a complaint about an officer, opened to the unit or not. Five statements.
    """
    some = _in_figures(Matter.objects.filter(ward=ward_id, raised_on__gte=since, raised_on__lt=until))
    some = some.exclude(topic__in=UNCOUNTED).exclude(Exists(_holding(~Q(guard="") | Q(also_crime=True))))
    sealed = some.filter(Q(topic__in=SEALED) | Exists(_holding(Q(private=True))))
    hidden = set(sealed.order_by().values_list("id", flat=True))
    found = _counted(some, promises.by_matter([ward_id], some), _contested([ward_id], some))
    return [(one, one.id in hidden) for one in found]


def _counted(
    some: QuerySet[Matter], standings: Mapping[UUID, Sequence[Standing]], doubted: Collection[UUID]
) -> list[Counted]:  # fmt: skip
    today = local_today()
    handed = Answer.objects.filter(ward=OuterRef("ward_id"), matter=OuterRef("pk"), kind="handed_over")
    rows = some.annotate(handed=Exists(handed)).order_by().values_list(*_COLUMNS)
    return [
        Counted(
            row[0], row[1].partition(".")[0], row[2], row[3] or ("earlier" if row[10] else ""), row[4], row[5],
            row[6], row[7],
            paused=row[8] is not None, handed_over=row[9], contested=row[0] in doubted, today=today,
            promises=standings.get(row[0], ()),
        )
        for row in rows
    ]  # fmt: skip


def crimes(mandate: Mandate, year: int) -> int | None:
    """How many reports of crimes a year brought, for those who may read them; None for everybody else."""
    if not mandate.may("opinions.crime") or mandate.group_ids() is not None:
        return None
    found = Opinion.objects.filter(seen_by(mandate), ward__in=mandate.ward_ids(), guard="crime", year=year)
    return found.filter(quarantined_at=None).count()


def not_taken_up(mandate: Mandate, period: Period) -> int:
    """How many opinions of a period belong to no matter yet; reports of crimes and what is hidden left out."""
    found = Opinion.objects.filter(_visible(mandate), STANDS, ward__in=mandate.ward_ids(), taken_up_at=None)
    groups = mandate.group_ids()
    found = found if groups is None else found.filter(group__in=groups)
    found = found.filter(received_at__date__range=(period.since, period.until), quarantined_at=None)
    return found.exclude(channel="earlier").exclude(_CRIME).count()


def rows(mandate: Mandate, sought: Sought) -> tuple[list[UUID], int]:
    """Ids of the matters behind a figure that the mandate may open, newest first, and how many it may not open.

    The last list is known while nothing happens in the ward, so that turning its pages costs little.
    """
    known = remembered(mandate, "figures")
    last: tuple[Sought, tuple[list[UUID], int]] | None = known.known.get("rows")
    if last is None or last[0] != sought:
        last = sought, _rows_now(mandate, sought)
        known.keep("rows", last)
    return last[1]


def _rows_now(mandate: Mandate, sought: Sought) -> tuple[list[UUID], int]:
    holds = FIGURES[sought.figure].holds
    found = [one for one in counted(mandate, [sought.period]) if sought.means(one) and holds(one)]
    found.sort(key=lambda one: (one.raised_on, one.id), reverse=True)
    days = (sought.period.since, sought.period.until)
    opened = set(matters.in_scope(mandate).filter(raised_on__range=days).values_list("id", flat=True))
    shown = [one.id for one in found if one.id in opened]
    return shown, len(found) - len(shown)


def some(mandate: Mandate, ids: Sequence[UUID]) -> list[Matter]:
    """These matters in this order, as far as the mandate may open them."""
    found = matters.in_scope(mandate).filter(id__in=ids).select_related("ward", "group", "post", "source")
    by_id = {matter.id: matter for matter in found}
    return [by_id[one] for one in ids if one in by_id]


def _within(mandate: Mandate, periods: Sequence[Period]) -> QuerySet[Matter]:
    days = Q()
    for period in periods:
        days |= Q(raised_on__range=(period.since, period.until))
    found = _in_figures(Matter.objects.filter(days, ward__in=mandate.ward_ids()))
    groups = mandate.group_ids()
    found = found if groups is None else found.filter(group__in=groups)
    visible = Opinion.objects.filter(_visible(mandate), ~_CRIME, pk=OuterRef("opinion_id"))
    held = Joining.objects.filter(~Exists(visible), ward=OuterRef("ward_id"), matter=OuterRef("pk"), parted_at=None)
    return found.exclude(Exists(held))


def _in_figures(some: QuerySet[Matter]) -> QuerySet[Matter]:
    """What is a matter of its own: neither joined to another one nor without any opinion."""
    return some.exclude(state__in=("joined", "empty"))


def _holding(opinions: Q) -> QuerySet[Joining]:
    """The standing joinings of a matter to such opinions."""
    such = Opinion.objects.filter(opinions, pk=OuterRef("opinion_id"))
    return Joining.objects.filter(Exists(such), ward=OuterRef("ward_id"), matter=OuterRef("pk"), parted_at=None)


def _visible(mandate: Mandate) -> Q:
    """What the guards let the mandate count: for who reads only what nobody else may read, the open ones too."""
    return seen_by(mandate) | (OPEN & not_about(mandate.officer))


def _contested(ward_ids: Sequence[UUID], some: QuerySet[Matter] | None = None) -> set[UUID]:
    said = Contest.objects.filter(ward__in=ward_ids).exclude(outcome="set_aside").order_by()
    said = said if some is None else said.filter(claim__commitment__subject_id__in=some.order_by().values("id"))
    return set(said.values_list("claim__commitment__subject_id", flat=True).distinct())
