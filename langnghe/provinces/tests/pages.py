"""How tests open the pages of sums."""

from django.urls import reverse

from langnghe.answering.tests.pages import matter
from langnghe.figures import summing
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("provinces:index")
def index(cast: Cast) -> str:
    return reverse("provinces:index")


@page("provinces:province")
def province(cast: Cast) -> str:
    return reverse("provinces:province", args=[cast.ward.province.code])


@page("provinces:place")
def place(cast: Cast) -> str:
    _counted(cast)
    return reverse("provinces:place", args=[cast.ward.code])


@page("provinces:topics")
def topics(cast: Cast) -> str:
    _counted(cast)
    return reverse("provinces:topics")


@page("provinces:csv")
def as_csv(cast: Cast) -> str:
    _counted(cast)
    return reverse("provinces:csv")


@page("provinces:xlsx")
def as_xlsx(cast: Cast) -> str:
    _counted(cast)
    return reverse("provinces:xlsx")


def _counted(cast: Cast) -> None:
    matter(cast)
    summing.ask(cast.ward.id)
    summing.work_off()
