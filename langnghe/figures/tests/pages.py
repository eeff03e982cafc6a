"""How tests open the pages of figures."""

from django.urls import reverse

from langnghe.answering.tests.pages import matter
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("figures:index")
def index(cast: Cast) -> str:
    matter(cast)
    return reverse("figures:index")


@page("figures:rows")
def rows(cast: Cast) -> str:
    matter(cast)
    return reverse("figures:rows")


@page("figures:csv")
def as_csv(cast: Cast) -> str:
    return reverse("figures:csv")


@page("figures:xlsx")
def as_xlsx(cast: Cast) -> str:
    return reverse("figures:xlsx")
