"""How tests open the pages of searching."""

from django.urls import reverse

from langnghe.people.models import Mandate
from langnghe.searching import actions, reads
from langnghe.searching.abbreviations import Pair
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def teacher(cast: Cast) -> Mandate:
    """Somebody who may teach the ward's search a word."""
    return next(mandate for mandate in cast.mandates.values() if mandate.may(actions.CAPABILITY))


@page("searching:abbreviations")
def abbreviations(cast: Cast) -> str:
    if not reads.own_abbreviations(cast.ward):
        actions.add(cast.ward, "NVHT3", "nhà văn hóa tổ ba", by=teacher(cast))
        actions.drop(cast.ward, Pair("tr", "trời").key, by=teacher(cast))
    return reverse("searching:abbreviations")


@page("searching:drop")
def drop(cast: Cast) -> str:
    return reverse("searching:drop")


@page("searching:take_back")
def take_back(cast: Cast) -> str:
    abbreviations(cast)
    return reverse("searching:take_back", args=[reads.own_abbreviations(cast.ward)[0].id])
