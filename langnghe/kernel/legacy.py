"""Vietnamese text from before Unicode: TCVN3 (ABC) and VNI, and finding out which one a file is in.

TCVN3 here is TCVN 5712:1993 VN1, the superset that also has codes for capitals with a tone; fonts of the
ABC family draw the small codes as capitals instead, which `mend_capitals` puts right. VNI is VNI-Windows.
"""

import re
import unicodedata

_SMALL = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
LETTERS = _SMALL + _SMALL.upper()
_TCVN3_CODES = bytes.fromhex(
    "a8a9aeaaabacadb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedee"
    "eff1f2f3f4f5f6f7f8f9fafbfcfdfe"
    "a1a2a7a3a4a5a68081828384afbabfc085c1c2c3c48687"
    "88898a8bc5cdd9da8c8d8e8f909192939495"
    "96dbe0f0ff9798999a9b9c9d9e9f01020405061112"
    "1314151617"
)
_TCVN3 = dict(zip(_TCVN3_CODES, LETTERS, strict=True))
_TCVN3_BACK = {letter: bytes([code]) for code, letter in _TCVN3.items()}

# VNI writes a letter and then a mark; a letter that carries a mark of its own (ơ, ư) takes the tone marks too.
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_VNI_MARKS = {
    "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ù": _ACUTE, "ï": _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "é": _BREVE + _ACUTE,
    "ë": _BREVE + _DOT, "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "á": _CIRCUMFLEX + _ACUTE, "ä": _CIRCUMFLEX + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_SIGN = re.compile(
    "([aAeEoOuUyYôÔöÖ])([" + "".join(_VNI_MARKS) + "".join(_VNI_MARKS).upper() + "])|(["
    + "".join(_VNI_LETTERS) + "".join(_VNI_LETTERS).upper() + "])"
)  # fmt: skip


class Undecodable(ValueError):
    """These bytes are no text in that encoding."""


def decode_tcvn3(data: bytes) -> str:
    """TCVN3 bytes as NFC text; Undecodable when a byte above ASCII has no letter there."""
    signs = [_TCVN3.get(code) or (chr(code) if code < 0x80 or code == 0xA0 else None) for code in data]
    if None in signs:
        raise Undecodable("tcvn3")
    return "".join(sign for sign in signs if sign is not None)


def encode_tcvn3(text: str) -> bytes:
    """The way back; Undecodable for a sign TCVN3 does not have."""
    return b"".join(_TCVN3_BACK.get(sign) or _one_byte(sign) for sign in unicodedata.normalize("NFC", text))


def decode_vni(data: bytes) -> str:
    """VNI-Windows bytes as NFC text; Undecodable when a mark stands where no letter takes it."""
    text = _VNI_SIGN.sub(_vni_letter, data.decode("latin-1"))
    return unicodedata.normalize("NFC", text)


def encode_vni(text: str) -> bytes:
    """The way back; Undecodable for a sign VNI does not have."""
    return b"".join(_vni_bytes(sign) for sign in unicodedata.normalize("NFC", text))


def mend_capitals(text: str) -> str:
    """Words in capitals whose toned letters stayed small (the ABC capital fonts): `NGUYễN` becomes `NGUYỄN`."""
    return re.sub(r"[^\W\d_]+", _mended, text)


def _mended(found: re.Match[str]) -> str:
    word = found[0]
    plain = [sign for sign in word if sign.isascii()]
    shouted = len(plain) > 1 and all(sign.isupper() for sign in plain)
    return word.upper() if shouted else word


def _one_byte(sign: str) -> bytes:
    if ord(sign) < 0x80:
        return sign.encode("ascii")
    raise Undecodable(sign)


def _vni_letter(found: re.Match[str]) -> str:
    base, mark, alone = found.groups()
    if alone:
        return _as_case(_VNI_LETTERS[alone.lower()], alone)
    letter = _as_case(_VNI_LETTERS.get(base.lower(), base.lower()), base)
    return unicodedata.normalize("NFC", letter + _VNI_MARKS[mark.lower()])


def _as_case(letter: str, model: str) -> str:
    return letter.upper() if model.isupper() else letter


_VNI_BACK = {letter: code for code, letter in _VNI_LETTERS.items()}


def _vni_bytes(sign: str) -> bytes:
    small = sign.lower()
    code = _VNI_BACK.get(small) or _vni_pair(small)
    if code is None:
        return _one_byte(sign)
    return (code.upper() if sign.isupper() else code).encode("latin-1")


def _vni_pair(small: str) -> str | None:
    base, marks = unicodedata.normalize("NFD", small)[:1], set(unicodedata.normalize("NFD", small)[1:])
    if _HORN in marks:
        base, marks = _VNI_BACK[unicodedata.normalize("NFC", base + _HORN)], marks - {_HORN}
    return next((base + sign for sign, mark in _VNI_MARKS.items() if marks == set(mark)), None) if marks else None
