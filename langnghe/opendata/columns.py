"""What a file holds: its columns with what each means, and where its rows come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise as Lazy

from langnghe.places.models import Ward

VERSION = 1
Row = tuple[object, ...]
Pages = Callable[[Ward], Iterator[list[Row]]]


@dataclass(frozen=True)
class Column:
    """One column. `kind`: a type of JSON Schema, or `date`, `uri`. `codes`: what each code in it means.

    `empty`: whether a row may have nothing there; a text is then empty, everything else null.
    """

    name: str
    kind: str
    meaning: "Lazy | str"
    codes: "Mapping[str, Lazy | str]" = field(default_factory=dict)
    empty: bool = False

    @property
    def parts(self) -> list[str]:
        """The words of its name: a narrow page may break it between them."""
        return self.name.split("_")


@dataclass(frozen=True)
class Dataset:
    """One file: `code` stands in its address; `pages` reads the rows of a ward, some at a time."""

    code: str
    name: "Lazy | str"
    about: "Lazy | str"
    columns: Sequence[Column]
    pages: Pages

    @property
    def names(self) -> list[str]:
        """The names of the columns, in the order of the cells."""
        return [column.name for column in self.columns]
