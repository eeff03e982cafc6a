"""Names after what people are called by (ông, chị, thầy, thiếu tá), and after "tên là", "ký tên", "liên hệ"."""

from langnghe.language.personal import children, whole
from langnghe.language.personal.lists import entries
from langnghe.language.personal.reading import Reading

_NUMBERED_BARE = {
    "ong": frozenset({"tam", "bay", "sau", "tu", "muoi", "ut", "chin"}),
    "ba": frozenset({"tam", "tu", "ut", "sau"}),
    **dict.fromkeys(("chu", "bac", "anh", "thim", "thang", "chi"), frozenset({"tam", "bay", "muoi", "ut", "chin"})),
}


_NO_TITLES = frozenset({"ngã ba", "nga ba", "bà con", "ba con", "con em", "ông bà", "y tá"})
_SEVERAL = frozenset({"các", "mấy", "những", "hai", "ba", "cac", "may", "nhung"})
_DOUBTFUL = frozenset({"o", "tay", "y", "ma", "u", "nha", "e"})  # ở, tây, mà, ừ … where no accent is set
_GROUPS = frozenset({"nhà", "tay", "nhóm", "bọn", "lũ", "băng", "đình", "viên", "bộ", "an", "sát", "phố", "vệ"})


def title(reading: Reading, at: int) -> str:
    """What somebody is called by right before a word; "" for nothing."""
    last = reading.low(at - 1)
    if at == 0 or not (last in reading.lists.title_ends or last in entries("short title")):
        return ""
    if not reading.announced(at) or reading.said(at - 2, at) in _NO_TITLES:
        return ""
    if ":" in reading.gap(at) and reading.low(at - 2) not in _SEVERAL:
        return ""
    if reading.seen.careless and last in _DOUBTFUL:
        return ""
    for many in (3, 2, 1):
        said = reading.said(at - many, at)
        if at >= many and (
            said in reading.lists.kin or said in reading.lists.child_titles or said in reading.lists.posts
        ):
            return said
    if reading.seen.careless and reading.low(at - 1) in reading.lists.bare_kin:
        return reading.low(at - 1)
    return reading.low(at - 1) if reading.low(at - 1) in entries("short title") and "\n" not in reading.gap(at) else ""


def after_title(reading: Reading, at: int) -> int:
    """Where a name ends that begins with a word right after a title; 0 when none does."""
    said = title(reading, at)
    if not said or _part_of_a_place(reading, at, said):
        return 0
    if reading.cap(at):
        return _with_capital(reading, at, said)
    if young := _small_child(reading, at, said):
        return young
    if not reading.spaced(at):
        return 0
    return whole.full(reading, at) or _small(reading, at, said)


def _small_child(reading: Reading, at: int, said: str) -> int:
    """`cháu linh 7 tuổi`: the age behind it makes any given name one."""
    if said.split(" ")[-1] not in entries("maybe young"):
        return 0
    for end in (at + 2, at + 1):
        spaced = end == at + 1 or reading.spaced(at + 1)
        if spaced and all(map(reading.is_given, range(at, end))) and children.age_after(reading, end) is not None:
            return end if children.can_be_aged(reading, at, end) else 0
    return 0


def _part_of_a_place(reading: Reading, at: int, said: str) -> bool:
    """`chợ Bà Chiểu`, `đường Cô Giang`."""
    first = at - len(said.split(" "))
    return reading.cap(first) and first > 0 and reading.low(first - 1) in entries("geography") and reading.spaced(first)


def _with_capital(reading: Reading, at: int, said: str) -> int:
    end = reading.capitals(at)
    if end == at or _is_revered(reading, at, end, said) or _is_thing(reading, at, said):
        return 0
    known = reading.is_given(at) or reading.is_family(at) > 0 or reading.is_given(end - 1)
    if said in entries("short title") or (said in reading.lists.posts and said not in reading.lists.kin):
        alone = end - at == 1 and not reading.is_given(at)
        return end if known and not alone and reading.low(at) != "đoàn" else 0
    child = reading.low(at) in reading.lists.child
    if said.split(" ")[-1] in entries("weak title") and not (known or child or end - at > 1):
        return end if said != "con" and _strange(reading, at) else 0
    return _with_look(reading, at, end)


def _with_look(reading: Reading, at: int, end: int) -> int:
    """`Sáu lùn`: the look in small letters belongs to it."""
    ordered = reading.low(end - 1) in reading.lists.order
    return end + 1 if ordered and reading.spaced(end) and reading.low(end) in reading.lists.looks else end


def _strange(reading: Reading, at: int) -> bool:
    """Whether a word with a capital is no word we know to follow such a title: then it is what somebody is called."""
    return reading.low(at) not in reading.lists.never and reading.low(at) not in reading.lists.things


def _is_thing(reading: Reading, at: int, said: str) -> bool:
    if said in reading.lists.child_titles or reading.is_given(at) or reading.is_family(at):
        return False
    return reading.low(at) in reading.lists.things


def _is_revered(reading: Reading, at: int, end: int, said: str) -> bool:
    """`ông Táo`, `bác Hồ`, `bà Trưng`: no neighbour."""
    if said.split(" ")[-1] not in {"ông", "bà", "bác", "chú", "cô", "vua", "đức", "thầy", "cậu", "mẹ"}:
        return False
    name = reading.said(at, end)
    return name in reading.lists.revered and (
        end - at > 1 or not reading.is_given(at) or name in {"hồ", "công", "trưng", "triệu", "ba mươi"}
    )


def _small(reading: Reading, at: int, said: str) -> int:
    """A name in small letters after a title."""
    word, last = reading.words[at], said.split(" ")[-1]
    if f"{last} {word.low}" in entries("stop pair"):
        return 0
    if f"{word.low} {reading.low(at + 1)}" in entries("small pair") or _heroic(reading, at, said):
        return 0
    if word.low != word.plain or not reading.seen.careless:
        child, post = said in reading.lists.child_titles, said in reading.lists.posts
        return _accented(reading, at, last, child=child, post=post)
    return _bare(reading, at, last)


def _heroic(reading: Reading, at: int, said: str) -> bool:
    """`người anh hùng`, `anh hùng lao động`."""
    if said != "anh" or reading.low(at) != "hùng":
        return False
    return reading.low(at - 2) in entries("before hero") or reading.low(at + 1) in entries("after hero")


def _accented(reading: Reading, at: int, last: str, *, child: bool, post: bool) -> int:
    low, behind = reading.low(at), reading.low(at + 1)
    told = not reading.spaced(at + 1) or behind in reading.lists.after
    if low in reading.lists.order and low != "cả" and last in entries("numbered title"):
        return (
            0 if behind in entries("not after an order") and reading.spaced(at + 1) else _with_look(reading, at, at + 1)
        )
    if child and low in reading.lists.child and low not in reading.lists.never:
        return at + 1
    if last in _GROUPS or f"{low} {behind}" in entries("stop pair"):
        return 0
    if low not in reading.lists.given or _is_revered(reading, at, at + 1, last):
        return 0
    if low not in reading.lists.given_word:
        sure = told or last in {"em", "cháu", "bé", "cu"} or last not in entries("weak title")
        return _second_part(reading, at) if sure else 0
    if low in reading.lists.order and behind in entries("not after an order"):
        return 0
    if child and last in {"sinh", "trò", "con"}:
        return 0
    weak = last in entries("weak title") or post
    return _second_part(reading, at) if told and not weak and low not in reading.lists.never else 0


def _second_part(reading: Reading, at: int) -> int:
    """`chị thu hà`: a given name of two words."""
    nxt = at + 1
    two = (
        reading.spaced(nxt)
        and reading.low(nxt) in reading.lists.given
        and reading.low(nxt) not in reading.lists.given_word
    )
    return at + 2 if two else at + 1


def _bare(reading: Reading, at: int, last: str) -> int:
    """Without accents almost every word could be another: only rare names, and after doubtful titles a telling word."""
    plain, behind = reading.plain(at), reading.plain(at + 1)
    told = not reading.spaced(at + 1) or behind in reading.lists.bare_after
    if plain in _NUMBERED_BARE.get(last, ()):
        return at + 1 if told and behind not in {"nay", "ngoai", "tuoi", "thang", "tui", "toi"} else 0
    if plain in reading.lists.bare_child and last == "be" and told:
        return at + 1
    rare = plain in reading.lists.bare_rare
    if last in entries("weak bare title"):
        return (
            at + 1
            if told
            and (rare or (plain in entries("bare woman") and (last == "chi" or (last == "ba" and plain != "lan"))))
            else 0
        )
    return (
        at + 1
        if rare or (told and behind != "tuoi" and plain in entries("bare man") and last in {"ong", "anh", "chau"})
        else 0
    )


def after_label(reading: Reading, at: int) -> int:
    """Where a name ends that begins with a word right after `tên là`, `liên hệ` …; 0 when none does."""
    if at == 0:
        return 0
    if (
        reading.low(at - 1) in entries("says who")
        and children.spoken_of(reading, at)
        and (end := _child_named(reading, at))
    ):
        return end
    if reading.low(at - 1) not in reading.lists.label_ends:
        return 0
    if not (reading.announced(at) or "\n" in reading.gap(at)) or not _labelled(reading, at):
        return 0
    sure = reading.low(at - 1) in entries("sure label") or ":" in reading.gap(at)
    if reading.cap(at):
        return _labelled_capital(reading, at, sure)
    end = whole.full(reading, at)
    if end or reading.low(at - 1) not in {"tên", "ten"}:
        return end
    by_order = reading.low(at) in reading.lists.order and reading.low(at + 1) not in entries("not after an order")
    return at + 1 if by_order or (reading.low(at) in reading.lists.given and _rare(reading, at)) else 0


def _child_named(reading: Reading, at: int) -> int:
    """`cháu nội tôi là Gia Khang`, `con gai toi ten ngoc han`."""
    if not (reading.announced(at) or reading.gap(at) == ", "):
        return 0
    end = reading.capitals(at, 4) if reading.cap(at) else at
    if end > at:
        return end if reading.is_given(end - 1) or reading.low(at) in reading.lists.child else 0
    if reading.low(at - 1) not in {"tên", "ten"} or not reading.is_given(at):
        return 0
    return at + 2 if reading.spaced(at + 1) and reading.is_given(at + 1) else at + 1


def _rare(reading: Reading, at: int) -> bool:
    bare = reading.bare(at)
    return reading.plain(at) in reading.lists.bare_rare if bare else reading.low(at) not in reading.lists.given_word


def _labelled_capital(reading: Reading, at: int, sure: bool) -> int:
    end = reading.capitals(at)
    if end == at or reading.low(at) in reading.lists.things:
        return 0
    known = reading.is_given(at) or reading.is_family(at) or reading.low(at) in reading.lists.child
    if not known:
        return end if sure and "tên" in reading.said(at - 4, at).split() and _strange(reading, at) else 0
    return end if reading.is_given(end - 1) or end - at > 1 or sure else 0


def _labelled(reading: Reading, at: int) -> bool:
    """Whether the words before announce a name; a line end may stand between after `ký tên`."""
    for many in (5, 4, 3, 2, 1):
        if at >= many:
            said = reading.said(at - many, at)
            if said in reading.lists.named or (reading.seen.careless and said in reading.lists.bare_named):
                return True
    return False
