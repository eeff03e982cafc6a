"""How tests open the pages of case files."""

from django.urls import reverse

from langnghe.answering.tests.pages import matter
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import released
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("casefiles:index")
def index(cast: Cast) -> str:
    matter(cast)
    return reverse("casefiles:index")


@page("casefiles:case_file")
def case_file(cast: Cast) -> str:
    return reverse("casefiles:case_file", args=[matter(cast).serial])


@page("casefiles:make")
def make(cast: Cast) -> str:
    return reverse("casefiles:make", args=[matter(cast).serial])


@page("casefiles:covered")
def covered(cast: Cast) -> str:
    found = Matter.objects.filter(ward=cast.ward, board_row__isnull=False).select_related("ward").first()
    return reverse("casefiles:covered", args=[cast.ward.slug, (found or released(cast)).serial])
