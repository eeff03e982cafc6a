"""Pages for what went wrong: each says what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.kernel.doors import public


@public
def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that waited too long (its token no longer fits)."""
    return render(request, "shell/expired.html", status=403)


def refused(request: HttpRequest, message: str, status: int = 400) -> HttpResponse:
    """A page with the sentence of a refusal."""
    return render(request, "shell/refused.html", {"message": message}, status=status)
