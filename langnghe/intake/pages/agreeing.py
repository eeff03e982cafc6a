"""Right after writing down: a sealed slip, the secret by telephone, a call back; and the slip for a paper's strip."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.intake import reads
from langnghe.intake.forms import AgreeForm, StripForm
from langnghe.intake.pages.parts import tabs_for
from langnghe.intake.pages.passes import opinion_of_pass
from langnghe.intake.pages.slips import sealed_slip
from langnghe.intake.pages.writing import taken
from langnghe.intake.papers import parse_number
from langnghe.intake.spelling import group_aloud, serial_aloud
from langnghe.kernel.doors import officer
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.taking import agree_call_back, show_secret
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate


@officer("opinions.take")
@require_POST
def slip(request: HttpRequest) -> HttpResponse:
    """A sealed slip to print; it waits in an envelope at the desk."""
    try:
        opinion = opinion_of_pass(request)
        secret = show_secret(opinion, request.POST.get("token", ""), way="slip", by=mandate_of(request))
    except Refused as error:
        return _back(request, error)
    return sealed_slip(request, opinion, secret)


@officer("opinions.take")
@require_POST
def aloud(request: HttpRequest) -> HttpResponse:
    """The secret on the screen, to be read out sign by sign."""
    try:
        opinion = opinion_of_pass(request)
        secret = show_secret(opinion, request.POST.get("token", ""), way="screen", by=mandate_of(request))
    except Refused as error:
        return _back(request, error)
    groups = [(group, group_aloud(group)) for group in format_secret(secret).split("-")]
    context = {"opinion": opinion, "aloud": serial_aloud(opinion.serial), "groups": groups}
    return render(request, "intake/aloud.html", context)


@officer("opinions.take")
@require_POST
def call_back(request: HttpRequest) -> HttpResponse:
    """The sender wants to be called."""
    form = AgreeForm(request.POST)
    try:
        opinion = opinion_of_pass(request)
    except Refused as error:
        return _back(request, error)
    try:
        contact = form.cleaned_data["contact"] if form.is_valid() else ""
        agreed = agree_call_back(opinion, contact, by=mandate_of(request))
    except Refused as error:
        return taken(request, opinion, problem=error.message)
    return taken(request, agreed, told=_("Đã hẹn gọi lại. Số điện thoại được niêm phong."))


def _back(request: HttpRequest, error: Refused) -> HttpResponse:
    messages.error(request, error.message)
    return redirect("intake:write")


@officer("opinions.take")
def strip(request: HttpRequest) -> HttpResponse:
    """Somebody brings the strip of a paper form and gets the sealed slip for it, once."""
    by = mandate_of(request)
    form = StripForm(request.POST if request.method == "POST" else None, initial={"token": new_token()})
    if request.method == "POST" and form.is_valid():
        try:
            opinion = _of_strip(by, form.cleaned_data["number"])
            secret = show_secret(opinion, form.cleaned_data["token"], way="slip", by=by)
            return sealed_slip(request, opinion, secret)
        except Refused as error:
            form.add_error(None, error.message)
    status = 422 if form.errors else 200
    return render(request, "intake/strip.html", {"form": form, "tabs": tabs_for(by, "strip")}, status=status)


def _of_strip(by: Mandate, typed: str) -> Opinion:
    """The opinion of a strip. Numbers follow one another, so only who may read it anyway gets hold of its secret.

    Refused in one sentence for a paper that waits in the box and one that others read: nobody learns which it is.
    """
    paper = reads.paper(by.ward, parse_number(by.ward, typed))
    if paper is None or paper.opinion is None or not reads.stays_open_to(by, paper.opinion):
        raise Refused(
            _(
                "Bàn này chưa đổi được cuống số này: tờ còn trong hộp thư, hoặc do người khác phụ trách. "
                "Xin mời bà con hỏi trực ban, rồi Mặt trận."
            )
        )
    return paper.opinion
