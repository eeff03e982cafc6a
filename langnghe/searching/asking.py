"""What somebody typed into a search box, read: words, "phrases in quotes", -words that must not be there.

A word is found with or without accents, a known abbreviation by what it stands for and the other way round; in quotes
nothing is widened. Never refused: what means nothing asks nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from langnghe.searching.abbreviations import Known
from langnghe.searching.expressions import All, Any, Node, Phrase, Without, word
from langnghe.searching.syllables import beginning_with
from langnghe.searching.words import Word, plain_of, spellings_of, words_of

MOST_TERMS, MOST_NAMES = 12, 8
_QUOTES = '"“”„«»'
_TYPED = re.compile(
    f"(?P<minus>(?<!\\S)[-−–])?(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<bare>[^\\s{_QUOTES}]+))"
)


@dataclass(frozen=True)
class Term:
    """One thing looked for: words one after the other, or what means the same.

    `spellings`: accents as typed; `names`: what means the same, as people write it.
    """

    typed: tuple[str, ...]
    spellings: tuple[str, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()

    def node(self, *, exact: bool = False) -> Node:
        """As a question to the index; `exact`: with the accents that were typed."""
        own: Node = Phrase(self.typed)
        if exact and self.spellings:
            spelled = tuple(map(word, self.spellings))
            # A spelled word stands beside its plain one in every row; of several the order counts too.
            own = spelled[0] if len(self.typed) == 1 else All((own, *spelled))
        return Any((own, *map(Phrase, self.others))) if self.others else own


@dataclass(frozen=True)
class Query:
    """What must be there and what must not. Without anything that must, it asks nothing."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def is_spelled(self) -> bool:
        """Whether any accent was typed, so that words written just so come first."""
        return any(term.spellings for term in self.wanted)

    @property
    def is_widened(self) -> bool:
        """Whether more is looked for than was typed."""
        return any(term.others for term in self.wanted)

    @property
    def names(self) -> list[str]:
        """What else is looked for, in words for whoever typed."""
        return [name for term in self.wanted for name in term.names][:MOST_NAMES]

    @cached_property
    def phrases(self) -> dict[str, list[tuple[str, ...]]]:
        """What is wanted, as phrases by their first word, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        wanted = {phrase for term in self.wanted for phrase in (term.typed, *term.others)}
        for phrase in sorted(wanted, key=len, reverse=True):
            found.setdefault(phrase[0], []).append(phrase)
        return found

    def node(self, *within: Node, exact: bool = False, literal: bool = False) -> Node:
        """As a question to the index. `literal`: only what was typed; `within`: what else must hold."""
        terms = [replace(term, others=()) if literal else term for term in self.wanted]
        return self._without_unwanted(All((*within, *(term.node(exact=exact) for term in terms))))

    def in_one_piece(self, *within: Node) -> Node | None:
        """Everything typed as one phrase; None where that says no more than the words themselves."""
        together = tuple(part for term in self.wanted for part in term.typed)
        return self._without_unwanted(All((*within, Phrase(together)))) if len(self.wanted) > 1 else None

    def begun(self) -> "Query | None":
        """The same with the last word taken for the beginning of one; None where it cannot be."""
        if not self.wanted or len(self.wanted[-1].typed) > 1:
            return None
        last = self.wanted[-1]
        longer = [(one,) for one in beginning_with(last.typed[0])]
        return (
            replace(self, wanted=(*self.wanted[:-1], replace(last, others=(*last.others, *longer)))) if longer else None
        )

    def _without_unwanted(self, found: Node) -> Node:
        for term in self.unwanted:
            found = Without(found, term.node(exact=True))
        return found


def read(typed: str, known: Known) -> Query:
    """The question behind what was typed."""
    pieces = [_Piece.of(match) for match in _TYPED.finditer(typed)]
    some = [piece for piece in pieces if piece.words][:MOST_TERMS]
    unwanted = [_term(piece.words, known if not piece.quoted else None) for piece in some if piece.minus]
    return Query(tuple(_wanted([piece for piece in some if not piece.minus], known)), tuple(unwanted))


@dataclass(frozen=True)
class _Piece:
    """What stands between spaces or quotes."""

    words: tuple[Word, ...]
    minus: bool
    quoted: bool

    @classmethod
    def of(cls, match: "re.Match[str]") -> "_Piece":
        text = match["bare"] if match["quoted"] is None else match["quoted"]
        return cls(tuple(words_of(text)), bool(match["minus"]), match["quoted"] is not None)


def _wanted(pieces: Sequence[_Piece], known: Known) -> list[Term]:
    """Each piece a term; bare ones that spell out what has an abbreviation make one term together."""
    found, place = [], 0
    while place < len(pieces):
        bare = _bare_from(pieces, place)
        count = known.spelled_out(bare) if len(bare) > 1 else 0
        words = bare[:count] if count else pieces[place].words
        found.append(_term(words, None if pieces[place].quoted else known))
        place += count or 1
    return found


def _bare_from(pieces: Sequence[_Piece], place: int) -> tuple[Word, ...]:
    """Single bare words from here on."""
    found: list[Word] = []
    for piece in pieces[place:]:
        if piece.quoted or len(piece.words) > 1:
            break
        found.append(piece.words[0])
    return tuple(found)


def _term(words: Sequence[Word], known: Known | None) -> Term:
    some = list(words)
    typed = tuple(plain_of(some))
    others = known.others(some) if known else []
    names = [known.written(other) for other in others] if known else []
    return Term(typed, tuple(spellings_of(some)), tuple(others), tuple(filter(None, names)))
