"""The desk for receipts, and the pass it gives: a signed cookie for one receipt's address, for half an hour."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.kernel import cookies
from langnghe.kernel.doors import public
from langnghe.kernel.formats import moment
from langnghe.kernel.refused import Refused
from langnghe.kernel.speaking import speak_of
from langnghe.opinions import reads as opinions
from langnghe.opinions.forms import ReceiptForm
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import parse_secret, parse_serial
from langnghe.shell.parts import HARMLESS

COOKIE = "phieu"
SALT = "langnghe.desk.receipt"
OPEN_SECONDS = 30 * 60


@public
def receipt(request: HttpRequest) -> HttpResponseBase:
    """The desk for receipts: serial and secret in, the resident's own page out."""
    form = ReceiptForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/receipt.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        opinion = _open(form.cleaned_data["serial"], form.cleaned_data["secret"])
    except Refused as error:
        form.add_error(None, error.message)
        return render(request, "desk/receipt.html", {"form": form}, status=422)
    return _let_in(redirect("desk:mine", serial=opinion.serial), opinion)


def _open(serial: str, secret: str) -> Opinion:
    parse_serial(serial)
    opinion = opinions.with_receipt(serial, parse_secret(secret))
    if opinion is None and (gap := opinions.gap_with(serial)):
        raise Refused(
            _(
                "Số này được cấp sau bản sao lưu lúc %(moment)s; sau đó máy của phường hỏng và phải khôi phục. "
                "Lời bà con gửi lúc ấy không còn trong máy: xin gửi lại, giữ tờ phiếu này và báo trực ban."
            )
            % {"moment": moment(gap.backed_up_at)}
        )
    if opinion is None:
        raise Refused(_("Không tìm thấy phiếu với số và mã này. Xin xem lại từng nhóm, hoặc hỏi trực ban."))
    return opinion


def _let_in(answer: HttpResponseBase, opinion: Opinion) -> HttpResponseBase:
    """The pass is a signed cookie for this receipt's address only, for half an hour after the last page."""
    pass_ = signing.dumps([opinion.serial, bytes(opinion.secret_hash).hex()], salt=SALT)
    cookies.give(answer, COOKIE, pass_, path=_path(opinion.serial), seconds=OPEN_SECONDS, samesite="Strict")
    return answer


def _path(serial: str) -> str:
    return reverse("desk:mine", args=[serial])


def with_pass(request: HttpRequest, serial: str) -> Opinion | None:
    """The opinion whose receipt this browser has shown within the last half hour."""
    try:
        allowed, held = signing.loads(cookies.read(request, COOKIE, _path(serial)), salt=SALT, max_age=OPEN_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return opinions.with_hash(serial, bytes.fromhex(held)) if allowed == serial else None


def behind_receipt(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the opinion whose receipt was shown, in the words of its ward; else the receipt is asked for."""

    @wraps(view)
    def guarded(request: HttpRequest, serial: str, **more: Any) -> HttpResponseBase:
        opinion = with_pass(request, serial)
        if opinion is None:
            return _ask_again(request)
        speak_of(opinion.ward.name)
        return _let_in(view(request, opinion, **more), opinion)

    return guarded


def _ask_again(request: HttpRequest) -> HttpResponse:
    """Back to the desk for receipts; words that were being sent when the pass ran out are shown, to be copied."""
    if request.method != "POST":
        return redirect("desk:receipt")
    words = [str(value) for name, value in request.POST.items() if name.endswith("words")]
    context = {"form": ReceiptForm(), "kept": "\n\n".join(words).strip(), "ran_out": True}
    return render(request, "desk/receipt.html", context, status=422)


@public
@require_POST
def close(request: HttpRequest, serial: str) -> HttpResponse:
    """Close the receipt on this device: the next person finds nothing."""
    return _closed(redirect("desk:receipt"), serial)


# A link and not a form: our policy lets no form lead to another site, and one tap must be enough without scripts.
@public
@require_safe
def leave(request: HttpRequest, serial: str) -> HttpResponse:
    """Out at once: the receipt is closed on this device and a harmless page opens."""
    return _closed(redirect(HARMLESS), serial)


def _closed(answer: HttpResponse, serial: str) -> HttpResponse:
    cookies.drop(answer, COOKIE, path=_path(serial), samesite="Strict")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
