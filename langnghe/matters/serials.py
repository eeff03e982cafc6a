"""A matter's public serial, `DH26-V15-K`: ward, year, number within it, check sign. V stands for việc."""

import re
from typing import Final

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.opinions.receipts import YEARS, as_digits, as_typed, check_sign

LETTER: Final = "V"
_SERIAL = re.compile(r"([A-Z]{2,4})([0-9OIL]{2})V([0-9OIL]{1,9})([0-9A-Z])")


def format_serial(code: str, year: int, number: int) -> str:
    """The serial of a ward's matter."""
    body = f"{code}{year % 100:02d}{LETTER}{number}"
    return f"{code}{year % 100:02d}-{LETTER}{number}-{check_sign(body)}"


def parse_serial(text: str) -> tuple[str, int, int]:
    """(ward code, year, number) of a typed serial; case, spaces, O/0, I/L/1 are forgiven. Refused when it cannot be."""
    match = _SERIAL.fullmatch(as_typed(text))
    if match is None:
        raise Refused(_("Số của việc có dạng DH26-V15-K. Xin xem lại."))
    code, year, number, check = match.groups()
    year, number = as_digits(year), as_digits(number)
    printed = int(year) in YEARS and not number.startswith("0")
    if not printed or as_digits(check) != as_digits(check_sign(f"{code}{year}{LETTER}{number}")):
        raise Refused(_("Số của việc chưa đúng: có một ký tự bị sai hoặc đổi chỗ. Xin xem lại."))
    return code, 2000 + int(year), int(number)
