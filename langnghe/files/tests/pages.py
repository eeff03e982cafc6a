"""How tests open files."""

from django.urls import reverse

from langnghe.files.actions import publish, store_photo
from langnghe.files.tests.pictures import photo
from langnghe.kernel.actors import system
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("files:serve")
def serve(cast: Cast) -> str:
    return reverse("files:serve", args=[_released(cast)])


@page("files:small")
def small(cast: Cast) -> str:
    return reverse("files:small", args=[_released(cast)])


def _released(cast: Cast) -> str:
    by = system(cast.ward.id).actor
    return publish(store_photo(cast.ward, photo(), by=by), by=by).token
