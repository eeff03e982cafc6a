"""Lines of tables: a province, a ward, a month or a topic with what was counted there, in the order asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from langnghe.figures.counting import FIGURES
from langnghe.kernel import sorting
from langnghe.provinces.asking import NAME, WAITED, Asked
from langnghe.provinces.reads import Total


@dataclass(frozen=True)
class Column:
    """A column of every table. `of`: the figure it is a part of, shown beside it."""

    code: str
    name: "Lazy | str"
    of: str = ""


COLUMNS: dict[str, Column] = {
    column.code: column
    for column in (
        Column("vao", FIGURES["vao"].name), Column("tra-loi", FIGURES["tra-loi"].name),
        Column("dung-han", FIGURES["dung-han"].name, "den-han"), Column("tre", FIGURES["tre"].name),
        Column("hua", FIGURES["hua"].name), Column("giu-loi", FIGURES["giu-loi"].name),
        Column("dan-xac-nhan", FIGURES["dan-xac-nhan"].name), Column("nguoi-khac", FIGURES["nguoi-khac"].name),
        Column("tre-hen", FIGURES["tre-hen"].name), Column("phan-doi", FIGURES["phan-doi"].name),
        Column("chua-lam-duoc", FIGURES["chua-lam-duoc"].name), Column(WAITED, _("Chờ lâu nhất (ngày)")),
    )
}  # fmt: skip
ORDERS = frozenset({NAME, *COLUMNS})


@dataclass(frozen=True)
class Cell:
    """A number of a line. `of`: its denominator, where one stands beside it; no count: nobody waits."""

    label: "Lazy | str"
    count: int | None
    of: int | None = None


@dataclass(frozen=True)
class Line:
    """`total` is missing where there is no data, which is another thing than nothing having come."""

    name: str
    total: Total | None
    url: str = ""
    notes: Sequence[str] = ()
    today: date | None = None

    @property
    def cells(self) -> list[Cell]:
        """One for each column."""
        return [self._cell(column) for column in COLUMNS.values()] if self.total else []

    def _cell(self, column: Column) -> Cell:
        figures = self.total.figures if self.total else {}
        of = figures[column.of] if column.of else None
        return Cell(column.name, self.waited if column.code == WAITED else figures[column.code], of)

    @property
    def waited(self) -> int | None:
        """For how many days who waits longest has waited; None when nobody waits."""
        oldest = self.total.oldest if self.total else None
        return None if oldest is None or self.today is None else (self.today - oldest).days


def in_order(lines: Iterable[Line], asked: Asked) -> list[Line]:
    """As asked for; what is late comes first unless something else is, what has no data always last."""
    by_name = sorted(lines, key=lambda line: sorting.key(line.name))
    if asked.order == NAME:
        by_name.sort(key=lambda line: sorting.key(line.name), reverse=not asked.up)
    else:
        by_name.sort(key=lambda line: _worth(line, asked.order), reverse=not asked.up)
    return sorted(by_name, key=lambda line: line.total is None)


def _worth(line: Line, order: str) -> tuple[float, ...]:
    total = line.total
    if total is None:
        return (0.0,)
    if order == WAITED:
        return (float(-1 if line.waited is None else line.waited),)
    column, figures = COLUMNS[order], total.figures
    if column.of:
        return (figures[order] / figures[column.of] if figures[column.of] else -1.0, float(figures[order]))
    return float(figures[order]), float(figures["tre-hen"])


def in_a_row(total: Total, today: date) -> list[Any]:
    """What a file has of a line: every figure, every part, and how long somebody has waited."""
    waited = "" if total.oldest is None else (today - total.oldest).days
    return [*total.figures.values(), *total.parts.values(), waited]
