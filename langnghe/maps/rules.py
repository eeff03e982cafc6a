"""Decisions about base maps: nothing here writes."""

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.maps.earth import Position
from langnghe.maps.models import BaseMap
from langnghe.places.rules import one_line

PINS = 3
MAX_NAME, MAX_NOTE = 80, 200
MAX_BYTES = 20_000_000
MAX_SIDE = 4_000  # pixels of the longer side that we keep of a picture
MARGIN = 0.03


def check_name(name: str) -> str:
    """A map's name on one line. Refused when empty or too long."""
    tidy = one_line(name)
    if not tidy or len(tidy) > MAX_NAME:
        raise Refused(_("Xin đặt tên bản đồ, không quá 80 chữ, ví dụ «Bản đồ phường năm 2026»."))
    return tidy


def check_note(note: str) -> str:
    """What stands under the map, on one line. Refused when too long."""
    tidy = one_line(note)
    if len(tidy) > MAX_NOTE:
        raise Refused(_("Dòng ghi dưới bản đồ dài quá 200 chữ, xin ghi ngắn hơn."))
    return tidy


def looks_like_json(content: bytes) -> bool:
    """Whether a file begins as JSON does."""
    return content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def check_pin(base: BaseMap, place: int, x: float, y: float) -> None:
    """Refused for a map that needs no pins or that residents see now, and for a spot outside the picture."""
    if base.kind != "picture":
        raise Refused(_("Bản vẽ GeoJSON đã có tọa độ, không cần ghim."))
    if base.is_in_use:
        raise Refused(
            _("Bà con đang dùng bản đồ này. Xin đưa bản đồ khác vào dùng hoặc bỏ bản đồ này trước khi ghim lại.")
        )
    if not 1 <= place <= PINS or not (0 <= x <= base.width and 0 <= y <= base.height):
        raise Refused(_("Điểm ghim nằm ngoài bản đồ. Xin bấm vào một chỗ trên bản đồ."))


def with_margin(south_west: Position, north_east: Position) -> tuple[Position, Position]:
    """A box with a little paper around a drawing, never thinner than about 200 m."""
    tall = max(north_east.latitude - south_west.latitude, 0.002)
    wide = max(north_east.longitude - south_west.longitude, 0.002)
    up, aside = tall * MARGIN + _lack(tall, wide), wide * MARGIN + _lack(wide, tall)
    return (
        Position(south_west.latitude - up, south_west.longitude - aside),
        Position(north_east.latitude + up, north_east.longitude + aside),
    )


def _lack(side: float, other: float) -> float:
    """What a side lacks to be a third of the other: no map is a thread."""
    return max(other / 3 - side, 0) / 2
