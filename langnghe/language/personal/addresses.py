"""Homes: a house number with its alley or street. An alley or a street alone belongs to everybody."""

import re
from collections.abc import Sequence

from langnghe.language.personal.lists import either, entries, lists
from langnghe.language.personal.seen import Seen, Span

Found = tuple[int, int, str]
_HOUSE = r"(?:k|kn|lk|bt|sh|a|b|c)?[0-9]{1,4}(?:bis|ter|[a-z](?![a-z0-9]))?(?:[/\-][0-9]{1,4}[a-z]?(?![a-z])){0,5}"
_ALLEY = r"hem|ngo|kiet|ngach|hxh|h\.|đường nhánh"
_SEP = r"[ ,.\-\u2013(]{1,3}"
_STARTS = re.compile(
    r"(?<![a-z0-9])(?:"
    rf"(?P<house>so nha|nha so|snha|sn|nha o so|nha o|nha|can nha so|can nha|dia chi|d/c|đc|"
    rf"o so)[ :]{{1,3}}(?:so )?(?P<n1>{_HOUSE})"
    rf"|(?P<room>phong so|phong|p\.? ?|can ho so|can ho|can|"
    rf"ch)[ :]{{0,2}}(?P<n2>[a-z]{{0,2}}[\-.]?[0-9]{{1,2}}[.\-]?[0-9]{{1,3}}[a-z]?|[0-9]{{1,4}}[a-z]?)"
    rf"|(?P<so>so|lo|kiot|ki ot|sap)[ :]{{1,2}}(?P<n3>{_HOUSE})"
    rf"|(?P<n4>{_HOUSE})"
    r")(?![a-z0-9])(?!/)"
)
_NOT_A_HOUSE = re.compile(rf"(?<![^\W_])(?:{either('no house after')})(?: số)?[ :.]{{1,2}}$")
_PLAIN_NOT_A_HOUSE = re.compile(rf"(?<![^\W_])(?:{either('bare no house after')})(?: so)?[ :.]{{1,2}}$")
_NOT_THE_NUMBER = re.compile(rf"(?<![^\W_])(?:{either('no number after')}) $")
_PLAIN_NOT_THE_NUMBER = re.compile(r"(?<![^\W_])(?:duong|to|pho|hem|ngo|kiet|tuyen|cot|xe|phuong|khu|mot|vai) $")
_OFFICE = re.compile(
    r"(?<![a-z])(?:tru so|ubnd|uy ban|nha van hoa|tram y te|buu dien|cong an phuong|truong hoc|"
    r"hoi truong)[^.\n]{0,25}$"
)
_MORE = re.compile(
    rf"(?:{_SEP}(?:so nha|nha so|nha|so) {_HOUSE}(?![a-z0-9])"
    rf"|{_SEP}(?:trong |o |thuoc )?(?:{_ALLEY}) ?(?:so )?{_HOUSE}(?![a-z0-9])"
    r"|"
    + _SEP
    + r"(?P<way>duong|pho|dai lo|d\.|đ\.|quoc lo|ql|tinh lo)(?: so)? (?P<number>[0-9]{1,3}[a-z]?(?![a-z0-9])(?!/)))"
)
_WAY = re.compile(
    _SEP + r"(?:duong|pho|dai lo|hem|ngo|kiet|d\.|q\.|xom|duong pho)(?![a-z])\.? ?(?!(?:day|di|dien|nhua|xau|bi|nay|"
    r"do|kia|nuoc|ong|be tong|lon|nho|cong|truoc|sau|khong|rat|toi|ngap)(?![a-z]))"
)
_BUILDING = re.compile(
    r"[ ,.\-\u2013(]{1,3}(?:trong |o |cua |tai |thuoc )?(?:tang (?:[0-9]{1,2}|tret) ?,? ?)?"
    r"(?:chung cu|cc|toa nha|toa|block|blok|khu tap the|tap the|ktt|nha tap the|day tro|khu tro|"
    r"nha tro|day|ct[0-9]+|khu nha|ktx|ky tuc xa|"
    r"lo [a-z0-9]{1,3}(?![a-z0-9])|khu [a-z][0-9]?(?![a-z0-9])|nha [a-z]?[0-9]{1,2}(?![a-z0-9]))"
)
_AT_A_PLACE = re.compile(r"(?<![a-z])(?:o|tai|nha|truoc|sau|canh|doi dien|quan|dia chi|ngu|tru) $")
_GROUP = re.compile(
    rf"{_SEP}(?:to|tdp|to dan pho|thon|ap|khu pho|kp|khom|xom|khu|ban|buon|"
    rf"lang) ?(?:so )?[0-9]{{1,3}}[a-z]?(?![a-z0-9])"
)
_NAME_WORD = re.compile(r" ?([^\W_]+)")
_CAPITAL_ENDS = frozenset(
    {"phuong", "to", "khu", "thon", "quan", "huyen", "tp", "tinh", "zalo", "sdt", "dt", "tdp", "kp", "dien"}
)
_MOST_WORDS, _MOST_PARTS = 4, 5


def find(seen: Seen, taken: Sequence[Span]) -> list[Found]:
    """Every home, from left to right. `taken`: numbers already known to be something else, from left to right."""
    found: list[Found] = []
    waiting = list(reversed(taken))
    for start in _STARTS.finditer(seen.plain):
        while waiting and waiting[-1][1] <= start.start():
            waiting.pop()
        if (found and start.start() < found[-1][1]) or (waiting and waiting[-1][0] < start.end()):
            continue
        end = _end_of_home(seen, start)
        if end:
            found.append((_beginning(seen.plain, start), end, "address"))
    return found


def _end_of_home(seen: Seen, start: re.Match[str]) -> int:
    """Where the address that begins there ends; 0 when it is none."""
    if start["so"] and seen.text[start.start("so") : start.end("so")].lower() in {"sở", "sổ", "sỏ", "lỗ", "lộ", "lò"}:
        return 0
    if start["so"] and _comes_after(seen, start.start(), _NOT_THE_NUMBER, _PLAIN_NOT_THE_NUMBER):
        return 0
    if start["so"] and _OFFICE.search(seen.plain, max(start.start() - 40, 0), start.start()):
        return 0
    if start["room"]:
        return _end_of_room(seen, start.end())
    bare = bool(start["n4"]) and not _AT_A_PLACE.search(seen.plain, max(start.start() - 12, 0), start.start())
    at = _street_end(seen, start.end(), bare=bare, slashed="/" in start[0])
    if at == start.end():
        return _house_alone(seen, start)
    return 0 if start["n4"] and _comes_after(seen, start.start(), _NOT_A_HOUSE, _PLAIN_NOT_A_HOUSE) else at


def _comes_after(seen: Seen, at: int, accented: re.Pattern[str], plain: re.Pattern[str]) -> bool:
    """Whether words stand right before: with their accents, or without where the writer sets none."""
    first = max(at - 24, 0)
    if accented.search(seen.text[first:at].lower()):
        return True
    return seen.careless and plain.search(seen.plain, first, at) is not None


def _house_alone(seen: Seen, start: re.Match[str]) -> int:
    """A house that no street follows: with its group, or behind its alley."""
    if not start["house"]:
        return 0
    if start["house"] in {"so nha", "can nha so"} or _GROUP.match(seen.plain, start.end()):
        return start.end()
    behind_alley = re.search(
        rf"(?:{_ALLEY}) ?(?:so )?{_HOUSE}[ ,]{{1,3}}$", seen.plain[max(start.start() - 24, 0) : start.start()]
    )
    if behind_alley and not re.match(r" (?:tang|nguoi|ho|gian|lau|can)(?![a-z])", seen.plain[start.end() :][:8]):
        return start.end()
    return 0


def _end_of_room(seen: Seen, at: int) -> int:
    building = _BUILDING.match(seen.plain, at)
    if not building:
        return 0
    end = _name_end(seen, building.end(), strict=False)
    return _street_end(seen, end, bare=False, slashed=False)


def _street_end(seen: Seen, at: int, *, bare: bool, slashed: bool) -> int:
    """Where the alleys and streets end that follow a house number; `at` when none does."""
    for _part in range(_MOST_PARTS):
        if more := _MORE.match(seen.plain, at):
            at = more.end()
            bare = False
        elif way := _WAY.match(seen.plain, at):
            end = _name_end(seen, way.end(), strict=False)
            if end == way.end():
                return at
            at, bare = end, False
        else:
            break
    return _unsaid_street_end(seen, at, bare=bare and not slashed)


def _unsaid_street_end(seen: Seen, at: int, *, bare: bool) -> int:
    """Where a street ends that is only named (`12 Lê Lợi`); `at` when none is."""
    gap = re.compile(r"[ ,]{1,2}").match(seen.plain, at)
    if not gap:
        return at
    known = _known_street(seen, gap.end())
    if known:
        return known
    person = _begins_like_a_name(seen, gap.end())
    if seen.shouted or (not person and (bare or "," in gap[0])):
        return at
    end = _name_end(seen, gap.end(), strict=True)
    if end == gap.end() and person and not bare:
        end = _small_name_end(seen, gap.end())
    return end if end > gap.end() else at


def _small_name_end(seen: Seen, at: int) -> int:
    """`số 21 nguyễn bá lân`: a street in small letters that begins with a family name."""
    words = re.compile(r"[^\W\d_]+ [^\W\d_]+(?: [^\W\d_]+)?").match(seen.text, at)
    if not words:
        return at
    said = [word for word in words[0].lower().split(" ") if word in lists().middle | lists().given | lists().family]
    return at + len(" ".join(said)) if len(said) > 1 and words[0].lower().startswith(" ".join(said)) else at


def _begins_like_a_name(seen: Seen, at: int) -> bool:
    """Whether a family name stands there: most streets are named after somebody."""
    word = _NAME_WORD.match(seen.text, at)
    return word is not None and word[1].lower() in lists().family


def _known_street(seen: Seen, at: int) -> int:
    """Where a street of the list ends that begins at `at`; 0 when none does."""
    words = re.compile(r"[^\W_]+(?: [^\W_]+){0,4}").match(seen.plain, at)
    said = words[0].split(" ") if words else []
    for many in range(len(said), 1, -1):
        name = " ".join(said[:many])
        if name in lists().bare_historic:
            return at + len(name)
    return 0


def _name_end(seen: Seen, at: int, *, strict: bool) -> int:
    """Where the name of a street ends: words with capitals, else up to three words; `strict`: two capitals at least."""
    if known := _known_street(seen, at):
        return known
    capital = at < len(seen.text) and (seen.text[at].isupper() or seen.text[at].isdigit()) and not seen.shouted
    if strict and not capital:
        return at
    end, count = at, 0
    while count < (_MOST_WORDS if capital else 3):
        word = _NAME_WORD.match(seen.plain, end)
        first = seen.text[word.start(1)] if word else ""
        if not word or word[1] in (_CAPITAL_ENDS if capital else entries("street ends")):
            break
        if capital and not (first.isupper() or first.isdigit()):
            break
        if word[0] == word[1] and count:
            break
        end, count = word.end(), count + 1
    return end if count >= (2 if strict else 1) else at


def _beginning(plain: str, start: re.Match[str]) -> int:
    """Without what only announces an address."""
    if start["house"] in {"dia chi", "d/c", "nha o", "nha o so", "o so"}:
        return start.start("n1")
    return start.start()
