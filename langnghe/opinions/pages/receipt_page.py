"""The page with the receipt. Every opinion waits for it: drawn once per ward and language, then filled in."""

import base64
import hashlib
from functools import lru_cache
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from langnghe.kernel.formats import moment
from langnghe.notices.rules import email_is_on
from langnghe.opinions import codes, flood, proving
from langnghe.opinions.above import Above, above
from langnghe.opinions.attempts import Received
from langnghe.opinions.receipts import GROUPS, format_secret
from langnghe.places.models import Ward
from langnghe.shell.choices import SCHEME_COOKIE, scheme_of
from langnghe.shell.numbers import number

# Private-use signs: nothing anybody types or translates holds them (clean text has none either).
MARK = "\ue000"
GAPS = ("number", "received", "serial", "qr", "opening", "promise", *(f"group{place}" for place in range(GROUPS)))
WAITING_GAPS = ("csrf", "secret", "challenge", "first", "second")
# How the opinion stands: as any, waiting in a flood, answered wrong, shown to come from a person.
Standing = Literal["", "waiting", "wrong", "shown"]


def filled(request: HttpRequest, ward: Ward, received: Received, standing: Standing = "") -> str:
    """The receipt as HTML. All values are ours: digits, letters of the receipt alphabet, a drawn path."""
    opinion = received.opinion
    standing = standing or ("waiting" if opinion.quarantined_at else "")
    serial, secret = opinion.serial, format_secret(received.secret)
    promise = proving.promise_of(opinion)
    address = codes.receipt_address(settings.PUBLIC_ADDRESS, serial, secret)
    values = {
        "number": number(opinion.number),
        "received": moment(opinion.received_at),
        "serial": serial,
        "qr": codes.svg(address),
        "opening": address.partition("#")[2],
        "promise": base64.b64encode(promise or b"").decode(),
    } | {f"group{place}": group for place, group in enumerate(secret.split("-"))}
    if standing in ("waiting", "wrong"):
        values |= _to_prove(request, received, secret)
    look = get_language() or "", scheme_of(request)
    pieces = _sheet(ward.id, ward.name, ward.slug, *look, standing, email_is_on(), above(opinion), promise is not None)
    return "".join(values.get(piece, piece) if gap else piece for gap, piece in pieces)


def _to_prove(request: HttpRequest, received: Received, secret: str) -> dict[str, str]:
    """What a browser works on, and what a person is asked."""
    kept = hashlib.sha256(received.secret).digest()
    first, second = flood.question(kept)
    return {
        "csrf": get_token(request), "secret": secret, "challenge": flood.challenge(kept),
        "first": str(first), "second": str(second),
    }  # fmt: skip


@lru_cache(maxsize=128)
def _sheet(
    ward_id: UUID,
    name: str,
    slug: str,
    language: str,
    scheme: str,
    standing: Standing,
    mail_is_on: bool,
    higher: Above | None,
    promised: bool,
) -> list[tuple[bool, str]]:
    """The empty receipt in pieces: (is a gap, text or the gap's name). Drawn for a visitor who is not signed in."""
    visitor = HttpRequest()
    visitor.method, visitor.path = "GET", reverse("opinions:send", args=[slug])
    visitor.COOKIES[SCHEME_COOKIE] = scheme
    gaps = {gap: f"{MARK}{gap}{MARK}" for gap in (*GAPS, *WAITING_GAPS)}
    context = gaps | {
        "place": Ward(id=ward_id, name=name, slug=slug), "receipt_url": reverse("desk:receipt"),
        "groups": [gaps[f"group{place}"] for place in range(GROUPS)], "address": settings.PUBLIC_ADDRESS,
        "standing": "waiting" if standing == "wrong" else standing, "wrong": standing == "wrong",
        "prove_url": reverse("opinions:prove", args=[slug]), "mail_is_on": mail_is_on, "above": higher,
        "promised": promised,
    }  # fmt: skip
    parts = render_to_string("opinions/receipt.html", context, visitor).split(MARK)
    return [(index % 2 == 1, part) for index, part in enumerate(parts)]
