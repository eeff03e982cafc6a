"""How tests open the pages of sifting."""

from django.urls import reverse

from langnghe.opinions import waiting
from langnghe.opinions.tests.test_receive import say
from langnghe.people.models import Mandate
from langnghe.sifting import actions
from langnghe.sifting.models import Sifting
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def _sifter(cast: Cast) -> Mandate:
    """The first officer of the ward who may sift: every ward has other people."""
    return next(mandate for mandate in cast.mandates.values() if mandate.may("opinions.sift"))


def flood(cast: Cast, count: int = 3, words: str = "Mua ngay kẻo hết, gọi số này, lần") -> None:
    """Opinions that wait, all alike but for a number."""
    for turn in range(count):
        waiting.set_aside(say(cast, f"{words} {turn}").opinion, by=_sifter(cast).actor)


def sifted(cast: Cast) -> Sifting:
    """A sifting that was asked and not yet done."""
    flood(cast)
    return actions.ask(actions.Wish("dismiss", "advert"), by=_sifter(cast))


@page("sifting:index")
def index(cast: Cast) -> str:
    flood(cast)
    return reverse("sifting:index")


@page("sifting:sift")
def sift(cast: Cast) -> str:
    return reverse("sifting:sift")


@page("sifting:set_aside")
def set_aside(cast: Cast) -> str:
    return reverse("sifting:set_aside")


@page("sifting:undo")
def undo(cast: Cast) -> str:
    return reverse("sifting:undo", args=[sifted(cast).id])
