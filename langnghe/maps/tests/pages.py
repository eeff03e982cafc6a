"""How each address of this room is opened by tests."""

from django.urls import reverse

from langnghe.maps.models import BaseMap
from langnghe.maps.tests import ground as maps
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def _used(cast: Cast) -> BaseMap:
    used = BaseMap.objects.filter(ward=cast.ward, in_use_from__isnull=False, replaced_at=None).first()
    return used or maps.drawn(cast)


@page("maps:index")
def index(cast: Cast) -> str:
    _used(cast)
    return reverse("maps:index")


@page("maps:base_map")
def base_map(cast: Cast) -> str:
    return reverse("maps:base_map", args=[maps.pinned(cast).id])


@page("maps:pin")
def pin(cast: Cast) -> str:
    return reverse("maps:pin", args=[maps.pinned(cast).id, 2])


@page("maps:use")
def use(cast: Cast) -> str:
    return reverse("maps:use", args=[maps.pinned(cast).id])


@page("maps:take_back")
def take_back(cast: Cast) -> str:
    return reverse("maps:take_back", args=[maps.picture(cast).id])


@page("maps:draft_picture")
def draft_picture(cast: Cast) -> str:
    return reverse("maps:draft_picture", args=[maps.picture(cast).id, 0])


@page("maps:ground")
def ground(cast: Cast) -> str:
    _used(cast)
    return reverse("maps:ground", args=[cast.ward.slug])


@page("maps:picture")
def picture(cast: Cast) -> str:
    _used(cast)
    return reverse("maps:picture", args=[cast.ward.slug, 0])
