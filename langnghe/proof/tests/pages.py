"""How tests open the pages and the files of a public log."""

from django.urls import reverse

from langnghe.proof import epochs, sealing
from langnghe.proof.models import Log
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def sealed(cast: Cast) -> Log:
    """The ward's log with what was recorded so far, under a head."""
    log = epochs.need_log(cast.ward)
    sealing.seal(log)
    epochs.tell_how_it_began(log)
    return log


@page("proof:checkpoint")
def checkpoint(cast: Cast) -> str:
    return reverse("proof:checkpoint", args=[cast.ward.slug, sealed(cast).epoch])


@page("proof:heads")
def heads(cast: Cast) -> str:
    return reverse("proof:heads", args=[cast.ward.slug, sealed(cast).epoch])


@page("proof:began")
def began(cast: Cast) -> str:
    return reverse("proof:began", args=[cast.ward.slug, sealed(cast).epoch])


@page("proof:tile")
def tile(cast: Cast) -> str:
    log = sealed(cast)
    path = f"tile/entries/000.p/{log.size}" if log.size < 256 else "tile/entries/000"
    return reverse("proof:tile", args=[cast.ward.slug, log.epoch, path])


@page("proof:about")
def about(cast: Cast) -> str:
    return reverse("proof:about", args=[sealed(cast).ward.slug])


@page("proof:paper")
def paper(cast: Cast) -> str:
    return reverse("proof:paper", args=[sealed(cast).ward.slug])


@page("proof:check")
def check(cast: Cast) -> str:
    sealed(cast)
    return reverse("proof:check")


@page("proof:check_of")
def check_of(cast: Cast) -> str:
    return reverse("proof:check_of", args=[sealed(cast).ward.slug])
