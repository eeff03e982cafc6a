"""How tests open the pages of training."""

from django.urls import reverse

from langnghe.people.models import Mandate
from langnghe.teaching import actions, reads
from langnghe.teaching.models import Subtopic
from langnghe.teaching.rules import wanted
from langnghe.teaching.tests.test_teach import FERRY
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def teacher(cast: Cast) -> Mandate:
    """Somebody who may teach the machine."""
    return next(mandate for mandate in cast.mandates.values() if mandate.may(actions.CAPABILITY))


def ferry(cast: Cast) -> Subtopic:
    """The ward's own subtopic."""
    found = reads.subtopics(cast.ward)
    told = wanted("traffic", "Bến đò, đò ngang", "Đò chở khách, bến đò; không phải tàu hàng.", "\n".join(FERRY))
    return found[0] if found else actions.add_subtopic(cast.ward, told, by=teacher(cast))


@page("training:index")
def index(cast: Cast) -> str:
    ferry(cast)
    return reverse("training:index")


@page("training:learn")
def learn(cast: Cast) -> str:
    return reverse("training:learn")


@page("training:back")
def back(cast: Cast) -> str:
    return reverse("training:back")


@page("training:choose")
def choose(cast: Cast) -> str:
    return reverse("training:choose")


@page("training:subtopics")
def subtopics(cast: Cast) -> str:
    ferry(cast)
    return reverse("training:subtopics")


@page("training:close")
def close(cast: Cast) -> str:
    return reverse("training:close", args=[ferry(cast).id])


@page("training:reopen")
def reopen(cast: Cast) -> str:
    return reverse("training:reopen", args=[ferry(cast).id])
