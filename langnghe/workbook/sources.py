"""Finding the sheets of a filled-in workbook again: by name, their columns by header, examples left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from langnghe.earlier import columns as earlier
from langnghe.kernel.folding import fold
from langnghe.kernel.refused import Refused
from langnghe.places import columns as places
from langnghe.roster import columns as roster
from langnghe.sheets.columns import HEADER_WITHIN, bare, one_line, places_of
from langnghe.sheets.mending import mender
from langnghe.sheets.reading import SAMPLE_ROWS, Row, Tab, open_tabs
from langnghe.workbook.content import (
    EXAMPLE,
    EXAMPLES,
    GUIDE_NAME,
    KEY_TITLE,
    LISTS_NAME,
    MARK_TITLE,
    PROMISE_COLUMNS,
    REMARKS_TITLE,
    SHEETS,
)

_ALSO = {
    "groups": {"to dan pho", "danh sach to"}, "households": {"ho dan", "danh sach ho"},
    "officers": {"danh sach can bo"}, "opinions": {"y kien", "so cac nam"}, "promises": {"cam ket"},
}  # fmt: skip
_OUR_NAMES = {bare(name): code for code, name in SHEETS.items()} | {
    name: code for code, names in _ALSO.items() for name in names
}
_PASSED_OVER = {bare(GUIDE_NAME), bare(LISTS_NAME)}
_MARK, _KEY, _REMARKS = bare(MARK_TITLE), {bare(KEY_TITLE), "ma", "ma so"}, bare(REMARKS_TITLE)


@dataclass
class Source:
    """A sheet of ours: where its columns stand (`mark`, `key` and those of its room), and its rows below the header."""

    code: str
    tab: Tab
    layout: Any
    own: dict[str, int]
    ignored: tuple[str, ...] = field(default=())

    @property
    def header(self) -> int:
        """The number of the header's row."""
        return int(self.layout.header)

    def rows(self) -> Iterator[Row]:
        """Rows that say something and are no examples, in Unicode."""
        for row in self._below():
            if not (self.is_example(row) or self._copies_example(row)):
                yield self._mend(row)

    def examples(self) -> Iterator[Row]:
        """Rows still marked as examples that say something else than ours do."""
        return (row for row in self._below() if self.is_example(row) and not self._copies_example(row))

    def cell(self, row: Row, own: str) -> str:
        """What a row says in a column of the workbook's own."""
        place = self.own.get(own)
        return one_line(row.cells[place]) if place is not None and place < len(row.cells) else ""

    def is_example(self, row: Row) -> bool:
        """Whether the row is marked as an example."""
        return fold(self.cell(row, "mark")).startswith(fold(EXAMPLE))

    def _copies_example(self, row: Row) -> bool:
        said = [text for place, cell in enumerate(row.cells) if (text := one_line(cell)) and place != self._mark]
        return said in self._our_examples

    @cached_property
    def _mark(self) -> int:
        return self.own.get("mark", -1)

    @cached_property
    def _our_examples(self) -> list[list[str]]:
        return [[text for text in example[1:] if text] for example in EXAMPLES[self.code]]

    def _below(self) -> Iterator[Row]:
        rows = (row for row in self.tab.rows() if row.number > self.header)
        return (row for row in rows if any(one_line(cell) for at, cell in enumerate(row.cells) if at != self._mark))

    @cached_property
    def _mend(self) -> Callable[[Row], Row]:
        return mender(row for row in islice(self._below(), SAMPLE_ROWS) if not self.is_example(row))


@dataclass(frozen=True)
class Layout:
    """Where the columns of a sheet stand, and its header."""

    places: dict[str, int]
    header: int


@dataclass(frozen=True)
class Found:
    """The sheets of ours in a workbook by code, and the names of sheets and columns that are not read."""

    sources: dict[str, Source]
    strangers: list[str]


def find(path: Path) -> Found:
    """The sheets of a workbook. Refused, with what to do, when it is none of ours or one of them cannot be read."""
    sources: dict[str, Source] = {}
    strangers: list[str] = []
    for tab in open_tabs(path):
        code = _OUR_NAMES.get(bare(tab.name), "")
        if code:
            _demand_usable(code, tab, sources)
            sources[code] = source = _source(code, tab)
            strangers += [f"{SHEETS[code]} · {title}" for title in source.ignored]
        elif bare(tab.name) not in _PASSED_OVER and any(
            map(one_line, (cell for row in tab.head for cell in row.cells))
        ):
            strangers.append(one_line(tab.name)[:40])
    if not sources:
        raise Refused(_("Sổ không có tờ nào theo mẫu (Tổ, Hộ, Cán bộ …). Xin tải tệp mẫu rồi chép dữ liệu vào."))
    return Found(sources, strangers)


def _demand_usable(code: str, tab: Tab, sources: dict[str, Source]) -> None:
    if tab.hidden:
        raise Refused(
            _("Tờ «%(name)s» đang bị ẩn. Xin bỏ ẩn để xem lại, hoặc xóa tờ ấy rồi gửi lại.") % {"name": tab.name}
        )
    if code in sources:
        raise Refused(_("Sổ có hai tờ «%(name)s». Xin gộp lại thành một tờ.") % {"name": SHEETS[code]})


def _source(code: str, tab: Tab) -> Source:
    for row in tab.head[:HEADER_WITHIN]:
        try:
            layout = _LAYOUTS[code](row)
        except Refused as error:
            raise Refused(_("Tờ «%(name)s»: %(what)s") % {"name": tab.name, "what": error}) from error
        if layout:
            own = {name: at for at, cell in enumerate(row.cells) if (name := _own(bare(cell)))}
            return Source(code, tab, layout, own, _ignored(code, row, own))
    raise Refused(
        _("Tờ «%(name)s» không có dòng tiêu đề như mẫu. Xin chép lại dòng tiêu đề từ tệp mẫu.") % {"name": tab.name}
    )


def _own(header: str) -> str:
    return "mark" if header == _MARK else "key" if header in _KEY else ""


def _ignored(code: str, row: Row, own: dict[str, int]) -> tuple[str, ...]:
    known = _COLUMNS[code]
    return tuple(
        one_line(cell)[:40]
        for at, cell in enumerate(row.cells)
        if one_line(cell) and at not in own.values() and not known(cell) and bare(cell) != _REMARKS
    )


def _promises(row: Row) -> Layout | None:
    found = set(map(_promise_column, row.cells))
    if "promise" not in found or not any(_own(bare(cell)) == "key" for cell in row.cells):
        return None
    return Layout(places_of(row, _promise_column, earlier.TITLES), row.number)


def _promise_column(header: str) -> str:
    column = earlier.column_of(header)
    return column if column in PROMISE_COLUMNS else ""


def _opinion_column(header: str) -> str:
    column = earlier.column_of(header)
    return "" if column in PROMISE_COLUMNS else column


def _opinions(row: Row) -> Layout | None:
    found = set(map(_opinion_column, row.cells))
    if "words" not in found or not found & {"day", "year"}:
        return None
    return Layout(places_of(row, _opinion_column, earlier.TITLES), row.number)


def _groups(row: Row) -> places.Layout | None:
    """Only the column of groups, whatever stands beside it."""
    known = places_of(row, lambda header: "group" if places.column_of(header) == "group" else "", places.TITLES)
    return places.layout_of(replace(row, cells=tuple(_only_at(row.cells, known["group"])))) if known else None


def _only_at(cells: tuple[str, ...], place: int) -> Iterator[str]:
    return (cell if at == place else "" for at, cell in enumerate(cells))


_LAYOUTS: dict[str, Callable[[Row], Any]] = {
    "groups": _groups, "households": places.layout_of, "officers": roster.layout_of,
    "opinions": _opinions, "promises": _promises,
}  # fmt: skip
_COLUMNS: dict[str, Callable[[str], str]] = {
    "groups": lambda header: "group" if places.column_of(header) == "group" else "", "households": places.column_of,
    "officers": roster.column_of, "opinions": _opinion_column, "promises": _promise_column,
}  # fmt: skip
