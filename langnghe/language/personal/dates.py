"""Full dates of birth: a day, a month and a year that the words around them tie to somebody's birth."""

import re
from collections.abc import Iterable

from langnghe.language.personal.seen import Seen, Span

Found = tuple[int, int, str]
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_MONTH_NAME = r"gieng|mot|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi mot|muoi hai|muoi|chap"
_UNIT = r"(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|mươi|ram|mong|mung|linh|le|khong|nghin|ngan|tram)"
_DATE = re.compile(
    rf"(?<![0-9])(?<![0-9][./\-])(?:"
    rf"{_DAY}(?: ?([./\-,]) ?| ){_MONTH}(?: ?\1 ?|(?(1)(?!)| ))(?P<year>(?:19|20)[0-9]{{2}}|"
    rf"[0-9]{{2}})(?![0-9])(?!/[0-9])"
    rf"|(?P<iso>(?:19|20)[0-9]{{2}})([./\-])(?:0?[1-9]|1[0-2])\4{_DAY}(?![0-9])"
    rf"|(?:ngay )?(?:(?:mong |mung )?{_DAY}|ram|(?:mong|mung) (?:{_MONTH_NAME}))(?: (?:tay|duong lich|"
    rf"am lich|al|dl|ta))?[ ,]{{0,2}}thang (?:{_MONTH}(?![0-9])|(?:{_MONTH_NAME}))"
    rf"(?: (?:am lich|duong lich|al))?[ ,/\-]{{0,2}}(?:nam )?(?P<long>(?:19|20)[0-9]{{2}})(?![0-9])"
    rf"|(?P<packed>(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{{2}})(?![0-9])"
    rf"|ngay (?:{_UNIT} ){{1,3}}thang (?:{_MONTH_NAME}) nam (?:(?:{_UNIT}|[0-9]{{4}})(?: |(?![a-z]))){{1,9}})"
)
_SAID = re.compile(
    r"(?<![a-z0-9])(?:(?P<birth>(?<!hoc )(?<!ve )(?<!phat )(?<!ky )(?<!thi )(?<!noi )(?<!sat )"
    r"sinh(?! hoat| vien| song| su | duc| thai| ke | ra chuyen| te| san| su,| thoi| mang| linh| hoc)|"
    r"sn|ngsinh|nsinh|ns|ntns|dob|"
    r"de(?= ngay)|chao doi|cat tieng khoc|tuoi)"
    r"|(?P<other>cap|cap ngay|hop|nop|tu ngay|den ngay|xay ra|het han|nghi|hoc|lam|ve|mat|chet|cuoi|"
    r"nhap|tra|hen|hom|vao|su viec|"
    r"toi ngay|luc|gui|bien ban|nhan|khoi cong|trinh|lap|dang ky|ky|hieu luc))(?![a-z0-9])"
)
_AFTER = re.compile(r"[ ,]{0,2}\(?(?:la )?(?:ngay sinh|ngay thang nam sinh|sinh nhat)")
_BESIDE = re.compile(r"[ ,;:(\-\u2013]{1,4}(?:nam|nu|gioi tinh nam|gioi tinh nu)?[ ,;(\-\u2013]{0,3}")
_BACK = 50
_GROWN = 2020


def find(seen: Seen, people: Iterable[Span] = ()) -> list[Found]:
    """Dates of birth, from left to right. `people`: where somebody is named; a date right after one is theirs."""
    ends = {end for _start, end in people}
    found: list[Found] = []
    for date in _DATE.finditer(seen.plain):
        again = bool(found) and date.start() - found[-1][1] < _BACK // 2
        if _is_birth(seen.plain, date, again) or _beside(seen.plain, date, ends):
            found.append((date.start(), date.end(), "birth_date"))
    return found


def _is_birth(plain: str, date: re.Match[str], again: bool) -> bool:
    said = list(_SAID.finditer(plain, max(date.start() - _BACK, 0), date.start()))
    if said and said[-1].lastgroup == "birth":
        return not (said[-1][0] == "tuoi" and date.start() - said[-1].end() > 4)
    # "5-9-1988 ghi nhầm thành 9-5-1988": the second is meant as the first was.
    mistaken = again and re.search(
        r"(?<![a-z])(?:nham|thanh|sai|sua|chu khong|dung|moi)(?![a-z])", plain[date.start() - 25 : date.start()]
    )
    return bool(mistaken) or _AFTER.match(plain, date.end()) is not None


def _beside(plain: str, date: re.Match[str], ends: set[int]) -> bool:
    """Whether the date stands beside a name, as in a list of people."""
    year = date["year"] or date["iso"] or date["long"] or ""
    if not ends or len(year) != 4 or int(year) > _GROWN:
        return False
    back = range(max(date.start() - 16, 0), date.start())
    return any(at in ends and _BESIDE.fullmatch(plain, at, date.start()) for at in back)
