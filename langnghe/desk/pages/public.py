"""Public pages where rooms meet: the front page, a ward's home, the resident's home behind a receipt."""

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.desk import reads
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.kernel.speaking import speak_of
from langnghe.opinions import reads as opinions
from langnghe.opinions.forms import ReceiptForm
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import parse_secret, parse_serial
from langnghe.places.models import Ward
from langnghe.places.reads import open_ward_by_slug, open_wards

COOKIE = "phieu"
SALT = "langnghe.desk.receipt"
OPEN_SECONDS = 30 * 60


@public
def front(request: HttpRequest) -> HttpResponse:
    """The first page: the ward's home when there is one ward, else a list to choose from."""
    wards = open_wards()
    if not wards:
        return redirect("house:setup")
    if len(wards) == 1:
        return redirect("desk:ward", slug=wards[0].slug)
    return render(request, "desk/front.html", {"wards": wards})


@public
def ward(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward's home for residents."""
    found = open_ward_by_slug(slug)
    if found is None:
        return _successor_or_404(slug)
    return render(request, "desk/ward.html", {"ward": found, "place": found})


def _successor_or_404(slug: str) -> HttpResponse:
    merged = Ward.objects.filter(slug=slug, successor__isnull=False).select_related("successor").first()
    if merged is None or merged.successor is None:
        raise Http404
    return redirect("desk:ward", slug=merged.successor.slug)


@public
def receipt(request: HttpRequest) -> HttpResponse:
    """The desk for receipts: serial and secret in, the resident's own page out."""
    form = ReceiptForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/receipt.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        opinion = _open(form.cleaned_data["serial"], form.cleaned_data["secret"])
    except Refused as error:
        form.add_error(None, error.message)
        return render(request, "desk/receipt.html", {"form": form}, status=422)
    return _let_in(opinion)


def _open(serial: str, secret: str) -> Opinion:
    parse_serial(serial)
    opinion = opinions.with_receipt(serial, parse_secret(secret))
    if opinion is None:
        raise Refused(_("Không tìm thấy phiếu với số và mã này. Xin xem lại từng nhóm, hoặc hỏi trực ban."))
    return opinion


def _let_in(opinion: Opinion) -> HttpResponse:
    """The pass is a signed cookie for this receipt's address only, for half an hour."""
    answer = redirect("desk:mine", serial=opinion.serial)
    answer.set_cookie(
        COOKIE, signing.dumps([opinion.serial, bytes(opinion.secret_hash).hex()], salt=SALT),
        max_age=OPEN_SECONDS, path=answer["Location"], httponly=True, samesite="Strict", secure=settings.HTTPS,
    )  # fmt: skip
    return answer


@public
def mine(request: HttpRequest, serial: str) -> HttpResponse:
    """The resident's home: every step so far, in plain words. Without a valid pass: back to the desk for receipts."""
    opinion = _with_pass(request, serial)
    if opinion is None:
        return redirect("desk:receipt")
    speak_of(opinion.ward.name)
    return render(
        request, "desk/mine.html", {"opinion": opinion, "place": opinion.ward, "steps": reads.resident_steps(opinion)}
    )


def _with_pass(request: HttpRequest, serial: str) -> Opinion | None:
    try:
        allowed, held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=OPEN_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return opinions.with_hash(serial, bytes.fromhex(held)) if allowed == serial else None


@public
@require_POST
def close(request: HttpRequest, serial: str) -> HttpResponse:
    """Close the receipt on this device: the next person finds nothing."""
    answer = redirect("desk:receipt")
    answer.delete_cookie(COOKIE, path=reverse("desk:mine", args=[serial]), samesite="Strict")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
