"""Short forms and what they stand for, both ways: the built-in list, and what a ward adds or does not want."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from langnghe.searching.words import Word, plain_of, words_of

DATA = Path(__file__).parent / "data" / "abbreviations.txt"
Parts = tuple[str, ...]
MOST_OTHERS = 12


@dataclass(frozen=True)
class Pair:
    """A short form with one of the things it stands for, as written."""

    short: str
    long: str

    @property
    def key(self) -> str:
        """The pair as it is compared: accents stay, tone placement, capitals and signs do not count."""
        return f"{_key(self.short)}={_key(self.long)}"


# The groups of `data/abbreviations.txt`.
GROUPS: dict[str, Promise] = {
    "bodies": _("Cơ quan, đoàn thể"),
    "places": _("Nơi chốn"),
    "work": _("Việc và giấy tờ"),
    "chat": _("Nhắn tin, viết tắt"),
}


@dataclass(frozen=True)
class Group:
    """Built-in pairs of one kind, under a name of `GROUPS`."""

    code: str
    pairs: tuple[Pair, ...]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return str(GROUPS[self.code])


class Known:
    """What is known in one ward."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._of_short: dict[Parts, list[list[Word]]] = defaultdict(list)
        self._of_long: dict[Parts, list[list[Word]]] = defaultdict(list)
        self._written: dict[Parts, list[list[Word]]] = defaultdict(list)
        self._shown: dict[Parts, str] = {}
        for pair in pairs:
            short, long = words_of(pair.short), words_of(pair.long)
            self._shown.setdefault(_parts(short), pair.short)
            self._shown.setdefault(_parts(long), pair.long)
            self._of_short[_parts(short)].append(long)
            self._of_long[_parts(long)].append(short)
            self._written[_parts(short)].append(short)
            self._written[_parts(long)].append(long)
        self._longest = max(map(len, self._of_long), default=0)

    def spelled_out(self, words: Sequence[Word]) -> int:
        """How many of these words, from the first on, spell out something that has a short form; 0: none, or one."""
        for count in range(min(len(words), self._longest), 1, -1):
            some = list(words[:count])
            if _parts(some) in self._of_long and self._is_meant(some):
                return count
        return 0

    def others(self, words: Sequence[Word]) -> list[Parts]:
        """Everything else that means the same as these words, each once."""
        if not self._is_meant(words):
            return []
        own = _parts(words)
        longs = [_parts(long) for long in self._of_short.get(own, [])]
        found = [*longs, *(_parts(short) for long in (*longs, own) for short in self._of_long.get(long, []))]
        within = [piece for long in (*longs, own) for piece in self._shortened_within(long)]
        return [other for other in dict.fromkeys((*found, *within)) if other != own][:MOST_OTHERS]

    def _shortened_within(self, long: Parts) -> list[Parts]:
        """`công an phường` with a part of it in short: `CA phường`."""
        spans = [(first, last) for first in range(len(long)) for last in range(first + 2, len(long) + 1)
                 if last - first < len(long)]  # fmt: skip
        return [(*long[:first], *_parts(short), *long[last:])
                for first, last in spans for short in self._of_long.get(long[first:last], [])]  # fmt: skip

    def written(self, parts: Parts) -> str:
        """How somebody writes these words: the first way known; empty when none is."""
        return self._shown.get(parts, "")

    def _is_meant(self, words: Sequence[Word]) -> bool:
        """Whether the accents typed, if any, are those of the list: `cá` is not `CA`."""
        return any(
            all(not typed.spelling or typed.spelling == one.spelling for typed, one in zip(words, written, strict=True))
            for written in self._written.get(_parts(words), [])
            if len(written) == len(words)
        )


@cache
def built_in() -> tuple[Group, ...]:
    """The list that comes with the program: `# name` opens a group, `short = long` stands below."""
    groups: list[Group] = []
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            groups.append(Group(line[2:].strip(), ()))
        elif "=" in line:
            short, _sign, long = line.partition("=")
            last = groups.pop()
            groups.append(Group(last.code, (*last.pairs, Pair(short.strip(), long.strip()))))
    return tuple(groups)


@cache
def known_everywhere() -> Known:
    """What is known where no ward says otherwise."""
    return Known(pair for group in built_in() for pair in group.pairs)


def _parts(words: Sequence[Word]) -> Parts:
    return tuple(plain_of(list(words)))


def _key(text: str) -> str:
    return " ".join(word.spelling or " ".join(word.plain) for word in words_of(text))
