"""Places on earth (WGS 84), distances in metres, and coordinates as people type or paste them."""

import math
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused

# Vietnam with the special zones of Hoàng Sa and Trường Sa; latitudes and longitudes never overlap here.
SOUTH, NORTH, WEST, EAST = 6.0, 23.6, 102.0, 118.0
LONGEST_TEXT = 2_000


class Position(NamedTuple):
    """A place in WGS 84 degrees."""

    latitude: float
    longitude: float


def metres_per_latitude(latitude: float) -> float:
    """Length of one degree of latitude there, WGS 84."""
    turn = math.radians(latitude)
    return 111_132.954 - 559.822 * math.cos(2 * turn) + 1.175 * math.cos(4 * turn)


def metres_per_longitude(latitude: float) -> float:
    """Length of one degree of longitude at that latitude, WGS 84."""
    turn = math.radians(latitude)
    return 111_412.84 * math.cos(turn) - 93.5 * math.cos(3 * turn) + 0.118 * math.cos(5 * turn)


def distance(one: Position, other: Position) -> float:
    """Metres between two places of one ward."""
    middle = (one.latitude + other.latitude) / 2
    north = (one.latitude - other.latitude) * metres_per_latitude(middle)
    east = (one.longitude - other.longitude) * metres_per_longitude(middle)
    return math.hypot(north, east)


def in_vietnam(latitude: float, longitude: float) -> bool:
    """Whether a place lies in the country; False for what is no number."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def position_of(latitude: str | float | None, longitude: str | float | None) -> Position | None:
    """The place two form values name, rounded to ten centimetres; None when either is missing, broken or abroad."""
    try:
        place = Position(round(float(latitude or ""), 6), round(float(longitude or ""), 6))
    except (ValueError, OverflowError, TypeError):
        return None
    return place if in_vietnam(*place) else None


def read_position(text: str) -> Position:
    """Decimal degrees, degrees-minutes-seconds or a Google Maps link. Refused with what to do when it is none."""
    text = text.strip()[:LONGEST_TEXT]
    pair = _from_link(text) if "://" in text else _from_degrees(text) or _from_decimals(text)
    if pair is None:
        raise Refused(_short_link() if re.search(r"goo\.gl", text) else _unreadable())
    place = _in_order(*pair)
    if not in_vietnam(*place):
        raise Refused(
            _(
                "Tọa độ này nằm ngoài Việt Nam. Vĩ độ ở nước ta từ 6 đến 23,6; kinh độ từ 102 đến 118. "
                "Xin xem lại hai con số."
            )
        )
    return place


NUMBER = r"(-?\d{1,3}(?:[.,]\d{1,15})?)"
_LINKED = (
    re.compile(rf"!3d{NUMBER}!4d{NUMBER}"),
    re.compile(rf"[?&](?:q|query|ll|center|destination|daddr)=(?:loc:)?{NUMBER}(?:,|%2C)\+?{NUMBER}", re.IGNORECASE),
    re.compile(rf"/(?:search|place|dir)/{NUMBER},\+?{NUMBER}"),
    re.compile(rf"@{NUMBER},{NUMBER}"),
)
_PLAIN = (
    re.compile(r"\(?(-?\d{1,3}(?:\.\d{1,15})?)°?\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,15})?)°?\)?"),
    re.compile(r"\(?(-?\d{1,3}(?:,\d{1,15})?)°?\s*(?:;|\s)\s*(-?\d{1,3}(?:,\d{1,15})?)°?\)?"),
    re.compile(r"\(?(-?\d{1,3},\d{1,15})°?\s*,\s+(-?\d{1,3},\d{1,15})°?\)?"),
)
_DEGREES = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,15})?)\s*[°º]\s*(?:(\d{1,2}(?:[.,]\d{1,15})?)\s*['′’])?\s*"
    r"(?:(\d{1,2}(?:[.,]\d{1,15})?)\s*(?:\"|″|”|''))?\s*([NSEWBĐ])?",
    re.IGNORECASE,
)


def _from_link(text: str) -> tuple[float, float] | None:
    for pattern in _LINKED:
        if found := pattern.search(text):
            return _number(found[1]), _number(found[2])
    return None


def _from_decimals(text: str) -> tuple[float, float] | None:
    for pattern in _PLAIN:
        if found := pattern.fullmatch(text):
            return _number(found[1]), _number(found[2])
    return None


def _from_degrees(text: str) -> tuple[float, float] | None:
    """Two angles; S and W count below zero, so that they are found abroad and not taken for ours."""
    found = _DEGREES.findall(text)
    if len(found) != 2:
        return None
    angles = [(_angle(*parts[:3]), parts[3].upper()) for parts in found]
    first, second = (-angle if side in {"S", "W"} else angle for angle, side in angles)
    return first, second


def _angle(degrees: str, minutes: str, seconds: str) -> float:
    return _number(degrees) + _number(minutes or "0") / 60 + _number(seconds or "0") / 3600


def _in_order(first: float, second: float) -> Position:
    """Latitude first, as most maps write it; the other way round is plain to see in Vietnam."""
    return Position(second, first) if in_vietnam(second, first) else Position(first, second)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unreadable() -> str:
    return _(
        "Chưa đọc được tọa độ. Xin ghi vĩ độ rồi kinh độ, ví dụ «13.9785, 108.0051» hoặc 13°58'43\"N 108°00'18\"E, "
        "hoặc dán đường dẫn Google Maps có hai con số ấy."
    )


def _short_link() -> str:
    return _(
        "Đường dẫn rút gọn không có tọa độ bên trong. Xin mở nó ra, ấn giữ vào điểm cần lấy rồi chép hai con số "
        "hiện lên."
    )
