"""How tests open the pages of opinions."""

from django.urls import reverse

from langnghe.files.tests.pictures import photo
from langnghe.kernel.actors import resident
from langnghe.opinions import guarding
from langnghe.opinions import photos as in_opinions
from langnghe.opinions.leaving import ask_erasure
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_photos import with_photos
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("opinions:send")
def send(cast: Cast) -> str:
    return reverse("opinions:send", args=[cast.ward.slug])


@page("opinions:guess")
def guess(cast: Cast) -> str:
    return reverse("opinions:guess", args=[cast.ward.slug])


@page("opinions:waiting_photo")
def waiting_photo(cast: Cast) -> str:
    kept = in_opinions.keep(cast.ward, [photo(320, 240)], by=resident(cast.ward.id).actor)
    return reverse("opinions:waiting_photo", args=[cast.ward.slug, kept.tokens[0]])


@page("opinions:index")
def index(cast: Cast) -> str:
    say(cast)
    return reverse("opinions:index")


@page("opinions:opinion")
def opinion(cast: Cast) -> str:
    return reverse("opinions:opinion", args=[say(cast, contact="0905 123 456").opinion.serial])


@page("opinions:contact")
def contact(cast: Cast) -> str:
    return reverse("opinions:contact", args=[say(cast, contact="0905 123 456").opinion.serial])


@page("opinions:ask")
def ask(cast: Cast) -> str:
    return reverse("opinions:ask", args=[say(cast).opinion.serial])


@page("opinions:read")
def read(cast: Cast) -> str:
    return reverse("opinions:read", args=[say(cast).opinion.serial])


@page("opinions:erase")
def erase(cast: Cast) -> str:
    return reverse("opinions:erase", args=[_to_erase(cast).serial])


@page("opinions:prove")
def prove(cast: Cast) -> str:
    return reverse("opinions:prove", args=[cast.ward.slug])


@page("opinions:cover")
def cover(cast: Cast) -> str:
    return reverse("opinions:cover", args=_photo(cast))


@page("opinions:picture")
def picture(cast: Cast) -> str:
    return reverse("opinions:picture", args=[*_photo(cast), "goc"])


def _photo(cast: Cast) -> list[object]:
    opinion = with_photos(cast)
    return [opinion.serial, in_opinions.of(opinion)[0].id]


@page("opinions:mark")
def mark(cast: Cast) -> str:
    return reverse("opinions:mark", args=[say(cast).opinion.serial])


@page("opinions:release_to_unit")
def release_to_unit(cast: Cast) -> str:
    return reverse("opinions:release_to_unit", args=[say(cast, about_officer=True).opinion.serial])


@page("opinions:name_officer")
def name_officer(cast: Cast) -> str:
    return reverse("opinions:name_officer", args=[say(cast, about_officer=True).opinion.serial])


@page("opinions:unname_officer")
def unname_officer(cast: Cast) -> str:
    return reverse("opinions:unname_officer", args=[say(cast, about_officer=True).opinion.serial])


@page("opinions:pass_on")
def pass_on(cast: Cast) -> str:
    return reverse("opinions:pass_on", args=[_passed_on(cast).serial])


def _passed_on(cast: Cast) -> Opinion:
    """A crime report that the first officer who may read it passed on."""
    opinion = say(cast, crime=True).opinion
    reader = next(mandate for mandate in cast.mandates.values() if mandate.may("opinions.crime"))
    guarding.pass_on(opinion, "investigation", by=reader)
    return opinion


@page("opinions:decline_erasure")
def decline_erasure(cast: Cast) -> str:
    return reverse("opinions:decline_erasure", args=[_to_erase(cast).serial])


@page("opinions:erasures")
def erasures(cast: Cast) -> str:
    _to_erase(cast)
    return reverse("opinions:erasures")


def _to_erase(cast: Cast) -> Opinion:
    """A crime report whose sender wants it erased."""
    opinion = say(cast, crime=True).opinion
    return ask_erasure(opinion, by=resident(opinion.ward_id).actor)


@page("opinions:last_resort")
def last_resort(cast: Cast) -> str:
    _unread(cast)
    return reverse("opinions:last_resort")


@page("opinions:last_pass_on")
def last_pass_on(cast: Cast) -> str:
    return reverse("opinions:last_pass_on", args=[_unread(cast).serial])


def _unread(cast: Cast) -> Opinion:
    """A complaint about everybody who reads complaints."""
    roles = {"front_officer", "chairman", "steering_secretary"}
    readers = [mandate.officer.name for mandate in cast.mandates.values() if mandate.role in roles]
    return say(cast, " và ".join([*readers, "cán bộ"]) + " chia nhau tiền quỹ.", about_officer=True).opinion
