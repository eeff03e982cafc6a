"""Tables that go out as CSV, line by line."""

import csv
import io
from collections.abc import Iterable, Iterator

from langnghe.kernel.cells import safe_cell


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Rows as UTF-8 CSV with the mark Excel needs; no cell can be read as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
