"""How tests open the pages and files of open data."""

from django.urls import reverse

from langnghe.promises.tests.pages import promised
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("opendata:index")
def index(cast: Cast) -> str:
    promised(cast)
    return reverse("opendata:index", args=[cast.ward.slug])


@page("opendata:package")
def package(cast: Cast) -> str:
    return reverse("opendata:package", args=[cast.ward.slug])


@page("opendata:csv")
def as_csv(cast: Cast) -> str:
    promised(cast)
    return reverse("opendata:csv", args=[cast.ward.slug, "viec"])


@page("opendata:json")
def as_json(cast: Cast) -> str:
    promised(cast)
    return reverse("opendata:json", args=[cast.ward.slug, "loi-hua"])


@page("opendata:schema")
def schema(cast: Cast) -> str:
    return reverse("opendata:schema", args=[cast.ward.slug, "viec"])
