"""Tables that go out as CSV, line by line."""

import csv
import io
from collections.abc import Iterable, Iterator

from langnghe.kernel.cells import safe_cell


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Rows as UTF-8 CSV with the mark Excel needs; no cell can be read as a formula."""
    return csv_pages([row] for row in rows)


def csv_pages(pages: Iterable[Iterable[Iterable[object]]]) -> Iterator[bytes]:
    """The same for rows that come many at a time, and go out so."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    for rows in pages:
        writer.writerows([safe_cell(cell) for cell in row] for row in rows)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
