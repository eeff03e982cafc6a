"""Every row of a workbook judged by the room it is for, and what its sheets say of each other. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from langnghe.earlier.judging import Draft as EarlierDraft
from langnghe.earlier.judging import Judge as EarlierJudge
from langnghe.kernel.clock import local_today
from langnghe.kernel.folding import fold
from langnghe.kernel.ids import uuid7
from langnghe.opinions.booked import Booked
from langnghe.places.columns import numbers_groups
from langnghe.places.judging import Draft as PlacesDraft
from langnghe.places.judging import Judge as PlacesJudge
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups
from langnghe.places.slices import known_groups
from langnghe.roster.judging import Judge as RosterJudge
from langnghe.roster.judging import texts_of
from langnghe.roster.known import known_of
from langnghe.sheets.columns import Layout as TableLayout
from langnghe.sheets.problems import EXCERPT, Problem
from langnghe.sheets.reading import MAX_COLUMNS, SAMPLE_ROWS, Row
from langnghe.workbook.content import PROMISE_COLUMNS
from langnghe.workbook.sources import Found, Source


@dataclass(frozen=True)
class Remark(Problem):
    """What is said of a cell, and of which sheet it is; a note says something that need not be mended."""

    sheet: str = ""
    is_note: bool = False


@dataclass(frozen=True)
class Good:
    """A row that can be imported: what it means to its room, the texts a part needs, and notes about it."""

    sheet: str
    number: int
    draft: Any
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Remark, ...] = ()


Verdict = tuple[int, Good | list[Remark]]


def texts_in(row: Row, places: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row by column."""
    return {column: row.cells[at] for column, at in places.items() if at < len(row.cells)}


class Checker:
    """Goes through a workbook once for each sheet; `verdicts` of one sheet or of all, in the order of importing."""

    def __init__(self, ward: Ward, found: Found) -> None:
        self.ward, self.sources = ward, found.sources
        self.groups = known_groups(ward)
        self.there = {(folded, former) for folded, formers in self.groups.names.items() for former in formers}
        self._planned: list[str] | None = None

    def verdicts(self) -> Iterator[Verdict]:
        """Every row of every sheet that says something."""
        for sheet in self.sources:
            yield from self._about_sheet(sheet)
        for sheet in ("groups", "households", "officers", "opinions"):
            yield from self.of(sheet)

    def of(self, sheet: str) -> Iterator[Verdict]:
        """Rows of a sheet; with opinions come the promises that answer them."""
        if sheet != "groups" and self._planned is None:
            for _verdict in self._judged_groups():
                pass
        judges = {
            "groups": self._judged_groups, "households": self._judged_households, "officers": self._judged_officers,
            "opinions": self._judged_opinions,
        }  # fmt: skip
        return judges[sheet]()

    def _about_sheet(self, sheet: str) -> Iterator[Verdict]:
        for row in self.sources[sheet].examples():
            yield row.number, [Remark(row.number, "mark", "example_changed", sheet=sheet)]

    def _judged_groups(self) -> Iterator[Verdict]:
        self._planned = []
        seen: dict[tuple[str, str], int] = {}
        for number, verdict in self._places("groups"):
            if isinstance(verdict, Good):
                key = (verdict.draft.group.folded, verdict.draft.came_from)
                if key in seen:
                    twice = Remark(number, "group", "group_twice", "", seen[key], "groups", True)
                    verdict = replace(verdict, notes=(twice,))
                seen.setdefault(key, number)
                self._plan(verdict.draft)
            yield number, verdict

    def _plan(self, draft: PlacesDraft) -> None:
        """A group of the sheet counts as there for the sheets after it."""
        if not self.groups.has(draft.group, draft.came_from):
            self.groups.add(draft.group.folded, draft.came_from)
            assert self._planned is not None
            self._planned.append(draft.group.name)

    def _judged_households(self) -> Iterator[Verdict]:
        for number, verdict in self._places("households"):
            if isinstance(verdict, Good) and not self.groups.has(verdict.draft.group, verdict.draft.came_from):
                said = verdict.draft.group.name[:EXCERPT]
                yield number, [Remark(number, "group", "group_nowhere", said, sheet="households")]
            elif isinstance(verdict, Good) and not verdict.draft.code:
                yield number, [Remark(number, "code", "code_missing", sheet="households")]
            else:
                yield number, verdict

    def _places(self, sheet: str) -> Iterator[Verdict]:
        source = self.sources.get(sheet)
        if source is None:
            return
        numbered = numbers_groups(source.layout, islice(source.rows(), SAMPLE_ROWS))
        layout = replace(source.layout, numbered=numbered)
        for number, verdict in PlacesJudge(layout, self.groups).verdicts(source.rows()):
            yield number, _told(sheet, number, verdict)

    def _judged_officers(self) -> Iterator[Verdict]:
        source = self.sources.get("officers")
        if source is None:
            return
        names = (texts_of(source.layout, row).get("username", "").lower() for row in source.rows())
        judge = RosterJudge(source.layout, known_of(self.ward, names, self.groups))
        columns = {"held": "post", "administrator": "role", "account_known": "username"}
        for number, verdict in judge.verdicts(source.rows()):
            told = _told("officers", number, verdict)
            if isinstance(told, Good):
                notes = {columns[code]: code for code in told.draft.notes}
                remarks = (Remark(number, at, code, "", 0, "officers", True) for at, code in notes.items())
                told = replace(told, notes=tuple(remarks))
            yield number, told

    def _judged_opinions(self) -> Iterator[Verdict]:
        book = _Book(self.ward, self.sources.get("opinions"), self.sources.get("promises"), self._group_names)
        return book.verdicts()

    @cached_property
    def _group_names(self) -> dict[UUID, str]:
        there = {group.id: str(group) for group in in_order(open_groups(self.ward))}
        return there | {uuid7(): name for name in self._planned or ()}


def _told(sheet: str, number: int, verdict: Any) -> Good | list[Remark]:
    if isinstance(verdict, list):
        return [remark_of(problem, sheet) for problem in verdict]
    return Good(sheet, number, verdict)


def remark_of(problem: Problem, sheet: str) -> Remark:
    """A problem that a room found, as a remark of a sheet."""
    return Remark(problem.number, problem.column, problem.code, problem.excerpt, problem.other, sheet)


class _Book:
    """The sheets of opinions and of promises read as one book: each opinion with the promise that names it."""

    def __init__(
        self, ward: Ward, opinions: Source | None, promises: Source | None, groups: Mapping[UUID, str]
    ) -> None:
        self.ward, self.opinions, self.promises, self.groups = ward, opinions, promises, groups
        self.keys: dict[str, int] = {}
        self.promised: dict[str, Row] = {}
        self.marks: dict[bytes, int] = {}
        self.answers: list[Verdict] = []

    def verdicts(self) -> Iterator[Verdict]:
        """Opinions, then promises."""
        for row in self.opinions.rows() if self.opinions else ():
            if key := self._key(self.opinions, row):
                self.keys.setdefault(key, row.number)
        for row in self.promises.rows() if self.promises else ():
            self._place(row)
        if self.opinions:
            yield from self._judged(self.opinions)
        yield from sorted(self.answers, key=lambda verdict: verdict[0])

    def _key(self, source: Source | None, row: Row) -> str:
        return fold(source.cell(row, "key")) if source else ""

    def _place(self, row: Row) -> None:
        """Keep a promise for its opinion, or say why it has none."""
        assert self.promises is not None
        key = self._key(self.promises, row)
        if not key:
            self._answer(row, "key_missing")
        elif key not in self.keys:
            self._answer(row, "key_unknown", self.promises.cell(row, "key"))
        elif key in self.promised:
            self._answer(row, "promise_twice", self.promises.cell(row, "key"), self.promised[key].number)
        elif not _says(texts_in(row, self.promises.layout.places), "promise"):
            self._answer(row, "promise_missing", column="promise")
        else:
            self.promised[key] = row

    def _answer(self, row: Row, code: str, excerpt: str = "", other: int = 0, *, column: str = "key") -> None:
        self.answers.append((row.number, [Remark(row.number, column, code, excerpt[:EXCERPT], other, "promises")]))

    def _judged(self, source: Source) -> Iterator[Verdict]:
        layout = TableLayout(self._places(source), 0, ())
        pairs: dict[int, Row | None] = {}
        judge = EarlierJudge(layout, self.groups, local_today())
        for row in self._joined(source, pairs):
            for number, verdict in judge.verdicts([row]):
                yield from self._settle(source, row, pairs.get(number), verdict)

    def _places(self, source: Source) -> dict[str, int]:
        promises = self.promises.layout.places if self.promises else {}
        return dict(source.layout.places) | {column: MAX_COLUMNS + at for column, at in promises.items()}

    def _joined(self, source: Source, pairs: dict[int, Row | None]) -> Iterator[Row]:
        for row in source.rows():
            key = self._key(source, row)
            promise = self.promised.get(key) if key and self.keys[key] == row.number else None
            pairs.clear()
            pairs[row.number] = promise
            yield _side_by_side(row, promise)

    def _settle(
        self, source: Source, row: Row, promise: Row | None, verdict: EarlierDraft | list[Problem]
    ) -> Iterator[Verdict]:
        remarks = self._own_remarks(source, row, verdict)
        if isinstance(verdict, list):
            own, of_promise = _parted(verdict, promise)
            if any(remark.column in ("day", "year") for remark in own):  # its days were measured by a day nobody wrote
                of_promise = [remark for remark in of_promise if remark.code not in ("due_bad", "done_bad")]
            remarks += own
            if promise and remarks:
                of_promise.append(Remark(promise.number, "key", "opinion_wrong", "", row.number, "promises"))
            if promise and not remarks:
                remarks = [Remark(row.number, "key", "promise_wrong", "", promise.number, "opinions")]
            self._close(promise, of_promise)
            yield row.number, remarks
        elif remarks:
            self._close(promise, [Remark(promise.number, "key", "opinion_wrong", "", row.number, "promises")]
                        if promise else [])  # fmt: skip
            yield row.number, remarks
        else:
            texts = texts_in(row, self._places(source))
            yield row.number, Good("opinions", row.number, verdict, texts)
            if promise:
                self.answers.append((promise.number, Good("promises", promise.number, verdict)))

    def _close(self, promise: Row | None, remarks: list[Remark]) -> None:
        if promise:
            self.answers.append((promise.number, _once_each(remarks)))

    def _own_remarks(self, source: Source, row: Row, verdict: EarlierDraft | list[Problem]) -> list[Remark]:
        """What only the workbook knows: a key or an opinion that was there before."""
        key = self._key(source, row)
        if key and self.keys[key] != row.number:
            return [Remark(row.number, "key", "key_twice", source.cell(row, "key"), self.keys[key], "opinions")]
        if isinstance(verdict, list):
            return []
        mark = Booked(verdict.day, verdict.words, verdict.topic, verdict.group_id).mark(self.ward.id)
        first = self.marks.setdefault(mark, row.number)
        if first != row.number:
            return [Remark(row.number, "words", "opinion_twice", verdict.words[:EXCERPT], first, "opinions")]
        return []


def _says(texts: Mapping[str, str], column: str) -> bool:
    return any(sign.isalnum() for sign in texts.get(column, ""))


def _side_by_side(row: Row, promise: Row | None) -> Row:
    """One row of both: the promise's cells stand beyond the last column a sheet may have."""
    if promise is None:
        return row
    cells = row.cells + ("",) * (MAX_COLUMNS - len(row.cells)) + promise.cells
    marks = dict(row.marks) | {MAX_COLUMNS + at: mark for at, mark in promise.marks.items()}
    return Row(row.number, cells, marks)


def _parted(problems: Iterable[Problem], promise: Row | None) -> tuple[list[Remark], list[Remark]]:
    """Problems of the opinion, and those of its promise under the promise's own row."""
    own, of_promise = [], []
    for problem in problems:
        if promise and problem.column in PROMISE_COLUMNS:
            of_promise.append(replace(remark_of(problem, "promises"), number=promise.number))
        else:
            own.append(remark_of(problem, "opinions"))
    return own, of_promise


def _once_each(remarks: list[Remark]) -> list[Remark]:
    """One remark a cell."""
    return list({remark.column: remark for remark in reversed(remarks)}.values())
