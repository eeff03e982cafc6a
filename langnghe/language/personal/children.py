"""Whether a name is a child's: by what it is called, by age, by class."""

import re

from langnghe.language.personal.lists import entries
from langnghe.language.personal.reading import Reading

_CHILDREN = re.compile(
    r"(?:^| )(?:con (?:gái|trai|út|đầu|lớn|nhỏ|tôi|em|mình|tui|gai|toi|minh)|cháu (?:tôi|em|nội|ngoại|"
    r"gái|trai|bé)|bé|học sinh|nhóc|đứa bé|nữ sinh|"
    r"nam sinh|học trò|trẻ|em học sinh|hoc sinh|chau (?:toi|em|noi|ngoai)|hai cháu|các cháu|mấy cháu|"
    r"đứa con|bé gái|bé trai|đứa nhỏ)(?: |$)"
)
_AGE = re.compile(
    r"(?:[ ,(:\-–]|(?<![a-z])(?:moi|nam nay|hien|dang|la|duoc|hoc|hoc sinh|con|di|chi|co|be|nam|nu|"
    r"tam|khoang|gan|tron|do)(?![a-z])){0,12}"
    r"(?:(?P<years>[0-9]{1,2})(?: ?-? ?(?:[0-9]{1,2}))? ?(?:t|tuoi)(?![a-z])|(?P<few>mot|hai|ba|bon|"
    r"nam|sau|bay|tam|chin|muoi|muoi [a-z]{2,4}) tuoi|"
    r"lop (?:[1-9](?![0-9])|1[0-2]|la|choi|mam|mau giao|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)|"
    r"[0-9]{1,2} thang tuoi|"
    r"(?P<class>mau giao|mam non|tieu hoc))"
)
_CLASS_BEFORE = re.compile(
    r"(?:lop [0-9]{1,2}[a-z]?[0-9]?(?:/[0-9]{1,2})?|(?<![0-9])(?:[1-9]|"
    r"1[0-7]) tuoi)[ ,:(]{0,3}(?:(?:la|ten|ten la|em|chau|be)[ :]){0,3}$"
)
_ADULT = 18


def is_child(reading: Reading, at: int, end: int) -> bool:
    """Whether words `at` to before `end`, a name, are a child's name."""
    before = reading.low(at - 1) if at and reading.announced(at) else ""
    if before in entries("grown") and not spoken_of(reading, at):
        return False
    age = age_after(reading, end)
    if age is not None:
        return age < _ADULT
    return before in entries("young") or spoken_of(reading, at) or _class_before(reading, at)


def spoken_of(reading: Reading, at: int) -> bool:
    """Whether the words right before speak of a child: `con gái tôi là`, `học sinh`."""
    first = at
    while (
        first > 0
        and at - first < 6
        and reading.low(first - 1) in entries("of a child")
        and "." not in reading.gap(first)
    ):
        first -= 1
    said = reading.said(first - 2, at)
    found = list(_CHILDREN.finditer(said))
    if not found:
        return False
    rest = said[found[-1].end() :].split()
    return all(word in entries("of a child") for word in rest)


def age_after(reading: Reading, end: int) -> int | None:
    """The age said right after a name; a class counts as ten years."""
    start = reading.words[end - 1].end
    found = _AGE.match(reading.seen.plain, start, start + 60)
    if not found:
        return None
    return int(found["years"]) if found["years"] else 10


def can_be_aged(reading: Reading, at: int, end: int) -> bool:
    """Whether words before an age may be a name; `con gái 6 tuổi`, `đang lớp 9`, `bảy mươi tuổi` name nobody."""
    return not any(reading.plain(one) in entries("bare before age") for one in range(at, end))


def _class_before(reading: Reading, at: int) -> bool:
    start = reading.words[at].start
    return _CLASS_BEFORE.search(reading.seen.plain, max(start - 40, 0), start) is not None
