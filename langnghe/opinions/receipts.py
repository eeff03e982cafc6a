"""Receipts: a short public serial, and a secret that can be read aloud and typed.

Both carry check signs computed in the field of 32 elements (polynomial x^5 + x^2 + 1): every single wrong sign
and every swap of neighbours is noticed, and since the check of a group depends on its place, swapped groups too.
"""

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES: Final = 15
GROUPS: Final = 6
DATA_SIGNS: Final = 4
MAX_TYPED: Final = 200
YEARS: Final = range(20, 60)  # a letter typed for the first digit would else lengthen the ward's code unnoticed

_VALUE = {sign: value for value, sign in enumerate(SIGNS)} | {"O": 0, "I": 1, "L": 1}
_SERIAL = re.compile(r"([A-Z]{2,4})([0-9OIL]{2})([0-9OIL]{1,9})([0-9A-Z])")


def _powers() -> list[int]:
    values = [1]
    for _step in range(30):
        doubled = values[-1] << 1
        values.append(doubled ^ 0b100101 if doubled & 32 else doubled)
    return values


_POWER = _powers()
_LOG = {value: exponent for exponent, value in enumerate(_POWER)}


def _times(power: int, value: int) -> int:
    """α^power · value in the field."""
    return _POWER[(power + _LOG[value]) % 31] if value else 0


def _check(values: list[int], place: int = 0) -> int:
    """The check value of a group; the last sign weighs α^1, the one before α^2 and so on."""
    total = _POWER[place] if place else 0
    for power, value in enumerate(reversed(values), start=1):
        total ^= _times(power, value)
    return total


def format_secret(raw: bytes) -> str:
    """15 bytes as six groups of four signs and a check sign: `7K2MD-…`."""
    if len(raw) != SECRET_BYTES:
        raise ValueError(f"a secret has {SECRET_BYTES} bytes")
    bits = int.from_bytes(raw, "big")
    return "-".join([_group(bits >> shift & 0xFFFFF, place) for place, shift in enumerate(range(100, -1, -20), 1)])


def _group(bits: int, place: int) -> str:
    """Four signs and the check sign, looked up two by two: a receipt has six of these."""
    pairs, (weights, last) = _PAIRS, _WEIGHTS
    first, second = bits >> 10, bits & 1023
    return f"{pairs[first]}{pairs[second]}{SIGNS[weights[first] ^ last[second] ^ _POWER[place]]}"


_PAIRS = [one + other for one in SIGNS for other in SIGNS]
# What two signs add to the check value, standing first or last in the group.
_WEIGHTS = (
    bytes(_check([one, other, 0, 0]) for one in range(32) for other in range(32)),
    bytes(_check([one, other]) for one in range(32) for other in range(32)),
)


def parse_secret(text: str) -> bytes:
    """The 15 bytes behind what was typed; case, O/0, I/L/1, spaces, dashes are forgiven. Refused naming the group."""
    typed = as_typed(text)
    if len(typed) != GROUPS * (DATA_SIGNS + 1):
        raise Refused(_("Mã bí mật có 6 nhóm, mỗi nhóm 5 ký tự. Xin xem lại trên phiếu và nhập đủ."))
    bits = 0
    for index in range(GROUPS):
        for value in _group_values(typed[index * 5 : index * 5 + 5], index):
            bits = bits << 5 | value
    return bits.to_bytes(SECRET_BYTES, "big")


def _group_values(typed: str, index: int) -> list[int]:
    values = [_VALUE.get(sign, -1) for sign in typed]
    if -1 in values or _check(values[:-1], index + 1) != values[-1]:
        raise Refused(_("Nhóm thứ %(place)d («%(typed)s») chưa đúng, xin xem lại trên phiếu.") % {
            "place": index + 1, "typed": typed,
        })  # fmt: skip
    return values[:-1]


def format_serial(code: str, year: int, number: int) -> str:
    """`DH26-214-K`: ward, year of receipt, number within it, check sign."""
    body = f"{code}{year % 100:02d}{number}"
    return f"{code}{year % 100:02d}-{number}-{check_sign(body)}"


def parse_serial(text: str) -> tuple[str, int, int]:
    """(ward code, year, number) of a typed serial. Refused when it cannot be one."""
    match = _SERIAL.fullmatch(as_typed(text))
    if match is None:
        raise Refused(_("Số phiếu có dạng DH26-214-K. Xin xem lại trên phiếu."))
    code, year, number, check = match.groups()
    year, number = as_digits(year), as_digits(number)
    printed = int(year) in YEARS and not number.startswith("0")
    if not printed or _check(_serial_values(code + year + number)) != _VALUE.get(check, -1):
        raise Refused(_("Số phiếu chưa đúng: có một ký tự bị sai hoặc đổi chỗ. Xin xem lại trên phiếu."))
    return code, 2000 + int(year), int(number)


def check_sign(body: str) -> str:
    """The check sign of a serial's letters and digits."""
    return SIGNS[_check(_serial_values(body))]


def _serial_values(body: str) -> list[int]:
    """Digits weigh 0 to 9, letters 6 to 31: so no letter weighs as much as the first digit of a year (see YEARS)."""
    return [int(sign) if sign.isdigit() else ord(sign) - ord("A") + 6 for sign in body]


def as_digits(typed: str) -> str:
    """What was typed for digits: O as 0, I and L as 1."""
    return typed.translate(str.maketrans("OIL", "011"))


def as_typed(text: str) -> str:
    """Upper case without anything that is not a letter or a digit; full-width signs become plain ones."""
    plain = unicodedata.normalize("NFKC", text[:MAX_TYPED]).upper()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
