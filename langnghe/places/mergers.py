"""A ward goes into another: its history stays, its groups and households go on under the new ward."""

import time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry
from langnghe.places.models import Address, Household, HouseholdImport, Point, ResidentialGroup, Ward
from langnghe.places.reads import require_open
from langnghe.places.rules import former_label

SLICE = 30
PAUSE_SECONDS = 0.003


@transaction.atomic
def merge_ward(old: Ward, *, into: Ward, by: Bearer) -> Ward:
    """Let `old` end and `into` go on in its place; the worker then carries groups and households over.

    Refused when either takes no work any more, or when `old` still has an import running.
    """
    if old.id == into.id:
        raise Refused(_("Không nhập một phường vào chính nó. Xin chọn phường mới."))
    require_open(old)
    require_open(into)
    if HouseholdImport.objects.filter(ward=old, state__in=("applying", "undoing")).exists():
        raise Refused(_("%(ward)s còn một lần nhập danh sách đang chạy. Xin đợi xong rồi làm.") % {"ward": old})
    old.closed_at, old.successor = now(), into
    old.save(update_fields=["closed_at", "successor"])
    ends = {"into": into.code}
    record("ward.merged", ward_id=old.id, subject=("places", old.id), by=by.actor, facts=ends)
    record("ward.took_over", ward_id=into.id, subject=("places", into.id), by=by.actor, facts={"from": old.code})
    return old


def carry_over(old: Ward, *, by: Bearer, seconds: float = float("inf")) -> bool:
    """Write the groups and households of a merged ward anew under its successor, in slices; True when more is left.

    Killed and started again, it goes on where it stopped: a row carried already is known by its `former_id`.
    """
    new = old.successor
    if new is None:
        raise Refused(_("%(ward)s chưa nhập vào phường nào.") % {"ward": old})
    groups, until = _carry_groups(old, new), time.monotonic() + seconds
    at: UUID | None = _last_carried(old, new)
    while at and (at := _carry_households(old, new, groups, after=at)):
        if time.monotonic() > until:
            return True
        time.sleep(PAUSE_SECONDS)
    _tell_once(old, new, by)
    return False


def _last_carried(old: Ward, new: Ward) -> UUID:
    """Ids grow with time and are carried in their order, so the last one carried tells where to go on."""
    theirs = Household.objects.filter(ward=old).values("id")
    carried = Household.objects.filter(ward=new, former_id__in=theirs).order_by("-former_id")
    return carried.values_list("former_id", flat=True).first() or UUID(int=0)


@transaction.atomic
def _carry_groups(old: Ward, new: Ward) -> dict[UUID, ResidentialGroup]:
    """The successor's group of each group of the old ward."""
    theirs = list(ResidentialGroup.objects.filter(ward=old))
    carried = {
        group.former_id: group
        for group in ResidentialGroup.objects.filter(ward=new, former_id__in=[g.id for g in theirs])
    }
    label = _label(old, new)
    fresh = [
        ResidentialGroup(
            ward=new, former_id=group.id, kind_label=group.kind_label, name=group.name, folded=group.folded,
            came_from=_joined(group.came_from, label), closed_at=group.closed_at,
        )
        for group in theirs
        if group.id not in carried
    ]  # fmt: skip
    ResidentialGroup.objects.bulk_create(fresh)
    return {group.former_id: group for group in [*carried.values(), *fresh] if group.former_id}


@transaction.atomic
def _carry_households(old: Ward, new: Ward, groups: dict[UUID, ResidentialGroup], *, after: UUID) -> UUID | None:
    """Carry the next slice; the id of its last household, or None when there was none left."""
    theirs = Household.objects.filter(ward=old, id__gt=after).select_related("address__point").order_by("id")
    page = list(theirs[:SLICE])
    addresses = _carry_addresses(new, groups, [household.address for household in page if household.address])
    label = _label(old, new)
    Household.objects.bulk_create(
        Household(
            ward=new, former_id=household.id, group=groups[household.group_id], code=household.code,
            code_key=household.code_key, head_name=household.head_name, members=household.members,
            address=addresses.get(household.address_id), search=household.search,
            came_from=_joined(household.came_from, label),
        )
        for household in page
    )  # fmt: skip
    return page[-1].id if page else None


def _carry_addresses(
    new: Ward, groups: dict[UUID, ResidentialGroup], theirs: list[Address]
) -> dict[UUID | None, Address]:
    old_ones = {address.id: address for address in theirs}
    carried = {a.former_id: a for a in Address.objects.filter(ward=new, former_id__in=old_ones)}
    fresh = [address for address in old_ones.values() if address.id not in carried]
    points = {a.id: _moved(new, a.point) for a in fresh if a.point}
    Point.objects.bulk_create(points.values())
    made = Address.objects.bulk_create(
        Address(
            ward=new, former_id=address.id, group=groups[address.group_id], text=address.text,
            folded=address.folded, point=points.get(address.id),
        )
        for address in fresh
    )  # fmt: skip
    return carried | {address.former_id: address for address in made}


def _moved(new: Ward, point: Point) -> Point:
    return Point(ward=new, former_id=point.id, latitude=point.latitude, longitude=point.longitude)


@transaction.atomic
def _tell_once(old: Ward, new: Ward, by: Bearer) -> None:
    if not Entry.objects.filter(ward_id=old.id, room="places", subject_id=old.id, kind="ward.carried").exists():
        facts = {
            "groups": ResidentialGroup.objects.filter(ward=old).count(),
            "households": Household.objects.filter(ward=old).count(),
        }
        record("ward.carried", ward_id=old.id, subject=("places", old.id), by=by.actor, facts=facts)


def _label(old: Ward, new: Ward) -> str:
    label = former_label(old.name)
    twins = Ward.objects.filter(successor=new, name=old.name).exclude(id=old.id)
    return f"{label}, {old.code}" if twins.exists() else label


def _joined(earlier: str, label: str) -> str:
    return f"{earlier}, {label}" if earlier else label
