"""Where an officer covers a photo: squares of a grid laid over it (keyboard, no script), or boxes drawn by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from langnghe.files.rules import Box
from langnghe.kernel.refused import Refused

LONG, SHORTEST = 12, 3


@dataclass(frozen=True)
class Grid:
    """Squares over a picture: twelve along its longer side, about as high as wide."""

    columns: int
    rows: int

    @classmethod
    def over(cls, width: int, height: int) -> "Grid":
        """The grid of a picture of that many pixels."""
        longest = max(width, height, 1)
        return cls(_share(width, longest), _share(height, longest))

    def box(self, name: str) -> Box:
        """The square named `row-column`, counted from 1. Refused when there is none."""
        row, _hyphen, column = name.partition("-")
        if not (row.isdecimal() and column.isdecimal() and len(name) < 8):
            raise Refused(_("Ô che nằm ngoài ảnh. Xin chọn lại."))
        across, down = int(column) - 1, int(row) - 1
        if not (0 <= across < self.columns and 0 <= down < self.rows):
            raise Refused(_("Ô che nằm ngoài ảnh. Xin chọn lại."))
        return Box(across / self.columns, down / self.rows, 1 / self.columns, 1 / self.rows)

    def names(self) -> list[tuple[int, int, str]]:
        """Row, column and name of every square, row by row."""
        return [(row, column, f"{row}-{column}") for row in range(1, self.rows + 1)
                for column in range(1, self.columns + 1)]  # fmt: skip


def drawn(text: str) -> list[Box]:
    """Boxes as the page's script writes them: `left,top,width,height;…`, fractions. Refused when they are none."""
    try:
        return [_box(part) for part in text.split(";") if part.strip()]
    except ValueError:
        raise Refused(_("Không đọc được các ô vừa vẽ. Xin tải lại trang rồi vẽ lại, hoặc chọn theo ô.")) from None


def chosen(grid: Grid, squares: Iterable[str], text: str) -> list[Box]:
    """Everything to cover: drawn boxes and ticked squares. Refused when nothing was chosen."""
    found = [*drawn(text), *map(grid.box, squares)]
    if not found:
        raise Refused(_("Chưa chọn chỗ nào để che. Nếu ảnh không có gì phải che, bấm «Không có gì phải che»."))
    return found


def _share(side: int, longest: int) -> int:
    return max(SHORTEST, round(LONG * side / longest))


def _box(part: str) -> Box:
    left, top, width, height = (float(number) for number in part.split(","))
    # Rounded by the script, a box at the edge may end a hair outside.
    return Box(left, top, min(width, 1 - left), min(height, 1 - top))
