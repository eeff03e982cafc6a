"""How tests open the pages where rooms meet."""

from datetime import date

from django.urls import reverse

from langnghe.deadlines.actions import set_deadline
from langnghe.deadlines.models import WardDeadline
from langnghe.deadlines.rules import Draft
from langnghe.desk.tests.test_jobs import dead_letter
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("desk:front")
def front(cast: Cast) -> str:
    return reverse("desk:front")


@page("desk:find")
def find(cast: Cast) -> str:
    return f"{reverse('desk:find')}?tim=den"


@page("desk:ward")
def ward(cast: Cast) -> str:
    return reverse("desk:ward", args=[cast.ward.slug])


@page("desk:receipt")
def receipt(cast: Cast) -> str:
    return reverse("desk:receipt")


@page("desk:mine")
def mine(cast: Cast) -> str:
    return reverse("desk:mine", args=[say(cast).opinion.serial])


@page("desk:add")
def add(cast: Cast) -> str:
    return reverse("desk:add", args=[say(cast).opinion.serial])


@page("desk:answer")
def answer(cast: Cast) -> str:
    return reverse("desk:answer", args=[say(cast).opinion.serial, 1])


@page("desk:letterbox")
def letterbox(cast: Cast) -> str:
    return reverse("desk:letterbox", args=[say(cast).opinion.serial])


@page("desk:stop_letters")
def stop_letters(cast: Cast) -> str:
    return reverse("desk:stop_letters", args=[say(cast).opinion.serial])


@page("desk:photo")
def photo(cast: Cast) -> str:
    return reverse("desk:photo", args=[say(cast).opinion.serial, 1])


@page("desk:small_photo")
def small_photo(cast: Cast) -> str:
    return reverse("desk:small_photo", args=[say(cast).opinion.serial, 1])


@page("desk:say")
def say_to_promise(cast: Cast) -> str:
    return reverse("desk:say", args=[say(cast).opinion.serial])


@page("desk:withdraw")
def withdraw(cast: Cast) -> str:
    return reverse("desk:withdraw", args=[say(cast).opinion.serial])


@page("desk:resume")
def resume(cast: Cast) -> str:
    return reverse("desk:resume", args=[say(cast).opinion.serial])


@page("desk:erase")
def erase(cast: Cast) -> str:
    return reverse("desk:erase", args=[say(cast).opinion.serial])


@page("desk:leave")
def leave(cast: Cast) -> str:
    return reverse("desk:leave", args=[say(cast).opinion.serial])


@page("desk:close")
def close(cast: Cast) -> str:
    return reverse("desk:close", args=[say(cast).opinion.serial])


@page("desk:home")
def home(cast: Cast) -> str:
    say(cast)
    return reverse("desk:home")


@page("desk:paper")
def paper(cast: Cast) -> str:
    say(cast)
    return reverse("desk:paper")


@page("desk:places")
def places(cast: Cast) -> str:
    return reverse("desk:places")


def own_deadline(cast: Cast) -> WardDeadline:
    """A value of the ward's own; one for all pages."""
    by = next(mandate for mandate in cast.mandates.values() if mandate.may("deadlines.manage"))
    known = WardDeadline.objects.filter(ward=cast.ward, taken_back_at=None).first()
    return known or set_deadline(cast.ward, Draft("answer", "", date(2026, 1, 1), 12, True, "QĐ 7"), by=by)


@page("desk:deadlines")
def deadlines(cast: Cast) -> str:
    own_deadline(cast)
    return reverse("desk:deadlines")


@page("desk:set_deadline")
def set_one_deadline(cast: Cast) -> str:
    return reverse("desk:set_deadline")


@page("desk:take_back_deadline")
def take_back_deadline(cast: Cast) -> str:
    return reverse("desk:take_back_deadline", args=[own_deadline(cast).id])


@page("desk:jobs")
def jobs(cast: Cast) -> str:
    return reverse("desk:jobs")


@page("desk:revive_job")
def revive_job(cast: Cast) -> str:
    return reverse("desk:revive_job", args=[dead_letter(cast).id])


@page("desk:log_promise")
def log_promise(cast: Cast) -> str:
    return reverse("desk:log_promise", args=[say(cast).opinion.serial])


@page("desk:proof")
def proof(cast: Cast) -> str:
    return reverse("desk:proof", args=[say(cast).opinion.serial])


@page("desk:proof_paper")
def proof_paper(cast: Cast) -> str:
    return reverse("desk:proof_paper", args=[say(cast).opinion.serial])


@page("desk:words")
def words(cast: Cast) -> str:
    return reverse("desk:words", args=[say(cast).opinion.serial])
