"""Writing the indexes, in the transaction of the rows they speak of."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from langnghe.kernel.index_columns import GAP, Words
from langnghe.kernel.rows import insert, new
from langnghe.searching import ordinals
from langnghe.searching.marks import ward_mark
from langnghe.searching.models import Indexed, Passage
from langnghe.searching.words import plain_of, spellings_of, words_of

# Of one text no more words are indexed; a tsvector knows no later place.
MOST_WORDS = 10_000


@dataclass(frozen=True)
class Text:
    """Something that can be found: texts of one row, each by itself, and what else is true of it as words."""

    ordinal: int
    ward_id: UUID
    kind: str
    about_id: UUID
    texts: tuple[str, ...]
    marks: tuple[str, ...] = ()

    def row(self, index: type[Indexed]) -> Indexed:
        """The row of an index, ready to be written."""
        words = self._words()
        return new(
            index, ordinal=self.ordinal, ward_id=self.ward_id, kind=self.kind, about_id=self.about_id, words=words
        )

    def _words(self) -> Words:
        placed: list[str] = []
        spelled: list[str] = []
        for text in self.texts:
            words = words_of(text)
            placed += [*([GAP] if placed else []), *plain_of(words)]
            spelled += spellings_of(words)
        marks = (ward_mark(self.ward_id), *ordinals.marks(self.ordinal), *self.marks)
        return Words(placed[:MOST_WORDS], [*dict.fromkeys(spelled[:MOST_WORDS]), *marks])


def passage(row_id: UUID, ward_id: UUID, kind: str, about_id: UUID, *texts: str) -> Text:
    """A text for officers, under the UUIDv7 of the row that holds it."""
    return Text(ordinals.of_id(row_id), ward_id, kind, about_id, texts)


def put(*texts: Text) -> None:
    """Let officers find these texts; inside the transaction of their rows."""
    put_rows([text.row(Passage) for text in texts])


def put_rows(rows: list[Indexed]) -> None:
    """Write rows of one index in one statement."""
    if rows:
        insert(*rows)


def put_again(index: type[Indexed], text: Text) -> None:
    """Let a row be found by what it says now, whether or not it was found before; one statement."""
    index._default_manager.bulk_create(
        [text.row(index)], update_conflicts=True, unique_fields=["ordinal"], update_fields=["kind", "about_id", "words"]
    )


def remove(index: type[Indexed], numbers: Iterable[int]) -> None:
    """Let rows be found no more."""
    index._default_manager.filter(ordinal__in=list(numbers)).delete()


def forget(*row_ids: UUID) -> None:
    """Let officers find the texts of these rows no more."""
    remove(Passage, map(ordinals.of_id, row_ids))
