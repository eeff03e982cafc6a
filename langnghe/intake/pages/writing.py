"""Writing down what somebody says by telephone or at the desk; the answer is the receipt, as the channel needs it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from langnghe.intake import reads, rules
from langnghe.intake.forms import WriteForm
from langnghe.intake.pages.parts import tabs_for
from langnghe.intake.pages.passes import pass_for
from langnghe.intake.pages.slips import sealed_slip
from langnghe.intake.spelling import serial_aloud
from langnghe.kernel.doors import officer
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.opinions.actions import receive
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Opinion
from langnghe.people.acting import mandate_of
from langnghe.shell.numbers import number

DESK = "tai-ban"


@officer("opinions.take")
def write(request: HttpRequest) -> HttpResponse:
    """The one screen; `?kenh=tai-ban` when the person stands at the desk. Saved: the serial, or the sealed slip."""
    by, channel = mandate_of(request), _channel(request)
    if request.method != "POST":
        return _page(request, WriteForm(by.ward, initial={"token": new_token()}), channel)
    form = WriteForm(by.ward, request.POST)
    if not form.is_valid():
        return _page(request, form, channel, status=422)
    try:
        sent = form.submission(by, secret_shown=channel == "desk")
        received = receive(by.ward, sent, channel=channel, by=by.actor)
    except Refused as error:
        form.add_error(None, error.message)
        return _page(request, form, channel, status=422)
    return _slip(request, received) if channel == "desk" else taken(request, received.opinion)


def _channel(request: HttpRequest) -> str:
    return "desk" if request.GET.get("kenh") == DESK else "phone"


def _page(request: HttpRequest, form: WriteForm, channel: str, status: int = 200) -> HttpResponse:
    context = {
        "form": form, "tabs": tabs_for(mandate_of(request), channel), "channel": channel, "fields": _numbered_fields(),
    }  # fmt: skip
    return render(request, "intake/write.html", context, status=status)


def _numbered_fields() -> list[tuple[str, str]]:
    """The fields of topics with the numbers to type."""
    return [
        (key, rules.topic_label(code).partition(" ")[2])
        for key, code in rules.topic_numbers().items()
        if "." not in key
    ]


def _slip(request: HttpRequest, received: Received) -> HttpResponse:
    return sealed_slip(request, received.opinion, received.secret, again="?kenh=" + DESK)


def taken(request: HttpRequest, opinion: Opinion, *, problem: str = "", told: str = "") -> HttpResponse:
    """The serial in big type with how to say it, and what the caller may choose."""
    by = mandate_of(request)
    context = {
        "opinion": opinion, "number": number(opinion.number), "aloud": serial_aloud(opinion.serial),
        "pass": pass_for(opinion, by), "token": new_token(), "stays_open": reads.stays_open_to(by, opinion),
        "guarded": opinion.guard, "has_contact": opinion.contact_id is not None, "problem": problem, "told": told,
        "title": _("Đã ghi, số %(number)s") % {"number": number(opinion.number)},
    }  # fmt: skip
    return render(request, "intake/taken.html", context, status=422 if problem else 200)
