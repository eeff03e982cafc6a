"""What a resident meets: the form and the receipt."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.language.topics import is_private, name_of
from langnghe.opinions import actions, flood, forms, reads, rules, tokens, waiting
from langnghe.opinions.attempts import Received
from langnghe.opinions.forms import OpinionForm
from langnghe.opinions.pages import receipt_page
from langnghe.opinions.receipts import parse_secret
from langnghe.places.models import Ward
from langnghe.places.reads import open_ward_by_slug


@public
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; after sending, the receipt in the same answer (a resend shows the same receipt again)."""
    ward = _ward(slug)
    if request.method != "POST":
        return _page(request, ward, OpinionForm(ward, initial={"token": tokens.issue()}))
    if "preview" in request.POST:
        return _preview(request, ward)
    try:
        received = actions.receive(ward, forms.submission(request.POST), channel="web", by=resident(ward.id).actor)
    except Refused as error:
        return _again(request, ward, error.message)
    return HttpResponse(receipt_page.filled(request, ward, received))


@public
@require_POST
def prove(request: HttpRequest, slug: str) -> HttpResponse:
    """Show that a person sent what waits: by the browser's work or by answering; the receipt comes again."""
    ward = _ward(slug)
    received = _held(request, ward)
    kept = bytes(received.opinion.secret_hash)
    shown = flood.work_done(kept, request.POST.get("nonce", "")) or flood.answered(kept, request.POST.get("answer", ""))
    if shown:
        waiting.let_in(received.opinion, by=resident(ward.id).actor)
    if request.headers.get("Accept") == "text/plain":
        return HttpResponse(status=204 if shown else 422)
    page = receipt_page.filled(request, ward, received, "shown" if shown else "wrong")
    return HttpResponse(page, status=200 if shown else 422)


def _held(request: HttpRequest, ward: Ward) -> Received:
    """The opinion whose receipt was posted. Refused when serial and secret do not fit."""
    serial, secret = request.POST.get("serial", ""), parse_secret(request.POST.get("secret", ""))
    opinion = reads.with_receipt(serial, secret)
    if opinion is None or opinion.ward_id != ward.id:
        raise Refused(_("Không tìm thấy phiếu với số và mã này. Xin xem lại từng nhóm, hoặc hỏi trực ban."))
    return Received(opinion, secret)


def _ward(slug: str) -> Ward:
    ward = open_ward_by_slug(slug)
    if ward is None:
        raise Http404
    return ward


def _preview(request: HttpRequest, ward: Ward) -> HttpResponse:
    """The form as it was sent, under what people outside would see of it. Nothing is kept."""
    try:
        sent = forms.submission(request.POST)
        words = rules.check(sent)
    except Refused as error:
        return _again(request, ward, error.message)
    form = OpinionForm(ward, request.POST)
    group = dict(form.fields["group"].choices).get(str(sent.group_id), "")  # type: ignore[attr-defined]
    preview = {
        "shown": rules.shown_outside(sent), "words": words, "topic": name_of(sent.topic), "group": group,
        "private": is_private(sent.topic), "photos": sent.photos,
    }  # fmt: skip
    return _page(request, ward, form, preview=preview)


def _again(request: HttpRequest, ward: Ward, message: str) -> HttpResponse:
    """The form as it was sent, with what is wrong."""
    form = OpinionForm(ward, request.POST)
    form.refuse(message)
    return _page(request, ward, form, status=422)


def _page(request: HttpRequest, ward: Ward, form: OpinionForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"ward": ward, "place": ward, "form": form} | more
    return render(request, "opinions/send.html", context, status=status)
