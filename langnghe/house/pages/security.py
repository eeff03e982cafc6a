"""Whom to tell about a hole (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from langnghe.kernel.clock import now
from langnghe.kernel.doors import public

# RFC 9116, 2.5.5: less than a year. Whoever keeps a copy asks again sooner; an installation that stopped says so by it.
VALID = timedelta(days=180)


@public
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """The contacts of this installation, or its front page; good for half a year from today."""
    lines = [f"Contact: {one}" for one in settings.SECURITY_CONTACT or [f"{settings.PUBLIC_ADDRESS}/"]]
    until = datetime.combine((now() + VALID).date(), time(), UTC)
    lines += [f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: vi, en"]
    if settings.PUBLIC_ADDRESS.startswith("https://"):
        lines.append(f"Canonical: {settings.PUBLIC_ADDRESS}{reverse('house:security')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
