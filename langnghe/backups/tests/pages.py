"""How tests open the page about backups."""

from django.urls import reverse

from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("backups:index")
def index(_cast: Cast) -> str:
    return reverse("backups:index")
