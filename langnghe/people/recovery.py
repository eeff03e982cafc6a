"""A ward key on paper: two halves that say nothing alone, in groups whose last sign checks the others."""

import secrets
from dataclasses import dataclass

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.people import keys

# Crockford's base 32: no I, L, O, U; what people write instead is read as the digit they meant.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_GROUP = 4
_HALF_BYTES = 1 + 4 + keys.KEY_BYTES
GROUPS = 15


@dataclass(frozen=True)
class Half:
    """One of the two papers: its number, the key it belongs to, and 32 bytes."""

    number: int
    key_id: str
    share: bytes

    def groups(self) -> list[str]:
        """15 groups of five signs, the last of each checking the four before it and the group's place."""
        whole = int.from_bytes(bytes([self.number]) + bytes.fromhex(self.key_id) + self.share, "big") << 4
        signs = "".join(SIGNS[whole >> shift & 31] for shift in range(295, -1, -5))
        parts = [signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP)]
        return [part + _check(place, part) for place, part in enumerate(parts, start=1)]

    def lines(self) -> list[str]:
        """The groups as on the paper: five a line."""
        groups = self.groups()
        return ["  ".join(groups[at : at + 5]) for at in range(0, len(groups), 5)]

    def __str__(self) -> str:
        return " ".join(self.groups())


def split(key: bytes) -> tuple[Half, Half]:
    """Two halves of a key: one is random, the other the key combined with it (XOR). New papers at every call."""
    mask = secrets.token_bytes(keys.KEY_BYTES)
    return Half(1, keys.id_of(key), mask), Half(2, keys.id_of(key), _xor(key, mask))


def join(first: Half, second: Half) -> bytes:
    """The key of two halves. Refused when they are the same half, of different keys or of different print-outs."""
    if first.number == second.number:
        raise Refused(_("Hai tờ này là cùng một nửa. Xin lấy một tờ «Nửa 1» và một tờ «Nửa 2»."))
    if first.key_id != second.key_id:
        raise Refused(_("Hai tờ thuộc hai khóa khác nhau. Xin lấy hai tờ có cùng mã khóa in ở đầu tờ."))
    key = _xor(first.share, second.share)
    if keys.id_of(key) != first.key_id:
        raise Refused(_("Hai tờ không cùng một lần in. Xin lấy hai tờ được in cùng lúc."))
    return key


def read(text: str) -> Half:
    """The half that someone typed, in any case, with any spaces or dashes. Refused with the number of a wrong group."""
    signs = as_typed(text)
    if len(signs) != GROUPS * (_GROUP + 1):
        raise Refused(
            _("Mỗi tờ có %(groups)d nhóm, mỗi nhóm 5 ký tự; xin gõ đủ, hiện đọc được %(count)d ký tự.")
            % {"groups": GROUPS, "count": len(signs)}
        )
    return _half("".join(_checked(place, signs[(place - 1) * 5 : place * 5]) for place in range(1, GROUPS + 1)))


def as_typed(text: str) -> str:
    """The signs of a code as someone typed it: any case, spaces and dashes dropped, look-alikes read as meant."""
    return "".join(sign for sign in text.upper().translate(_MEANT) if sign in SIGNS)


def _half(signs: str) -> Half:
    whole = 0
    for sign in signs:
        whole = whole << 5 | SIGNS.index(sign)
    content = (whole >> 4).to_bytes(_HALF_BYTES, "big")
    return Half(content[0], content[1:5].hex(), content[5:])


def _checked(place: int, group: str) -> str:
    part, check = group[:_GROUP], group[_GROUP]
    if _check(place, part) != check:
        raise Refused(_("Nhóm thứ %(place)d chưa đúng, xin xem lại tờ giấy và gõ lại nhóm đó.") % {"place": place})
    return part


def _check(place: int, part: str) -> str:
    """A sign that no single wrong sign and no two swapped neighbours leave unchanged (a polynomial over GF(32))."""
    value = place
    for sign in part:
        value = _doubled(value) ^ SIGNS.index(sign)
    return SIGNS[_doubled(value)]


def _doubled(value: int) -> int:
    return (value << 1 ^ (0b100101 if value & 16 else 0)) & 31


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
