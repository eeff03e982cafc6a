"""Numbers of paper forms: printed on the form and on its tear-off strip, with a check sign of the ward's own."""

import re

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.opinions.receipts import as_typed, check_sign
from langnghe.places.models import Ward

HIGHEST = 99_999_999
_NUMBER = re.compile(r"([0-9OIL]{1,8})([0-9A-Z])")


def format_number(ward: Ward, number: int) -> str:
    """`1047-X`: the number and a sign that notices every wrong or swapped digit, and another ward's paper."""
    return f"{number}-{check_sign(f'{ward.code}P{number}')}"


def parse_number(ward: Ward, typed: str) -> int:
    """The number behind what was typed; case, O/0, spaces and dashes are forgiven. Refused when it cannot be one."""
    found = _NUMBER.fullmatch(as_typed(typed))
    number = int(found[1].translate(str.maketrans("OIL", "011"))) if found else 0
    if found is None or number == 0 or not _fits(ward, number, found[2]):
        raise Refused(_("Số tờ có dạng 1047-X, gồm chữ số và một ký tự kiểm tra. Xin xem lại trên tờ giấy."))
    return number


def _fits(ward: Ward, number: int, sign: str) -> bool:
    return format_number(ward, number)[-1] == {"O": "0", "I": "1", "L": "1"}.get(sign, sign)
