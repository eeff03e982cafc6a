"""Verbs about base maps."""

from functools import partial

from django.core.cache import caches
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from langnghe.files import actions as files
from langnghe.kernel.actors import Actor, Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.maps import affine, geojson, rules
from langnghe.maps.earth import Position
from langnghe.maps.models import BaseMap, Pin
from langnghe.maps.reads import cache_key, pinned
from langnghe.maps.svg import WIDTH
from langnghe.places.models import Ward
from langnghe.places.reads import require_open


def upload(ward: Ward, content: bytes, *, name: str, note: str = "", by: Bearer) -> BaseMap:
    """Keep a picture or a GeoJSON drawing as a base map. Refused when it is neither, hostile, or far too much."""
    require_open(ward)
    named = rules.check_name(name)
    base = _from_drawing(content) if rules.looks_like_json(content) else _from_picture(ward, content, by.actor)
    base.ward, base.name, base.note = ward, named, rules.check_note(note)
    with transaction.atomic():
        base.save(force_insert=True)
        _note(base, "base_map.uploaded", by, sort=base.kind, width=base.width, height=base.height)
    return base


@transaction.atomic
def pin(base: BaseMap, place: int, x: float, y: float, at: Position, *, by: Bearer) -> BaseMap:
    """Say where on earth a spot of a picture is; the third pin fits the picture. Refused when that cannot be right."""
    base = _held(base)
    rules.check_pin(base, place, x, y)
    values = {"x": x, "y": y, "latitude": at.latitude, "longitude": at.longitude}
    Pin.objects.update_or_create(ward=base.ward, base_map=base, place=place, defaults=values)
    pins = pinned(base)
    if len(pins) == rules.PINS:
        found = affine.fit(pins)
        affine.require_in_vietnam(found, base.width, base.height)
        base.fit = [found.a, found.b, found.c, found.d, found.e, found.f]
        base.save(update_fields=["fit"])
    _note(base, "base_map.pinned", by, place=place)
    return base


@transaction.atomic
def use(base: BaseMap, *, by: Bearer) -> BaseMap:
    """Lay this map before residents, in place of the one they see now. Refused until it is pinned."""
    require_open(base.ward)
    base = _held(base)
    if base.affine is None:
        raise Refused(_("Bản đồ này chưa đủ ba điểm ghim. Xin ghim đủ ba điểm rồi xem thử trước khi dùng."))
    if base.is_in_use:
        return base
    for former in _all_held(base.ward).filter(in_use_from__isnull=False, replaced_at__isnull=True):
        _retire(former, by)
    base.in_use_from, base.replaced_at = now(), None
    base.save(update_fields=["in_use_from", "replaced_at"])
    if base.file:
        files.publish(base.file, by=by.actor)
    _note(base, "base_map.used", by)
    return base


@transaction.atomic
def take_back(base: BaseMap, *, by: Bearer) -> BaseMap:
    """Put a map away and its picture with it, for good; from then on residents say places in words, or see another."""
    base = _held(base)
    base.replaced_at = now() if base.is_in_use else base.replaced_at
    base.taken_back_at = now()
    base.save(update_fields=["replaced_at", "taken_back_at"])
    if base.file:
        files.erase(base.file, by=by.actor)
    _note(base, "base_map.taken_back", by)
    return base


def _from_drawing(content: bytes) -> BaseMap:
    features = geojson.read(content)
    south_west, north_east = rules.with_margin(*geojson.bounds(features))
    plane, height = affine.boxed(south_west, north_east, WIDTH)
    fit = [plane.a, plane.b, plane.c, plane.d, plane.e, plane.f]
    return BaseMap(kind="geojson", drawing=geojson.dumped(features), width=WIDTH, height=round(height), fit=fit)


def _from_picture(ward: Ward, content: bytes, by: Actor) -> BaseMap:
    file = files.store_photo(ward, content, by=by)
    return BaseMap(kind="picture", file=file, width=file.width, height=file.height)


def _retire(former: BaseMap, by: Bearer) -> None:
    former.replaced_at = now()
    former.save(update_fields=["replaced_at"])
    if former.file:
        files.unpublish(former.file, by=by.actor)
    _note(former, "base_map.replaced", by)


def _held(base: BaseMap) -> BaseMap:
    """The map as it is now, held until we are done. Refused when somebody took it back meanwhile."""
    found = next((one for one in _all_held(base.ward) if one.id == base.id), None)
    if found is None or found.taken_back_at:
        raise Refused(_("Bản đồ này vừa được bỏ. Xin mở lại danh sách bản đồ."))
    return found


def _all_held(ward: Ward) -> QuerySet[BaseMap]:
    """Every map of the ward in one order, so that two people at once wait for each other."""
    return (
        BaseMap.objects.filter(ward=ward)
        .order_by("id")
        .select_related("ward", "file")
        .select_for_update(of=("self",))
        .defer("drawing")
    )


def _note(base: BaseMap, kind: str, by: Bearer, **facts: str | int) -> None:
    """Record a step, and forget which map this process thought was in use."""
    record(kind, ward_id=base.ward_id, subject=("maps", base.id), by=by.actor, facts=facts)
    forget = partial(caches["near"].delete, cache_key(base.ward_id))
    forget()
    transaction.on_commit(forget)
