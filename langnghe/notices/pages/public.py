"""Where the links of mails lead. They say nothing about what was written, nor that anything was."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.kernel.speaking import speak_of
from langnghe.notices import actions, links


# A press is needed: programs that look at mails before people do open links, and would confirm for a stranger.
@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address: asks on GET, does it on POST."""
    letterbox = links.confirmed_by(token)
    if letterbox is None or letterbox.ended_at:
        return render(request, "notices/too_late.html", status=410)
    speak_of(letterbox.ward.name)
    done = request.method == "POST" and actions.confirm(letterbox, by=resident(letterbox.ward_id).actor)
    return render(request, "notices/confirm.html", {"place": letterbox.ward, "done": done or letterbox.confirmed_at})


# Exempt: mail programs post here for their reader (RFC 8058) without a cookie; the signed link is the proof.
@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop mails: asks on GET, does it on POST."""
    letterbox = links.stopped_by(token)
    if letterbox is None:
        return render(request, "notices/too_late.html", status=410)
    speak_of(letterbox.ward.name)
    if request.method == "POST":
        actions.stop(letterbox, by=resident(letterbox.ward_id).actor)
    done = request.method == "POST" or letterbox.ended_at
    return render(request, "notices/stop.html", {"place": letterbox.ward, "done": done})
