"""How tests open files."""

from django.urls import reverse

from langnghe.files.tests.test_store import PICTURE, keep
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("files:serve")
def serve(cast: Cast) -> str:
    return reverse("files:serve", args=[keep(cast, PICTURE).token])
