"""The resident's home behind a receipt: every step so far, and what the sender can still do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from langnghe.desk import reads
from langnghe.desk.pages.receipt import with_pass
from langnghe.kernel.doors import public
from langnghe.kernel.speaking import speak_of


@public
def mine(request: HttpRequest, serial: str) -> HttpResponse:
    """The resident's home: every step so far, in plain words. Without a valid pass: back to the desk for receipts."""
    opinion = with_pass(request, serial)
    if opinion is None:
        return redirect("desk:receipt")
    speak_of(opinion.ward.name)
    return render(
        request, "desk/mine.html", {"opinion": opinion, "place": opinion.ward, "steps": reads.resident_steps(opinion)}
    )
