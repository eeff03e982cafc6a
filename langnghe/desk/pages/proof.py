"""What the sender takes away about the public log, for whoever has shown the receipt; kept by no cache."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from langnghe.desk.pages.receipt import behind_receipt
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.opinions import codes, proving
from langnghe.opinions.models import Opinion


@public
@require_safe
@behind_receipt
def promise(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """The signed promise that the opinion will be in the log."""
    content = proving.promise_of(opinion)
    if content is None:
        raise Refused(_("Chưa có lời hứa cho phiếu này: sổ của phường chưa bắt đầu, hoặc lời đã được xóa."))
    return _file(content, opinion.serial + proving.PROMISE_SUFFIX)


@public
@require_safe
@behind_receipt
def proof(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """The proof that it is."""
    return _file(_proof(opinion), opinion.serial + proving.PROOF_SUFFIX)


@public
@require_safe
@behind_receipt
def words(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """The very words, to be compared sign by sign."""
    if opinion.erased_at:
        raise Http404
    return _file(opinion.words.encode(), f"{opinion.serial}-loi.txt", "text/plain; charset=utf-8")


@public
@require_safe
@behind_receipt
def paper(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """The proof on an A5 sheet, in a code as large as the sheet lets it be."""
    content = _proof(opinion)
    context = {
        "opinion": opinion, "place": opinion.ward, "qr": codes.of_bytes(content), "address": settings.PUBLIC_ADDRESS,
    }  # fmt: skip
    return render(request, "desk/proof.html", context)


def _proof(opinion: Opinion) -> bytes:
    content = proving.proof_of(opinion)
    if content is None:
        raise Refused(
            _("Chưa có bằng chứng cho phiếu này: xin quay lại sau giờ đã hứa. Lời đã xóa thì không lập được nữa.")
        )
    return content


def _file(content: bytes, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
