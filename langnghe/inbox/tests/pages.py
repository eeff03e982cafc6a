"""How tests open the pages of the inbox."""

from uuid import UUID

from django.urls import reverse

from langnghe.inbox import keeping
from langnghe.inbox.asking import Sought
from langnghe.inbox.keeping import kept
from langnghe.matters.tests.saying import allowed
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def worker(cast: Cast) -> Mandate:
    """The first officer of the ward who works on matters: every ward has other people."""
    return next(mandate for mandate in cast.mandates.values() if mandate.may("matters.work"))


def saved(cast: Cast) -> UUID:
    """A filter kept by that officer."""
    by = worker(cast)
    found = kept(by).first()
    return (found or keeping.keep(Sought(tab="tre-han", photo=True), "Trễ mà có ảnh", by=by)).id


@page("inbox:index")
def index(cast: Cast) -> str:
    allowed(cast)
    return f"{reverse('inbox:index')}?the=moi-den&linh-vuc=khong"


@page("inbox:news")
def news(cast: Cast) -> str:
    return reverse("inbox:news")


@page("inbox:keys")
def keys(cast: Cast) -> str:
    return reverse("inbox:keys")


@page("inbox:filters")
def filters(cast: Cast) -> str:
    saved(cast)
    return reverse("inbox:filters")


@page("inbox:keep")
def keep(cast: Cast) -> str:
    return reverse("inbox:keep")


@page("inbox:change_filter")
def change_filter(cast: Cast) -> str:
    return reverse("inbox:change_filter", args=[saved(cast)])
