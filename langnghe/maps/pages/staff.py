"""The ward's base maps: upload, pin, try, use, put away. Works without a script: a tap on a picture is a button."""

from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from langnghe.files import serving
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.maps import actions, affine, earth, reads, rules, sheets, steps, svg
from langnghe.maps.forms import PinForm, UploadForm
from langnghe.maps.models import BaseMap, Pin
from langnghe.maps.sheets import Mark, Sheet, View
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of

WARN_SHARE = 0.06  # how far three pins may miss a map drawn to scale before we say so


@officer("maps.manage")
def index(request: HttpRequest) -> HttpResponse:
    """The maps of the ward; above, a form for another."""
    ward = mandate_of(request).ward
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid() and (base := _uploaded(request, form)):
        return redirect("maps:base_map", base.id)
    context = {"form": form, "page": page_of(reads.listed(ward), request), "used": reads.in_use(ward)}
    return render(request, "maps/index.html", context, status=422 if form.errors else 200)


@officer("maps.manage")
@require_safe
def base_map(request: HttpRequest, map_id: UUID) -> HttpResponse:
    """One map: its picture with pins, what the fit says, a place to try, and what can be done with it."""
    base = _base(request, map_id)
    pins, tried = reads.pins_of(base), _tried(base, request.GET.get("thu", ""))
    context = {
        "base": base,
        "pins": [(place, _pin_at(pins, place)) for place in range(1, rules.PINS + 1)],
        "check": _check(base),
        "tried": tried,
        "sheet": _sheet(
            base, tried.pop("view", None) or sheets.whole(base), _marks(base, pins) + tried.pop("marks", [])
        ),
    }
    return render(request, "maps/base_map.html", context)


@officer("maps.manage")
def pin(request: HttpRequest, map_id: UUID, place: int) -> HttpResponse:
    """Tap a spot of the picture, write its coordinates, keep both."""
    base = _base(request, map_id)
    if base.kind != "picture" or not 1 <= place <= rules.PINS:
        raise Http404
    pins = reads.pins_of(base)
    known = _pin_at(pins, place)
    spot, view = _spot(base, request, known)
    form = _pin_form(request, known)
    if "giu" in request.POST and form.is_valid() and _pinned(request, base, place, spot, form):
        return redirect("maps:base_map", base.id)
    others = [one for one in _marks(base, pins) if one.text != str(place)]
    marks = others + ([Mark(*spot, "pin", str(place))] if spot else [])
    context = {"base": base, "number": place, "form": form, "sheet": _sheet(base, view, marks), "spot": _text(spot)}
    return render(request, "maps/pin.html", context, status=422 if form.is_bound and form.errors else 200)


@officer("maps.manage")
@require_POST
def use(request: HttpRequest, map_id: UUID) -> HttpResponse:
    """Lay it before residents."""
    try:
        base = actions.use(_base(request, map_id), by=mandate_of(request))
        messages.success(request, _("Bà con nay thấy «%(map)s». Các điểm đã ghi vẫn ở đúng chỗ.") % {"map": base})
    except Refused as error:
        messages.error(request, error.message)
    return redirect("maps:base_map", map_id)


@officer("maps.manage")
def take_back(request: HttpRequest, map_id: UUID) -> HttpResponse:
    """Put it away, after asking once."""
    base = _base(request, map_id)
    if request.method == "POST":
        actions.take_back(base, by=mandate_of(request))
        messages.success(request, _("Đã bỏ «%(map)s».") % {"map": base})
        return redirect("maps:index")
    question = _(
        "Bản đồ này biến khỏi mọi trang. Các điểm bà con đã chọn không mất, nhưng ảnh hay bản vẽ này không "
        "lấy lại được."
    )
    context = {
        "title": _("Bỏ «%(map)s»?") % {"map": base}, "question": question, "action": request.path,
        "button": _("Bỏ bản đồ"), "back_url": reverse("maps:base_map", args=[base.id]),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context)


@officer("maps.manage")
@require_safe
@gzip_page
@csp_replace({"default-src": ["'none'"], "style-src": svg.style_sources(), "sandbox": True})  # type: ignore[arg-type]
def picture(request: HttpRequest, map_id: UUID, level: int) -> HttpResponseBase:
    """A map that residents may not see yet."""
    base = _base(request, map_id)
    if base.file:
        return serving.answer(request, base.file)
    if level >= len(svg.LEVELS):
        raise Http404
    return HttpResponse(reads.picture(base, level), content_type="image/svg+xml; charset=utf-8")


def _uploaded(request: HttpRequest, form: UploadForm) -> BaseMap | None:
    data, mandate = form.cleaned_data, mandate_of(request)
    try:
        if data["tep"].size > rules.MAX_BYTES:
            raise Refused(_("Tệp quá lớn: tối đa 20 MB. Xin chọn tệp nhỏ hơn."))
        content = data["tep"].read()
        return actions.upload(mandate.ward, content, name=data["name"], note=data["note"], by=mandate)
    except Refused as error:
        form.add_error("tep", error.message)
        return None


def _base(request: HttpRequest, map_id: UUID) -> BaseMap:
    maps = BaseMap.objects.filter(ward=mandate_of(request).ward_id, taken_back_at=None)
    return get_object_or_404(maps.select_related("ward__successor", "file").defer("drawing"), id=map_id)


def _sheet(base: BaseMap, view: View, marks: list[Mark]) -> Sheet:
    level = svg.level_of(view.side / sheets.SMALL)
    return Sheet(base, reverse("maps:draft_picture", args=[base.id, level]), view, marks)


def _marks(base: BaseMap, pins: list[Pin]) -> list[Mark]:
    return [Mark(pin.x, pin.y, "pin", str(pin.place)) for pin in pins]


def _pin_at(pins: list[Pin], place: int) -> Pin | None:
    return next((pin for pin in pins if pin.place == place), None)


def _check(base: BaseMap) -> dict[str, Any] | None:
    """What a person can check of a fit: how wide the map is, which way is up, how far the pins miss."""
    fitted = base.affine
    if fitted is None:
        return None
    unit = affine.metres_per_unit(fitted, base.width / 2, base.height / 2)
    size = {"wide": sheets.length_text(unit * base.width), "high": sheets.length_text(unit * base.height)}
    if base.kind == "geojson":
        return size
    found = affine.check(reads.pinned(base))
    off = {
        "off": sheets.length_text(found.off),
        "doubtful": found.share > WARN_SHARE,
        "turn": f"{abs(found.turn):.0f}°",
    }
    return size | off


def _tried(base: BaseMap, text: str) -> dict[str, Any]:
    """Where coordinates that somebody tries lie on the map; a sentence when they cannot be shown."""
    if not text.strip() or base.affine is None:
        return {}
    try:
        at = earth.read_position(text)
    except Refused as error:
        return {"text": text, "wrong": error.message}
    spot, view = sheets.spot_of(base, at), sheets.around(base, at, 800)
    if spot is None:
        return {"text": text, "wrong": _("Chỗ này nằm ngoài bản đồ.")}
    return {"text": text, "view": view, "marks": [Mark(*spot)]}


def _spot(base: BaseMap, request: HttpRequest, known: Pin | None) -> tuple[steps.Spot | None, View]:
    """The spot and the view after a tap, a step or a zoom."""
    data = request.POST
    carried = sheets.numbers(data.get("cho", ""), 2)
    spot = (carried[0], carried[1]) if carried else (known.x, known.y) if known else None
    return steps.after(base, sheets.parse(base, data.get(steps.VIEW, "")), spot, data, data.get("buoc", ""))


def _text(spot: steps.Spot | None) -> str:
    return f"{spot[0]:.1f},{spot[1]:.1f}" if spot else ""


def _pin_form(request: HttpRequest, known: Pin | None) -> PinForm:
    """Bound when it is to be kept; else only carrying what was written."""
    if "giu" in request.POST:
        return PinForm(request.POST)
    written = request.POST.get("at") or (f"{known.latitude:.6f}, {known.longitude:.6f}" if known else "")
    return PinForm(initial={"at": written})


def _pinned(request: HttpRequest, base: BaseMap, place: int, spot: steps.Spot | None, form: PinForm) -> BaseMap | None:
    try:
        if spot is None:
            raise Refused(_("Xin bấm vào một chỗ trên bản đồ trước, rồi ghi tọa độ của chỗ ấy."))
        at = earth.read_position(form.cleaned_data["at"])
        return actions.pin(base, place, *spot, at, by=mandate_of(request))
    except Refused as error:
        form.add_error("at", error.message)
        return None
