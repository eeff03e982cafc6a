"""How tests open the pages of matters."""

from django.urls import reverse

from langnghe.commitments import reads as promises
from langnghe.commitments.tests.promises import Promise
from langnghe.kernel.clock import local_now, local_today
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import allowed
from langnghe.matters.tests.saying import released as release_one
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def released(cast: Cast) -> Matter:
    """A matter on the board; one for all pages, because the same words again and again are taken for a flood."""
    return Matter.objects.filter(ward=cast.ward, board_row__isnull=False).first() or release_one(cast)


@page("matters:index")
def index(cast: Cast) -> str:
    allowed(cast)
    return reverse("matters:index")


@page("matters:release")
def release(cast: Cast) -> str:
    return reverse("matters:release", args=[allowed(cast).serial])


@page("matters:revise")
def revise(cast: Cast) -> str:
    return reverse("matters:revise", args=[released(cast).serial])


@page("matters:board")
def board(cast: Cast) -> str:
    released(cast)
    return reverse("matters:board", args=[cast.ward.slug])


@page("matters:feed")
def feed(cast: Cast) -> str:
    released(cast)
    return reverse("matters:feed", args=[cast.ward.slug])


@page("matters:points")
def points(cast: Cast) -> str:
    return reverse("matters:points", args=[cast.ward.slug])


@page("matters:matter")
def matter(cast: Cast) -> str:
    return reverse("matters:matter", args=[cast.ward.slug, released(cast).serial])


@page("matters:support")
def support(cast: Cast) -> str:
    return reverse("matters:support", args=[cast.ward.slug, released(cast).serial])


@page("matters:forget")
def forget(cast: Cast) -> str:
    return reverse("matters:forget", args=[cast.ward.slug, released(cast).serial])


@page("matters:contest")
def contest(cast: Cast) -> str:
    matter = released(cast)
    if not promises.of("matters", matter.id):
        at = local_now().isoformat()[:19]
        Promise(cast, ("matters", matter.id)).made(local_today(), at=at).claimed(at=at)
    return reverse("matters:contest", args=[cast.ward.slug, matter.serial, 1])
