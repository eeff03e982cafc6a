"""Number plates: of cars, motorcycles, the army, embassies; said in words after "biển số"."""

import re

from langnghe.language.personal.digits import DIGIT_WORD
from langnghe.language.personal.seen import Seen

Found = tuple[int, int, str]
_GAP = r"[ .\-\u2010-\u2015_/:]{0,3}"
_PLATE = re.compile(
    r"(?<![a-z0-9])(?<![0-9][.,/\-])(?P<land>[1-9][0-9])" + _GAP
    + r"(?P<series>md[0-9]|[a-z][0-9]|[a-z][ \-][0-9](?=[ \-])|[a-z]{2}|[a-z])" + _GAP
    + r"(?P<number>[0-9ox*?]{3}[ .,\-]{1,3}[0-9ox*?]{2}|[0-9o]{5}|[0-9]{4}|[0-9]{2}[.\- ][0-9]{2}|"
        r"[0-9]{3}\.[0-9])(?![a-z0-9])"
)  # fmt: skip
_ARMY = re.compile(
    r"(?<![a-z0-9])(?:a[abcdnptvy]|b[bckphlt]|c[bchmndpt]|h[abcdghmnqt]|k[abcdktvpn]|p[abgkmoqtxz]|"
    r"q[abcht]|t[cdghkmntv]|v[tbckt])"
    r"[ \-]{0,3}[0-9]{2}[ .\-]{0,3}[0-9]{2}(?![a-z0-9])"
)
_EMBASSY = re.compile(r"(?<![a-z0-9])[0-9]{2}[ \-]?[0-9]{3}[ \-]?(?:ng|nn|qt)[ \-]?[0-9]{2}(?![a-z0-9])")
_PART = re.compile(
    r"(?<![a-z0-9])(?:bien so|bien|bks|bsx?|bien kiem soat)(?: (?:xe|so|la|duoi|cuoi|co|mang|:))*[ :]{1,3}"
    r"(?P<part>(?:[a-z][0-9]?[ \-]{0,3})?[0-9]{3}[. ]?[0-9]{2})(?![a-z0-9])"
)
_LETTER = "[a-zđ]|be|bo|xe|ce|co|ca|de|do|dd|ep|gie|ge|go|hat|ho|ka|el|lo|em|mo|en|no|pe|po|et|so|te|to|ve|vo|ich"
_DIGIT = rf"(?:{DIGIT_WORD}|mươi|muoi|mốt|tu|[0-9])"
_SPOKEN = re.compile(
    rf"(?<![a-z0-9])(?P<said>(?:{_DIGIT}[ ,.\-]{{0,2}}){{2,3}}(?:{_LETTER})[ ,.\-]{{1,3}}"
    rf"(?:{_DIGIT}[ ,.\-]{{0,3}}){{3,5}}{_DIGIT})(?![a-z0-9])"
)
_ABOUT_CARS = re.compile(
    r"(?<![a-z])(?:bien|bks|bsx?|xe|oto|o to|may cay|moto|mo to|wave|honda|yamaha|sh|vision|exciter|"
    r"vinfast|container|taxi|"
    r"chiec|con|vario|future|cup|cub|ab|jupiter|nouvo|attila|dream|sirius|air ?blade|lead|winner|"
    r"toyota|innova|kia|mazda|ford|ranger|fortuner|vios|i10)(?![a-z])"
)
_NO_CAR_BEFORE = re.compile(
    r"(?<![a-z])(?:lop|phong|nha|so nha|km|quoc lo|ql|tang|tuyen|can ho|hem|duong|khoi|block|lo|to|"
    r"khu|ho so|mau|so hieu|mon|quan|"
    r"gia|size|hop dong|cot|tru)[ :.]{1,2}(?:so )?$"
)
_MONEY_AFTER = re.compile(r" ?(?:d|dong|nghin|ngan|k|trieu|met|m|kg|suat|hs|em|hoc sinh|vnd)(?![a-z0-9])")
_SIGN = re.compile(r"[.\-\u2010-\u2015]")
_DOUBTFUL = frozenset("kmghldtnc")
_BACK = 40


def find(seen: Seen) -> list[Found]:
    """Every plate, from left to right."""
    plain = seen.plain
    found = [(match.start(), match.end(), "plate") for match in _PLATE.finditer(plain) if _is_plate(seen, match)]
    found += [(*match.span(), "plate") for match in _EMBASSY.finditer(plain)]
    for match in _ARMY.finditer(plain):
        if seen.text[match.start() : match.start() + 2].isupper() and _about_cars(plain, match.start()):
            found.append((match.start(), match.end(), "plate"))
    found += [(*match.span("part"), "plate") for match in _PART.finditer(plain)]
    found += [(*said.span("said"), "plate") for said in _SPOKEN.finditer(plain) if _about_cars(plain, said.start())]
    return found


def _is_plate(seen: Seen, match: re.Match[str]) -> bool:
    if _NO_CAR_BEFORE.search(seen.plain, max(match.start() - 16, 0), match.start()):
        return len(match["number"]) > 4 and seen.text[match.start("series")].isupper()
    if _about_cars(seen.plain, match.start()):
        return True
    return _looks_like_one(seen, match) and not _MONEY_AFTER.match(seen.plain, match.end())


def _looks_like_one(seen: Seen, match: re.Match[str]) -> bool:
    """Whether the shape alone is enough: a capital, a sign between, or five digits."""
    number = match["number"]
    firm = "." in number or len(number) == 5 or _SIGN.search(match[0]) is not None
    if seen.text[match.start("series")].isupper():
        return firm or match["series"][1:].isdigit()
    return firm and (match["series"] not in _DOUBTFUL or "." in number or "-" in match[0])


def _about_cars(plain: str, start: int) -> bool:
    return _ABOUT_CARS.search(plain, max(start - _BACK, 0), start) is not None
