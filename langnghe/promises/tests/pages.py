"""How tests open the pages of promises."""

from django.urls import reverse

from langnghe.answering.rules import Promised
from langnghe.answering.tests import writing
from langnghe.answering.tests.pages import head
from langnghe.commitments import reads as commitments
from langnghe.commitments.models import Commitment
from langnghe.kernel.clock import local_today
from langnghe.matters.tests.pages import released
from langnghe.people.models import Mandate
from langnghe.promises import actions, reads
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def promised(cast: Cast) -> Commitment:
    """A promise about a matter of the board; one for all pages."""
    matter = released(cast)
    if not commitments.of("matters", matter.id):
        by = head(cast)
        writing.answered(matter, writing.accepted(promises=(_promise(cast, by),)), by=by)
    return commitments.of("matters", matter.id)[0].commitment


def _promise(cast: Cast, by: Mandate) -> Promised:
    return Promised(writing.PROMISE, by.post_id, local_today())


@page("promises:index")
def index(cast: Cast) -> str:
    promised(cast)
    return reverse("promises:index", args=[cast.ward.slug])


@page("promises:paper")
def paper(cast: Cast) -> str:
    promised(cast)
    return reverse("promises:paper", args=[cast.ward.slug])


@page("promises:csv")
def as_csv(cast: Cast) -> str:
    return reverse("promises:csv", args=[cast.ward.slug])


@page("promises:feed")
def feed(cast: Cast) -> str:
    return reverse("promises:feed", args=[cast.ward.slug])


@page("promises:declined")
def declined(cast: Cast) -> str:
    return reverse("promises:declined", args=[cast.ward.slug])


@page("promises:declined_csv")
def declined_csv(cast: Cast) -> str:
    return reverse("promises:declined_csv", args=[cast.ward.slug])


@page("promises:pins")
def pins(cast: Cast) -> str:
    promised(cast)
    return reverse("promises:pins")


@page("promises:pin")
def pin(cast: Cast) -> str:
    return reverse("promises:pin", args=[promised(cast).id])


@page("promises:unpin")
def unpin(cast: Cast) -> str:
    promise = reads.public_promise(cast.ward, promised(cast).id)
    assert promise is not None
    actions.pin(cast.ward, promise, by=head(cast))
    return reverse("promises:unpin", args=[promise.id])
