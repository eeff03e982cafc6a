"""Addresses of e-mail, spelled out ones too, and names under which people are found on Zalo."""

import re

from langnghe.language.personal.lists import lists
from langnghe.language.personal.seen import Seen

Found = tuple[int, int, str]
_DOT = r"(?: ?[.,] ?| (?:cham|dot) |\((?:dot|cham)\)|\[(?:dot|cham)\])"
_HOSTS = "gmail|gmai|gmeo|gờ meo|yahoo|yaho|hotmail|outlook|icloud|email|zoho|proton|protonmail|live|mail"
_TOP = "com|vn|net|org|edu|gov|me|info"
_DOMAIN = re.compile(
    rf" ?(?:(?:{_HOSTS})(?:{_DOT}?(?:{_TOP})(?![a-z0-9])){{0,2}}|[a-z0-9\-]{{1,63}}(?:\.[a-z0-9\-]{{2,24}}){{1,4}}|"
    rf"[a-z0-9\-]{{1,63}}(?:{_DOT}(?:{_TOP})){{1,3}})(?![a-z0-9])"
)
_KNOWN_DOMAIN = re.compile(rf" ?(?:{_HOSTS})|.*[^a-z](?:{_TOP})$")
_AT = re.compile(
    r"(?P<sign> ?@)|(?P<said> ?[(\[{] ?(?:at|a cong) ?[)\]}]| (?:a cong|a cog|acong|a moc|a mooc|"
    r"a vong|a ngoeo|at|a coong)(?= ))"
)
_LOCAL = re.compile(
    r"(?:[a-z0-9_+\-][a-z0-9._+\-]{0,63})(?: (?:cham|gach duoi|gach ngang|dot) [a-z0-9._\-]{1,40}){0,3}$"
)
_LOCAL_REACH = 110
_PROFILE = re.compile(r"(?:https?://)?(?:www\.)?zalo\.me/(?!g/)[a-z0-9+]{4,40}")
_WHOSE = r"(?:(?:cua )?(?:toi|tui|em|e|minh|no) )?"
_NICK = re.compile(
    rf"(?<![a-z0-9])(?<!nhom )(?<!nhan )(?<!hoi )(?:(?:nick|ten|nich|tai khoan|acc|id|user)(?: name)? {_WHOSE}"
    rf"(?:tren |ben )?zalo|zalo {_WHOSE}(?:mang |lay |hien thi |co )?(?:ten|nick|id|acc)|nick|(?P<alone>zalo|zl))"
    rf"(?: (?:cua (?:toi|em|minh|no)|la|ten|co ten))* ?:? ?(?![a-z0-9]*\.me)"
)
_HANDLED = re.compile(
    r"(?<![a-z0-9])(?:zalo|zl)(?: (?:cua|toi|em|minh|e|no|la|id|ban))*[ :@]{1,3}"
    r"(?P<handle>[a-z][a-z0-9]*[._\-][a-z0-9._\-]{1,40}|[a-z]{2,20}[0-9]{1,8}|"
    r"(?<=: )[a-z]{5,30}(?= ?(?:[,;)\n]|\.(?: |$)|$)))(?![a-z0-9])"
)
_QUOTED = re.compile(r"[\"“”'«‘][^\"“”'»’\n]{2,40}[\"“”'»’]")
_HANDLE = re.compile(r"[a-z0-9]+[._\-][a-z0-9._\-]{2,40}|[a-z]{2,20}[0-9]{1,8}(?![a-z0-9])")
_CAPITALS = re.compile(r"[^\W\d_]+(?: [^\W_]+){0,4}")
_SAID_IT = re.compile(r"(?: la ?|: ?)$")
_STOP = frozenset(
    {
        "to",
        "phuong",
        "cong",
        "uy",
        "oa",
        "nhom",
        "cua",
        "nay",
        "la",
        "thi",
        "va",
        "de",
        "ubnd",
        "tdp",
        "group",
        "pay",
        "mini",
        "ca",
        "khu",
        "hoi",
        "ban",
        "app",
        "lop",
        "truong",
        "ai",
        "chung",
        "neu",
        "khi",
        "cu",
        "nhung",
        "con",
        "sdt",
        "dt",
        "gap",
        "toi",
        "em",
        "xin",
        "nho",
    }
)


def emails(seen: Seen) -> list[Found]:
    """Every address, from left to right."""
    found = []
    for at in _AT.finditer(seen.plain):
        local = _LOCAL.search(seen.plain, max(at.start() - _LOCAL_REACH, 0), at.start())
        domain = _DOMAIN.match(seen.plain, at.end())
        if local and domain and (at["sign"] or _KNOWN_DOMAIN.match(domain[0])):
            found.append((_last_piece(seen.plain, local), domain.end(), "email"))
    return found


def _last_piece(plain: str, local: re.Match[str]) -> int:
    start = local.start()
    while plain[start] in ".-_+":
        start += 1
    return start


def nicknames(seen: Seen) -> list[Found]:
    """Names and addresses of Zalo that are no numbers; `nick` alone only where Zalo is spoken of."""
    found = [(*match.span(), "zalo") for match in _PROFILE.finditer(seen.plain)]
    if "zalo" not in seen.plain:
        return found
    found += [(*match.span("handle"), "zalo") for match in _HANDLED.finditer(seen.plain)]
    for said in _NICK.finditer(seen.plain):
        end = _nick_end(seen, said.end(), small=not said["alone"])
        if end:
            found.append((said.end(), end, "zalo"))
    return found


def _nick_end(seen: Seen, at: int, *, small: bool) -> int:
    """Where the nickname that begins at `at` ends; 0 when none does."""
    if quoted := _QUOTED.match(seen.text, at):
        return quoted.end()
    if small and (handle := _HANDLE.match(seen.plain, at)):
        return handle.end()
    if small and _SAID_IT.search(seen.plain, max(at - 4, 0), at) and (end := _small_end(seen, at)):
        return end
    named = _CAPITALS.match(seen.text, at)
    if not named or seen.shouted:
        return 0
    end = at
    for word in re.finditer(r"[^\W_]+", named[0]):
        if not (word[0][0].isupper() or word[0].isdigit()) or seen.plain[at + word.start() : at + word.end()] in _STOP:
            break
        end = at + word.end()
    return end if end > at else 0


def _small_end(seen: Seen, at: int) -> int:
    """`tên zalo là hoa sen trắng`: up to three words, until one that goes on with the story."""
    end = at
    for word in re.compile(r" ?[^\W\d_]+").finditer(seen.plain, at, at + 30):
        if word.start() != end or len(seen.plain[at:end].split()) == 3:
            break
        if word[0].strip() in lists().bare_after or word[0].strip() in _STOP or seen.text[word.end() - 1].isupper():
            break
        end = word.end()
    return end if end > at and not seen.text[at].isupper() else 0
