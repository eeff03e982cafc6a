"""How tests open the house's own addresses."""

from django.urls import reverse

from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("house:health")
def health(cast: Cast) -> str:
    return reverse("house:health")


@page("house:source")
def source(cast: Cast) -> str:
    return reverse("house:source")


@page("house:source_file")
def source_file(cast: Cast) -> str:
    return reverse("house:source_file")
