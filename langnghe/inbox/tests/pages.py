"""How tests open the pages of the inbox."""

from uuid import UUID

from django.urls import reverse

from langnghe.inbox import actions, keeping
from langnghe.inbox.actions import Wish
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


def asked(cast: Cast) -> UUID:
    """A bulk deed that was asked and not yet done."""
    by = worker(cast)
    opinion = allowed(cast)
    return actions.ask(Wish("take_up", Sought(), ((opinion.id, ""),)), by=by).id


@page("inbox:bulks")
def bulks(cast: Cast) -> str:
    asked(cast)
    return reverse("inbox:bulks")


@page("inbox:bulk")
def bulk(cast: Cast) -> str:
    return reverse("inbox:bulk", args=[asked(cast)])


@page("inbox:undo")
def undo(cast: Cast) -> str:
    return reverse("inbox:undo", args=[asked(cast)])
