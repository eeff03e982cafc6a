"""A sheet of the workbook as the table that its own room imports; row numbers stay those of the sheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import override

from langnghe.earlier.columns import TITLES as EARLIER
from langnghe.earlier.imports import machine as earlier
from langnghe.places.columns import TITLES as PLACES
from langnghe.places.imports import machine as places
from langnghe.roster.columns import TITLES as OFFICERS
from langnghe.roster.columns import role_names
from langnghe.roster.imports import machine as officers
from langnghe.sheets.machine import Importing
from langnghe.sheets.reading import OURS
from langnghe.workbook.checking import Checker, Good, Remark

# In the order of importing; taken back from the last to the first. Promises go with their opinions.
PARTS: dict[str, Importing[Any, Any]] = {
    "groups": places, "households": places, "officers": officers, "opinions": earlier,
}  # fmt: skip
_TITLES: dict[str, Mapping[str, Any]] = {
    "groups": PLACES,
    "households": PLACES,
    "officers": OFFICERS,
    "opinions": EARLIER,
}
FLUSH = 1 << 16


def table_of(checker: Checker, sheet: str, wrong: list[Remark]) -> Iterator[bytes]:
    """The rows of a sheet that can be imported, as CSV; nothing when there are none. `wrong` gathers the others."""
    found = _good(checker, sheet, wrong)
    first = next(found, None)
    if first is None:
        return
    yield from _csv(_lines(checker, sheet, _chained(first, found)))


def _good(checker: Checker, sheet: str, wrong: list[Remark]) -> Iterator[Good]:
    for _number, verdict in checker.of(sheet):
        if isinstance(verdict, list):
            wrong += verdict
        elif verdict.sheet == sheet:
            yield verdict


def _chained(first: Good, rest: Iterable[Good]) -> Iterator[Good]:
    yield first
    yield from rest


def _lines(checker: Checker, sheet: str, rows: Iterable[Good]) -> Iterator[list[str]]:
    """A header above the first row that can be, then every row on the line of its own number."""
    columns = list(_TITLES[sheet])
    at = 0
    for row in rows:
        if at == 0:
            yield _header(checker, sheet)
            at = 1
        while at < row.number - 1:
            yield []
            at += 1
        values = _VALUES[sheet](row)
        yield [values.get(column, "") for column in columns]
        at += 1


def _header(checker: Checker, sheet: str) -> list[str]:
    with override("vi"):
        titles = {column: str(title) for column, title in _TITLES[sheet].items()}
    if sheet in ("groups", "households") and (kind := checker.sources[sheet].layout.kind):
        titles["group"] = kind
    return list(titles.values())


def _csv(lines: Iterable[list[str]]) -> Iterator[bytes]:
    """Plain CSV: every cell was judged already, so none is changed here."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield OURS
    for line in lines:
        writer.writerow(line)
        if buffer.tell() > FLUSH:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _place(row: Good) -> dict[str, str]:
    draft = row.draft
    members = "" if draft.members is None else str(draft.members)
    return {
        "group": _group(draft.group.name, draft.came_from), "code": draft.code, "head": draft.head,
        "address": draft.address, "members": members,
    }  # fmt: skip


def _group(name: str, came_from: str) -> str:
    return f"{name} ({came_from})" if came_from else name


def _officer(row: Good) -> dict[str, str]:
    draft = row.draft
    days = {name: f"{day:%d/%m/%Y}" if (day := getattr(draft, name)) else "" for name in ("starts_on", "ends_on")}
    return {
        "username": draft.username, "name": draft.name, "role": role_names()[draft.role], "unit": draft.unit,
        "post": draft.post, "groups": "; ".join(_group(*key) for key in draft.groups), **days,
    }  # fmt: skip


def _opinion(row: Good) -> dict[str, str]:
    return dict(row.texts)


_VALUES = {"groups": _place, "households": _place, "officers": _officer, "opinions": _opinion}
