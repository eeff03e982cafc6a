"""How alike two matters are, by words, place and time, with reasons an officer reads. Nothing here touches a row."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from langnghe.kernel.clock import HANOI
from langnghe.language.search import search_form
from langnghe.maps.earth import Position, distance

NEAR_METRES = 300.0
HALF_LIFE_DAYS = 45.0
# What counts: words alone may carry a suggestion, a place or a topic alone may not.
GROUP, PLACE, TOPIC, TIME = 0.12, 0.25, 0.1, 0.08
ENOUGH, ENOUGH_NEAR, NEARBY_METRES = 0.3, 0.2, 100.0
FEWEST_WORDS, SHOWN_WORDS = 2, 4
# Among fewer opinions than this no word is common.
FEWEST_OTHERS = 50
# Words in which every opinion is like every other; folded, so each may stand for several.
_COMMON = """
    la va cua co khong o di cho toi nha minh chung em anh chi ong ba bac chu xin phuong can bo nguoi dan nay do thi ma
    nhu voi de duoc bi tu den vao ra len xuong qua lai roi da dang se con cung rat nhieu mot hai cac nhung moi ngay
    thang nam hom nua gio sang trua chieu dem khi luc trong ngoai tren duoi truoc sau giup gium mong nho kinh gui thua
    oi nhe nen tai vi hay hoac ai gi sao dau the kia ay het luon mai thay noi biet
"""
COMMON = frozenset(_COMMON.split())
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Said:
    """What is known of one opinion: its words in search form, group, point and moment; topic of its matter."""

    words: str
    group_id: UUID | None
    at: datetime
    topic: str = ""
    point: Position | None = None


@dataclass(frozen=True)
class Why:
    """Why something is alike: how much, same group, how many metres away, days between, shared words as written."""

    score: float
    same_group: bool
    metres: int | None
    days: int
    same_topic: bool
    words: list[str] = field(default_factory=list)


def features(words: str) -> frozenset[str]:
    """What is compared of a text in search form: its own words, and numbers with the word before them (`hem 12`)."""
    found: set[str] = set()
    before = ""
    for word in words.split():
        if word[0].isdigit():
            found.add(f"{before} {word}".strip())
        elif word not in COMMON and len(word) > 1:
            found.add(word)
        before = word
    return frozenset(found)


def as_written(texts: Iterable[str], shared: Iterable[str]) -> list[str]:
    """Shared features as the texts themselves write them: `den` → `đèn`, `hem 12` → `hẻm 12`."""
    known: dict[str, str] = {}
    for text in texts:
        before_plain = before = ""
        for word in _WORD.findall(text):
            plain = search_form(word).strip()
            known.setdefault(plain, word.lower())
            known.setdefault(f"{before_plain} {plain}".strip(), f"{before} {word}".strip().lower())
            before_plain, before = plain, word
    return [known.get(one, one) for one in shared]


class Likeness:
    """One matter's opinions, held against others; a word that few of them use weighs more."""

    def __init__(self, own: list[Said], texts: Iterable[str], others: list[Said]) -> None:
        self.own = [(said, features(said.words)) for said in own]
        self.texts = list(texts)
        self.others = [(said, features(said.words)) for said in others]
        uses = Counter(word for _said, words in self.others for word in words)
        total = max(len(self.others), FEWEST_OTHERS) + 2
        self.weight = {word: math.log(total / (uses[word] + 0.5)) for word in uses}
        self.rarest = math.log(total / 0.5)

    def why(self, index: int) -> Why | None:
        """Why the other opinion at `index` is like one of ours; None where it is not enough to say so."""
        said, words = self.others[index]
        found = [self._compare(mine, features_, said, words) for mine, features_ in self.own]
        return max(filter(None, found), key=lambda why: why.score, default=None)

    def _compare(self, mine: Said, ours: frozenset[str], said: Said, words: frozenset[str]) -> Why | None:
        shared = ours & words
        alike = self._cosine(ours, words, shared)
        metres = distance(mine.point, said.point) if mine.point and said.point else None
        same_group = mine.group_id is not None and mine.group_id == said.group_id
        same_topic = bool(mine.topic) and mine.topic == said.topic
        days = abs((mine.at.astimezone(HANOI).date() - said.at.astimezone(HANOI).date()).days)
        close = metres is not None and metres <= NEARBY_METRES and same_topic
        if not close and (len(shared) < FEWEST_WORDS or alike < 0.1):
            return None
        score = alike + GROUP * same_group + TOPIC * same_topic + TIME * 0.5 ** (days / HALF_LIFE_DAYS)
        score += PLACE * max(0.0, 1 - metres / NEAR_METRES) if metres is not None else 0.0
        if score < (ENOUGH_NEAR if close else ENOUGH):
            return None
        near = round(metres) if metres is not None and metres <= NEAR_METRES else None
        return Why(score, same_group, near, days, same_topic, self._words(shared))

    def _cosine(self, ours: frozenset[str], words: frozenset[str], shared: frozenset[str]) -> float:
        if not shared:
            return 0.0
        return self._sum(shared) / math.sqrt(self._sum(ours) * self._sum(words))

    def _sum(self, words: frozenset[str]) -> float:
        return math.fsum(self.weight.get(word, self.rarest) ** 2 for word in words)

    def _words(self, shared: frozenset[str]) -> list[str]:
        rare = sorted(shared, key=lambda word: (" " not in word, -self.weight.get(word, self.rarest), word))
        inside = {part for word in rare if " " in word for part in word.split()}
        return as_written(self.texts, [word for word in rare if word not in inside][:SHOWN_WORDS])
