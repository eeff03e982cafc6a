"""The sealed slip: printed, folded with the secret inside; the screen never shows the secret."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.intake.forms import SLIPS
from langnghe.kernel.formats import moment
from langnghe.kernel.units import language_of
from langnghe.opinions import codes
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import format_secret

# Signs printed over the part that the secret is folded onto, so that nobody reads it against the light.
ROWS, PATTERN = 16, "8KWX0MB3HRQ7ZGN5VES2" * 2


def sealed_slip(request: HttpRequest, opinion: Opinion, secret: bytes, *, again: str = "") -> HttpResponse:
    """The page with the slip, in three sizes to choose from. `again`: what the address of the next form ends with."""
    typed = format_secret(secret)
    context = {
        "opinion": opinion,
        "received": moment(opinion.received_at),
        "groups": typed.split("-"),
        "qr": codes.svg(codes.receipt_address(settings.PUBLIC_ADDRESS, opinion.serial, typed)),
        "address": settings.PUBLIC_ADDRESS,
        "sizes": SLIPS,
        "hatch": [PATTERN[row:] + PATTERN[:row] for row in range(0, 2 * ROWS, 2)],
        "again": again,
        "speech": language_of(opinion.ward.name) or "vi",
    }
    return render(request, "intake/slip.html", context)
