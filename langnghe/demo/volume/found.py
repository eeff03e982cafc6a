"""What of a story is found by words: the rows of both indexes, put together as the rooms themselves say."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Model

from langnghe.demo.volume.slots import Slots
from langnghe.demo.volume.texts import Text
from langnghe.kernel.index_columns import GAP, Words
from langnghe.matters import indexing
from langnghe.matters.models import Answer, Matter, Note
from langnghe.matters.rules import group_mark, year_mark
from langnghe.opinions import finding
from langnghe.opinions.models import Addition, Opinion, Question
from langnghe.searching import ordinals, writing
from langnghe.searching.marks import province_mark
from langnghe.searching.models import Indexed, Passage, Published
from langnghe.searching.words import plain_of, spellings_of, words_of

GROUP = "\0group"


@dataclass(frozen=True)
class Indexing:
    """One row of an index. `ordinal`: the slot of the row's id, or of its number on the board; marks as of the demo.

    `year`, `group`: slots of the year and the group that marks name, -1 for none.
    """

    index: type[Indexed]
    ordinal: int
    kind: str
    about: int
    texts: tuple[Text, ...]
    marks: tuple[str, ...] = ()
    year: int = -1
    group: int = -1


def indexings(pattern: Slots, rows: list[Model]) -> list[Indexing]:
    """The rows of both indexes that stand for these rows."""
    numbers = {ordinals.of_id(row.pk) for row in rows}
    held = set(Passage.objects.filter(ordinal__in=numbers).values_list("ordinal", flat=True))
    return [*_passages(pattern, rows, held), *_published(pattern, rows)]


def _passages(pattern: Slots, rows: list[Model], held: set[int]) -> Iterator[Indexing]:
    for row in rows:
        if ordinals.of_id(row.pk) in held and (text := _text_of(row)):
            about = pattern.slot(("id", text.about_id))
            texts = tuple(map(pattern.words, text.texts))
            yield Indexing(Passage, pattern.slot(("id", row.pk)), text.kind, about, texts)


def _text_of(row: Model) -> writing.Text | None:
    if isinstance(row, Opinion):
        return finding.text_of(row)
    if isinstance(row, Addition | Question):
        return finding.text_of_later(row)
    if isinstance(row, Matter):
        return indexing.text_of(row)
    return indexing.text_of_said(row) if isinstance(row, Answer | Note) else None


def _published(pattern: Slots, rows: list[Model]) -> Iterator[Indexing]:
    for row in rows:
        if isinstance(row, Matter) and row.board_row is not None:
            answers = [one.words for one in rows if isinstance(one, Answer) and one.matter_id == row.id]
            text = indexing.published(row, answers)
            group = pattern.known(row.group_id) if row.group_id else None
            own = {province_mark(row.ward.province_id), year_mark(row.year)}
            own |= {group_mark(row.group_id)} if row.group_id else set()
            yield Indexing(
                Published, pattern.slot(("board", row.pk)), text.kind, pattern.slot(("id", row.pk)),
                tuple(Text((GROUP,)) if row.group and said == str(row.group) else pattern.words(said)
                      for said in text.texts),
                tuple(mark for mark in text.marks if mark not in own), pattern.slot(("year", row.pk)),
                -1 if group is None else group,
            )  # fmt: skip


def words(indexed: Indexing, varied: list[str], marks: list[str], group: str) -> Words:
    """The words of a row of an index, as `searching` puts them together."""
    placed: list[str] = []
    spelled: list[str] = []
    for text in indexed.texts:
        placed += [GAP] if placed else []
        for part in text.parts:
            told = varied[part] if isinstance(part, int) else group if part == GROUP else part
            plain, spellings = _words(told)
            placed += plain
            spelled += spellings
    return Words(placed, [*dict.fromkeys(spelled), *marks])


def marks(indexed: Indexing, ward: str, province: int, ordinal: int) -> list[str]:
    """Of which ward and time a row is; what else is true of it."""
    own = [f"_w{ward}", *ordinals.marks(ordinal)]
    return [*own, province_mark(province), *indexed.marks] if indexed.index is Published else own


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[list[str], list[str]]:
    found = words_of(text)
    return plain_of(found), spellings_of(found)
