"""How tests open the pages of writing down for others."""

from django.urls import reverse

from langnghe.intake import actions
from langnghe.intake.tests.helping import box
from langnghe.opinions.rules import Submission, Taken
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def mandate(cast: Cast, capability: str):  # type: ignore[no-untyped-def]
    """The first of the ward who may; the neighbour has fewer people than we."""
    return next(one for one in cast.mandates.values() if one.may(capability))


@page("intake:write")
def write(cast: Cast) -> str:
    return reverse("intake:write")


@page("intake:guess")
def guess(cast: Cast) -> str:
    return reverse("intake:guess")


@page("intake:slip")
def slip(cast: Cast) -> str:
    return reverse("intake:slip")


@page("intake:aloud")
def aloud(cast: Cast) -> str:
    return reverse("intake:aloud")


@page("intake:agree")
def agree(cast: Cast) -> str:
    return reverse("intake:agree")


@page("intake:calls")
def calls(cast: Cast) -> str:
    promised(cast)
    return reverse("intake:calls")


@page("intake:called")
def called(cast: Cast) -> str:
    return reverse("intake:called", args=[promised(cast)])


def promised(cast: Cast) -> str:
    """The serial of an opinion whose sender waits for a call."""
    taken = Taken(mandate(cast, "opinions.take").id, call_back=True)
    return say(cast, contact="0905 123 456", taken=taken).opinion.serial


@page("intake:boxes")
def boxes(cast: Cast) -> str:
    return reverse("intake:boxes")


@page("intake:box")
def one_box(cast: Cast) -> str:
    return reverse("intake:box", args=[opened(cast)])


@page("intake:void")
def void(cast: Cast) -> str:
    return reverse("intake:void", args=[opened(cast)])


def opened(cast: Cast) -> str:
    who = next(name for name, one in cast.mandates.items() if one.may("boxes.open"))
    opening = box(cast, who=who)
    sent = Submission(words="Cống trước chợ nghẹt, mưa là ngập.", taken=Taken(cast[who].id))
    actions.enter_form(opening, sent, by=cast[who])
    return str(opening.id)


@page("intake:strip")
def strip(cast: Cast) -> str:
    return reverse("intake:strip")


@page("intake:papers")
def papers(cast: Cast) -> str:
    return reverse("intake:papers")


@page("intake:poster")
def poster(cast: Cast) -> str:
    return reverse("intake:poster")


@page("intake:forms")
def forms(cast: Cast) -> str:
    run = actions.print_run(cast.ward, 3, by=mandate(cast, "papers.print"))
    return reverse("intake:forms", args=[run.id])


@page("intake:paper")
def public_paper(cast: Cast) -> str:
    return reverse("intake:paper", args=[cast.ward.slug])
