"""Serials and secrets as an officer says them on the telephone: letters by their names, numbers in words."""

import unicodedata

# Names under which letters are spelled over a telephone; receipts use no Đ, so D is said the way offices say it.
LETTERS = {
    "A": "A", "B": "Bê", "C": "Xê", "D": "Đê", "E": "E", "F": "Ép", "G": "Giê", "H": "Hát", "I": "I", "J": "Gi",
    "K": "Ca", "L": "E-lờ", "M": "Em-mờ", "N": "En-nờ", "O": "O", "P": "Pê", "Q": "Quy", "R": "E-rờ", "S": "Ét-sì",
    "T": "Tê", "U": "U", "V": "Vê", "W": "Vê kép", "X": "Ích-xì", "Y": "I dài", "Z": "Dét",
}  # fmt: skip
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu", "tỷ")


def serial_aloud(serial: str) -> str:
    """`DH26-214-K` as `Đê Hát, hai mươi sáu, hai trăm mười bốn, Ca`."""
    code, number, check = serial.split("-")
    return ", ".join(part for part in (*_code_aloud(code), _said(number), _signs(check)) if part)


def _code_aloud(code: str) -> tuple[str, str]:
    letters = code.rstrip("0123456789")
    return _signs(letters), _said(code[len(letters) :])


def group_aloud(group: str) -> str:
    """A group of a secret sign by sign: `7K2MD` as `bảy, Ca, hai, Em-mờ, Đê`."""
    return ", ".join(LETTERS.get(sign) or DIGITS[int(sign)] for sign in group)


def _signs(text: str) -> str:
    return " ".join(LETTERS.get(sign) or DIGITS[int(sign)] for sign in text)


def _said(digits: str) -> str:
    """Digits of a serial: a year that begins with 0 is said sign by sign, anything else as a number."""
    return number_aloud(int(digits)) if not digits.startswith("0") else _signs(digits)


def number_aloud(value: int) -> str:
    """A whole number from 0 to below 10^12 in words: 214 as `hai trăm mười bốn`, 1005 as `một nghìn không trăm …`."""
    if value == 0:
        return DIGITS[0]
    triples = _triples(value)
    said = [
        f"{_triple(triple, full=place < len(triples) - 1)} {SCALES[place]}".strip()
        for place, triple in reversed(list(enumerate(triples)))
        if triple
    ]
    return unicodedata.normalize("NFC", " ".join(said))


def _triples(value: int) -> list[int]:
    """The number in threes, lowest first."""
    triples = []
    while value:
        value, triple = divmod(value, 1000)
        triples.append(triple)
    return triples


def _triple(value: int, *, full: bool) -> str:
    """A number below 1000; `full` says its hundreds even when there are none, as after thousands."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    parts = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0:
        parts += [f"linh {DIGITS[ones]}" if parts else DIGITS[ones]] if ones else []
    else:
        parts += ["mười" if tens == 1 else f"{DIGITS[tens]} mươi", *_ones(tens, ones)]
    return " ".join(parts)


def _ones(tens: int, ones: int) -> list[str]:
    """The last digit after tens: `mốt` after twenty, `lăm` for five."""
    if ones == 0:
        return []
    if ones == 1 and tens > 1:
        return ["mốt"]
    return ["lăm" if ones == 5 else DIGITS[ones]]
