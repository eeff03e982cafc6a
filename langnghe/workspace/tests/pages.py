"""How tests open the pages of the workspace."""

from django.urls import reverse

from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import allowed, released
from langnghe.matters.working import take_up
from langnghe.opinions.models import Opinion
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def taken_up(cast: Cast) -> Matter:
    """A matter that officers work on; one for all pages, because the same words again and again look like a flood."""
    found = Matter.objects.filter(ward=cast.ward, board_row=None, state="open").select_related("ward").first()
    return found or take_up(allowed(cast), by=cast["dung"] if "dung" in cast.mandates else cast["quy"])


def waiting(cast: Cast) -> Opinion:
    """An opinion that nobody has taken up."""
    found = Opinion.objects.filter(ward=cast.ward, taken_up_at=None).select_related("ward").first()
    return found or allowed(cast, "Cổng chợ đọng nước, đi chợ sáng nào cũng lội.")


def _of_matter(verb: str) -> None:
    @page(f"workspace:{verb}")
    def build(cast: Cast) -> str:
        return reverse(f"workspace:{verb}", args=[taken_up(cast).serial])


for _verb in ("matter", "retopic", "assign", "note", "ask", "hear_back", "join", "part", "take_apart"):
    _of_matter(_verb)


@page("workspace:take_back")
def take_back(cast: Cast) -> str:
    found = Matter.objects.filter(ward=cast.ward, board_row__isnull=False).select_related("ward").first()
    return reverse("workspace:take_back", args=[(found or released(cast)).serial])


@page("workspace:take_up")
def take_up_one(cast: Cast) -> str:
    return reverse("workspace:take_up", args=[waiting(cast).serial])


@page("workspace:join_to")
def join_to(cast: Cast) -> str:
    return reverse("workspace:join_to", args=[waiting(cast).serial])
