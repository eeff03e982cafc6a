"""How tests open the pages of notices."""

from urllib.parse import urlsplit

from django.test import override_settings
from django.urls import reverse

from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.notices import actions, links, outbox
from langnghe.notices.models import Delivery, Letterbox
from langnghe.places.models import Ward
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page

RESIDENT = Actor("resident")


@page("notices:morning")
def morning(cast: Cast) -> str:
    return reverse("notices:morning")


def asked(ward: Ward) -> Letterbox:
    """A letterbox that waits to be confirmed."""
    with override_settings(EMAIL_HOST="thu.vidu.vn"):
        address = f"ba.tu.{Letterbox.objects.count()}@vidu.vn"
        return actions.ask(ward, ("opinions", ward.id), address, language="vi", by=RESIDENT)


def dead_letter(cast: Cast) -> Delivery:
    """A mail that no channel could hand over."""
    letterbox = asked(cast.ward)
    delivery = next(row for row in outbox.claim(100) if row.letterbox_id == letterbox.id)
    outbox.fail(delivery, "SMTPDataError 554")
    return delivery


@page("notices:confirm")
def confirm(cast: Cast) -> str:
    return urlsplit(links.confirm_link(_standing(cast), now())).path


@page("notices:stop")
def stop(cast: Cast) -> str:
    return urlsplit(links.stop_link(_standing(cast))).path


@page("notices:index")
def index(cast: Cast) -> str:
    dead_letter(cast) if not Delivery.objects.filter(ward=cast.ward, state="failed").exists() else None
    return reverse("notices:index")


@page("notices:revive")
def revive(cast: Cast) -> str:
    found = Delivery.objects.filter(ward=cast.ward, state="failed").first()
    return reverse("notices:revive", args=[(found or dead_letter(cast)).id])


def _standing(cast: Cast) -> Letterbox:
    """One letterbox is enough for a ward: a receipt may ask only three times a day."""
    return Letterbox.objects.filter(ward=cast.ward, ended_at=None).first() or asked(cast.ward)
