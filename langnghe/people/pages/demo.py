"""The demo's list of sign-ins: a newcomer goes through the real door. Exists only where LANGNGHE_DEMO is set."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.kernel.doors import public
from langnghe.people import demo


@public
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Everybody of the demo with name, password and the six digits of this half minute."""
    if not settings.DEMO:
        raise Http404
    rows = demo.sign_ins()
    return render(
        request, "people/demo.html", {"rows": rows, "password": demo.PASSWORD, "seconds": demo.seconds_left()}
    )
