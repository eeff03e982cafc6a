"""Verbs about an officer's own filters: keep, rename, move, open first, drop. No step of the ward, hence no entry."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from langnghe.inbox.asking import Sought
from langnghe.inbox.models import SavedFilter
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.people.models import Mandate

MOST_KEPT, LONGEST_NAME = 30, 60


def kept(mandate: Mandate) -> QuerySet[SavedFilter]:
    """The officer's own filters in their order."""
    return SavedFilter.objects.filter(ward=mandate.ward_id, officer=mandate.officer_id).order_by("place", "id")


@transaction.atomic
def keep(sought: Sought, name: str, *, by: Mandate) -> SavedFilter:
    """Keep a filter under a name. Refused without a name, under one that is taken, or beyond thirty."""
    own = kept(by)
    if own.count() >= MOST_KEPT:
        raise Refused(_("Đã giữ 30 bộ lọc. Xin bỏ bớt bộ lọc không dùng nữa."))
    last = own.aggregate(last=Max("place"))["last"] or 0
    saved = SavedFilter(ward_id=by.ward_id, officer_id=by.officer_id, query=sought.query, place=last + 1)
    return _named(saved, name)


@transaction.atomic
def rename(filter_id: UUID, name: str, *, by: Mandate) -> SavedFilter:
    """Give a filter another name. Refused as `keep`."""
    return _named(_own(filter_id, by), name)


@transaction.atomic
def drop(filter_id: UUID, *, by: Mandate) -> None:
    """Keep a filter no longer."""
    _own(filter_id, by).delete()


@transaction.atomic
def move_up(filter_id: UUID, *, by: Mandate) -> None:
    """Let a filter stand before the one it follows."""
    order = list(kept(by).select_for_update())
    here = next((place for place, one in enumerate(order) if one.id == filter_id), 0)
    if here:
        order[here - 1], order[here] = order[here], order[here - 1]
    for place, one in enumerate(order, 1):
        one.place = place
    SavedFilter.objects.bulk_update(order, ["place"])


@transaction.atomic
def open_first(filter_id: UUID, *, by: Mandate, on: bool = True) -> None:
    """Let the inbox open with this filter, or with none."""
    own = _own(filter_id, by)
    kept(by).filter(first=True).update(first=False)
    SavedFilter.objects.filter(id=own.id).update(first=on)


def _own(filter_id: UUID, by: Mandate) -> SavedFilter:
    own = kept(by).select_for_update().filter(id=filter_id).first()
    if own is None:
        raise Refused(_("Không có bộ lọc này. Có thể vừa bỏ ở cửa sổ khác."))
    return own


def _named(saved: SavedFilter, name: str) -> SavedFilter:
    saved.name = " ".join(clean_text(name).split())
    if not saved.name or len(saved.name) > LONGEST_NAME:
        raise Refused(_("Xin đặt cho bộ lọc một tên, tối đa 60 chữ cái."))
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise Refused(_("Đã có bộ lọc tên «%(name)s». Xin chọn tên khác.") % {"name": saved.name}) from error
    return saved
