"""Tôi cũng gặp: pressed without JavaScript, without an account, and taken back as easily."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from langnghe.kernel import cookies
from langnghe.kernel.doors import public
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.matters import reads, supporting
from langnghe.matters.models import Matter
from langnghe.opinions import reads as opinions
from langnghe.opinions.receipts import parse_secret, parse_serial
from langnghe.places.reads import known_ward_by_slug
from langnghe.shell.kept import came_from_us

COOKIE = "cung-gap"
YEAR = 365 * 24 * 3600


# Exempt, because a token would put a cookie on everybody who only reads, and no cache could keep the page. Instead the
# browser itself must say that a page of ours sent it.
@public
@csrf_exempt
@require_POST
def support(request: HttpRequest, slug: str, serial: str) -> HttpResponse:
    """Count this browser, or the holder of a receipt, once under the matter."""
    matter = _matter(slug, serial)
    if not came_from_us(request):
        return _back(slug, matter, "")
    if request.POST.get("phieu") or request.POST.get("ma"):
        supporting.support(matter, "receipt", _receipt(request, matter))
        return _back(slug, matter, "phieu")
    token = cookies.read_also_old(request, COOKIE, path_of(slug)) or new_token()
    new = supporting.support(matter, "browser", token.encode()[:200])
    if not new and not supporting.has_supported(matter, "browser", token.encode()[:200]):
        return _back(slug, matter, "dong")
    answer = _back(slug, matter, "roi")
    cookies.give(answer, COOKIE, token, path=path_of(slug), seconds=YEAR)
    return answer


@public
@csrf_exempt
@require_POST
def forget(request: HttpRequest, slug: str, serial: str) -> HttpResponse:
    """Take it back, and let this browser be known no more."""
    matter = _matter(slug, serial)
    answer = _back(slug, matter, "quen")
    if came_from_us(request):
        supporting.forget(matter, "browser", cookies.read_also_old(request, COOKIE, path_of(slug)).encode()[:200])
        cookies.drop(answer, COOKIE, path=path_of(slug))
    return answer


def _matter(slug: str, serial: str) -> Matter:
    ward = known_ward_by_slug(slug)
    found = (reads.public_matter(ward, serial) or reads.moved_to(ward, serial)) if ward else None
    if found is None:
        raise Http404
    return found


def _receipt(request: HttpRequest, matter: Matter) -> bytes:
    """What counts of a shown receipt. Refused when serial and secret do not fit, or it is another ward's."""
    typed = request.POST.get("phieu", "")
    parse_serial(typed)
    held = opinions.with_receipt(typed, parse_secret(request.POST.get("ma", "")))
    if held is None or held.ward_id != matter.ward_id:
        raise Refused(_("Không tìm thấy phiếu với số và mã này. Xin xem lại từng nhóm, hoặc hỏi trực ban."))
    return held.id.bytes


def path_of(slug: str) -> str:
    return reverse("matters:board", args=[slug])


def _back(slug: str, matter: Matter, told: str) -> HttpResponse:
    url = reverse("matters:matter", args=[slug, matter.serial])
    return redirect(f"{url}?ghi={told}#cung-gap" if told else url)
