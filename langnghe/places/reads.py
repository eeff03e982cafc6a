"""Questions about places."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db import connection
from django.db.models import BooleanField, Count, Model, Q, QuerySet, Value
from django.utils.translation import gettext as _

from langnghe.kernel import sorting
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import HANOI
from langnghe.kernel.folding import fold
from langnghe.kernel.refused import Refused
from langnghe.places.models import (
    Address,
    Household,
    HouseholdImport,
    ImportLine,
    NationalDay,
    ResidentialGroup,
    Ward,
    WardDay,
)
from langnghe.places.rules import Calendar, one_line

WARD_SECONDS = 5
LONGEST_SLUG = 60


def open_ward_by_slug(slug: str) -> Ward | None:
    """The ward at a public address, as long as it takes new work; known for a few seconds, so verbs check again."""
    if len(slug) > LONGEST_SLUG:
        return None
    near, key = caches["near"], f"ward:{slug}"
    ward: Ward | None = near.get(key)
    if ward is None:
        ward = Ward.objects.filter(slug=slug, closed_at=None, level="commune").first()
        near.set(key, ward, WARD_SECONDS)
    return ward


def require_open(ward: Ward) -> None:
    """Refused when the ward was merged into another: it keeps its history and takes no new work."""
    if ward.is_open:
        return
    if ward.successor is None:
        raise Refused(_("%(ward)s đã ngừng dùng hệ thống này.") % {"ward": ward})
    raise Refused(_("%(old)s đã nhập vào %(new)s. Xin làm việc này ở %(new)s.") % {"old": ward, "new": ward.successor})


def open_wards() -> list[Ward]:
    """All wards that take new work, in Vietnamese order."""
    wards = Ward.objects.filter(closed_at=None, level="commune").select_related("province")
    return sorted(wards, key=lambda ward: sorting.key(ward.name))


def known_ward_by_slug(slug: str) -> Ward | None:
    """The ward at a public address where people only read: also one that was merged, whose history stays there."""
    ward = open_ward_by_slug(slug)
    if ward is not None or len(slug) > LONGEST_SLUG:
        return ward
    merged = Ward.objects.filter(slug=slug, successor__isnull=False, level="commune")
    return merged.select_related("successor").first()


def open_groups(ward: Ward) -> QuerySet[ResidentialGroup]:
    """A ward's groups that still exist."""
    return ResidentialGroup.objects.filter(ward=ward, closed_at=None).order_by("folded")


def groups_of(ward: Ward, by: Bearer) -> list[ResidentialGroup]:
    """The ward's groups that `by` looks after, closed ones too, in Vietnamese order."""
    groups, within = ResidentialGroup.objects.filter(ward=ward), by.group_ids()
    return in_order(groups if within is None else groups.filter(id__in=within))


def in_order(groups: Iterable[ResidentialGroup]) -> list[ResidentialGroup]:
    """Groups as a Vietnamese reader expects them: Tổ 2 before Tổ 10, Ă after A."""
    return sorted(groups, key=lambda group: (sorting.key(group.name), group.came_from))


def household_counts(ward: Ward) -> dict[UUID, int]:
    """How many households each group of the ward has; groups without any are missing."""
    counted = Household.objects.filter(ward=ward).values_list("group_id").annotate(count=Count("id")).order_by()
    return dict(counted)


def households(ward: Ward, *, by: Bearer, group: UUID | None = None, words: str = "") -> QuerySet[Household]:
    """The ward's households in the groups that `by` looks after, by code.

    `words` finds code, head and address with or without accents.
    """
    found = Household.objects.filter(ward=ward).select_related("group", "address")
    within = by.group_ids()
    if within is not None:
        found = found.filter(group__in=within)
    if group:
        found = found.filter(group=group)
    for word in fold(one_line(words)).split():
        found = found.filter(search__contains=word)
    return found.order_by("code_key", "came_from")


def reach(ward: Ward) -> list[UUID]:
    """Ids of the ward and of every ward that was merged into it, directly or through others."""
    key = Ward._meta.pk.get_db_prep_value(ward.id, connection)
    return [found.id for found in Ward.objects.raw(_REACH, [key])]


_REACH = """
WITH RECURSIVE inside (id, depth) AS (
    SELECT id, 0 FROM places_ward WHERE id = %s
    UNION ALL SELECT ward.id, depth + 1 FROM places_ward AS ward JOIN inside ON ward.successor_id = inside.id
)
SELECT id FROM inside ORDER BY depth, id
"""


def heir(ward: Ward) -> Ward:
    """The ward that goes on with a ward's work today: itself, or the one into which it was merged in the end."""
    while ward.successor is not None:
        ward = ward.successor
    return ward


def keepers(ward: Ward) -> list[tuple[Ward, date, date]]:
    """Who kept a ward's book from which day until which (not included): itself, then each ward it went into."""
    found, since = [], date.min
    while ward.successor is not None and ward.closed_at is not None:
        until = ward.closed_at.astimezone(HANOI).date()
        found.append((ward, since, until))
        ward, since = ward.successor, until
    return [*found, (ward, since, date.max)]


def keeper_on(ward: Ward, day: date) -> Ward:
    """Who kept a ward's book on a day."""
    return next(keeper for keeper, _since, until in keepers(ward) if day < until)


def require_keeper(ward: Ward, by: Bearer) -> None:
    """Refused unless `by` acts for the ward that goes on with a ward's work: itself, or the one it was merged into.

    Merged twice, it is the last one; nobody goes on in the name of a ward that was merged.
    """
    if by.ward_id == ward.id or heir(ward).id != by.ward_id:
        require_open(ward)


def calendar_of(ward: Ward, first: date, last: date) -> Calendar:
    """What is known about the days from `first` to `last`: the country's and the ward's own, with their names.

    Of a ward that was merged: its own until that day, from then on those of the ward that goes on.
    """
    whose = Q()
    for keeper, since, until in keepers(ward):
        whose |= Q(ward=keeper, day__gte=max(first, since), day__lt=until)
    own = WardDay.objects.filter(whose, day__lte=last, removed_at=None)
    country = NationalDay.objects.filter(day__range=(first, last))
    days = own.values_list("day", "name", "works", _whose(True)).union(
        country.values_list("day", "name", "works", _whose(False)), all=True
    )
    known: dict[tuple[bool, bool], dict[date, str]] = {(whose, works): {} for whose in _BOTH for works in _BOTH}
    for day, name, works, whose in days:
        known[bool(whose), bool(works)][day] = name
    return Calendar(
        off=known[False, False], works=known[False, True], ward_off=known[True, False], ward_works=known[True, True]
    )


_BOTH = (False, True)


def _whose(ward: bool) -> Value:
    """Marks a day as the ward's own or the country's."""
    return Value(ward, BooleanField())


def later_import(batch: HouseholdImport, apart_from: Collection[UUID] = ()) -> HouseholdImport | None:
    """A later import of the ward that changed something and stands; but for those named."""
    later = HouseholdImport.objects.filter(ward=batch.ward_id, state__in=("applying", "applied", "undoing"))
    return next((one for one in later.filter(id__gt=batch.id).order_by("id") if one.id not in apart_from), None)


def used_elsewhere(batch: HouseholdImport, apart_from: Collection[UUID] = ()) -> bool:
    """Whether a row of another table points at a group or household that this import made; but for rows named."""
    made = ImportLine.objects.filter(ward=batch.ward_id, batch=batch)
    groups = made.exclude(new_group_id=None).values("new_group_id")
    households = made.filter(before__isnull=True).exclude(household_id=None).values("household_id")
    return any(
        not set(found.values_list("pk", flat=True)) <= set(apart_from) if apart_from else found.exists()
        for model, ids in ((ResidentialGroup, groups), (Household, households))
        for found in pointing_at(model, ids, (Address, Household))
    )


def pointing_at(model: type[Model], ids: Any, but_for: Collection[Any] = ()) -> Iterator[QuerySet[Any]]:
    """Rows of every other table, of whichever room, that point at these rows of `model`."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.related_model not in but_for:
            table: Any = relation.related_model
            yield table._base_manager.filter(**{f"{relation.field.name}__in": ids})  # type: ignore[union-attr]
