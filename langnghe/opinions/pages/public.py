"""What a resident meets: the form and the receipt."""

from dataclasses import replace

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.files import serving
from langnghe.kernel.actors import Actor, resident
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.maps.pages import picking
from langnghe.opinions import actions, flood, forms, photos, reads, rules, waiting
from langnghe.opinions.attempts import Received, received_before
from langnghe.opinions.pages import carried, form_page, receipt_page
from langnghe.opinions.pages.ward_of import ward_of
from langnghe.opinions.receipts import parse_secret
from langnghe.places.models import Ward
from langnghe.places.reads import heir, known_ward_by_slug, open_ward_by_slug


@public
@picking.may_locate
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; after sending, the receipt in the same answer (a resend shows the same receipt again)."""
    if request.method != "POST":
        ward = open_ward_by_slug(slug)
        return form_page.empty(request, ward) if ward else _to_successor(slug)
    ward = ward_of(slug)
    if picking.asked(request.POST):
        return _on_the_map(request, ward)
    if carried.any_in(request) or "preview" in request.POST:
        return _with_photos(request, ward)
    try:
        return _receipt(request, ward, forms.submission(request.POST))
    except Refused as error:
        return form_page.again(request, ward, error.message)


def _on_the_map(request: HttpRequest, ward: Ward) -> HttpResponse:
    """The ward's map as a picture, while the whole form travels along; photos just chosen are kept first."""
    pictures = carried.take(request, ward, by=_sender(ward))
    if pictures.problems:
        return form_page.again(request, ward, "", pictures)
    request.POST = carried.along(request, pictures)  # type: ignore[assignment]
    page = picking.page(request, ward, keeps_files=True)
    return page or form_page.filled(request, ward, picking.fields(request.POST, ward), pictures)


def _with_photos(request: HttpRequest, ward: Ward) -> HttpResponse:
    """A form with photos, or one that wants to be seen first. Whatever is wrong with it, its good photos stay."""
    wanted = "preview" in request.POST
    try:
        sent = replace(forms.submission(request.POST), photo_marks=carried.marks(request))
        rules.check(sent)
        before = None if wanted else received_before(ward, sent)
    except Refused as error:
        return form_page.again(request, ward, error.message, carried.take(request, ward, by=_sender(ward)))
    if before:
        return HttpResponse(receipt_page.filled(request, ward, before))
    pictures = carried.take(request, ward, by=_sender(ward))
    if wanted:
        return form_page.preview(request, ward, sent, pictures)
    if pictures.problems:
        return form_page.again(request, ward, "", pictures)
    try:
        return _receipt(request, ward, replace(sent, photos=tuple(file.id for file in pictures.files)))
    except Refused as error:
        return form_page.again(request, ward, error.message, pictures)


def _receipt(request: HttpRequest, ward: Ward, sent: rules.Submission) -> HttpResponse:
    received = actions.receive(ward, sent, channel="web", by=_sender(ward))
    return HttpResponse(receipt_page.filled(request, ward, received))


def _sender(ward: Ward) -> Actor:
    return resident(ward.id).actor


@public
@require_safe
def waiting_photo(request: HttpRequest, slug: str, token: str) -> FileResponse:
    """The small version of a photo whose form is not sent yet, for whoever holds its token: the form's sender."""
    found = photos.waiting(ward_of(slug), [token])
    if not found:
        raise Http404
    return serving.answer(request, found[0], small=True)


@public
@require_POST
def prove(request: HttpRequest, slug: str) -> HttpResponse:
    """Show that a person sent what waits: by the browser's work or by answering; the receipt comes again."""
    ward = ward_of(slug)
    received = _held(request, ward)
    kept = bytes(received.opinion.secret_hash)
    shown = flood.work_done(kept, request.POST.get("nonce", "")) or flood.answered(kept, request.POST.get("answer", ""))
    if shown:
        waiting.let_in(received.opinion, by=_sender(ward))
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


def _to_successor(slug: str) -> HttpResponse:
    """Posters of a ward that was merged lead to the form of the ward that goes on."""
    merged = known_ward_by_slug(slug)
    if merged is None:
        raise Http404
    return redirect("opinions:send", slug=heir(merged).slug)
