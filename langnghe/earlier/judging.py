"""Judging rows of a ward's book: what each would do, or what is wrong with it. Pure: same rows, same verdicts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from langnghe.earlier.columns import DATES
from langnghe.intake.rules import find_group, find_topic
from langnghe.kernel.folding import clean_text, fold
from langnghe.kernel.refused import Refused
from langnghe.language.personal import FIRM, findings
from langnghe.language.search import search_form
from langnghe.sheets.columns import Layout
from langnghe.sheets.dates import date_of
from langnghe.sheets.problems import EXCERPT, Problem, bad_cells
from langnghe.sheets.reading import MAX_CELL, Row

FIRST_YEAR = 2020
PUBLIC = ("words", "answer", "promise", "responsible")
_NOTHING = {"-", "–", "—", "--", "…", "...", "không", "không có"}
_STATES = {
    "kept": {"xong", "da xong", "hoan thanh", "da hoan thanh", "da thuc hien", "dung han", "da giai quyet"},
    "late": {"tre", "tre han", "cham", "qua han", "xong tre", "xong nhung tre", "hoan thanh cham", "cham tien do"},
    "open": {"chua", "chua xong", "chua thuc hien", "dang lam", "dang thuc hien", "dang giai quyet", "chua hoan thanh"},
    "unknown": {"", "khong ro", "chua ro", "khong"},
}  # fmt: skip
_STATE_OF = {said: state for state, names in _STATES.items() for said in names}


@dataclass(frozen=True)
class Draft:
    """A row of the book that can be imported. `state`: kept, late, open or unknown, as the ward's own book says."""

    number: int
    day: date
    words: str
    topic: str = ""
    group_id: UUID | None = None
    answer: str = ""
    promise: str = ""
    responsible: str = ""
    due: date | None = None
    state: str = "unknown"
    done: date | None = None

    @property
    def done_on(self) -> date | None:
        """The day it was done by the book: the day noted, or for a promise kept in time the day it was due."""
        return self.done or (self.due if self.state == "kept" else None)


class Judge:
    """Goes through the book once, top to bottom. `groups`: the ward's groups by id."""

    def __init__(self, layout: Layout, groups: Mapping[UUID, str], today: date) -> None:
        self.layout, self.groups, self.today = layout, groups, today

    def verdicts(self, rows: Iterable[Row]) -> Iterator[tuple[int, Draft | list[Problem]]]:
        """Each row below the header that says something, with its number."""
        for row in rows:
            texts = self._texts(row)
            if row.number > self.layout.header and any(texts.values()):
                yield row.number, self._judge(row, texts)

    def _texts(self, row: Row) -> dict[str, str]:
        cells = {column: row.cells[at] for column, at in self.layout.places.items() if at < len(row.cells)}
        texts = {column: clean_text(cell) for column, cell in cells.items()}
        nothing = {column for column, text in texts.items() if column != "words" and text.lower() in _NOTHING}
        return texts | dict.fromkeys(nothing, "")

    def _judge(self, row: Row, texts: Mapping[str, str]) -> Draft | list[Problem]:
        problems = list(bad_cells(row, self.layout.places, texts, dict.fromkeys(DATES, "date")))
        if problems:
            return problems
        reading = _Reading(row.number, texts, self.groups, self.today)
        draft = reading.draft()
        return reading.problems or draft


class _Reading:
    """One row, read cell by cell; what is wrong gathers in `problems`."""

    def __init__(self, number: int, texts: Mapping[str, str], groups: Mapping[UUID, str], today: date) -> None:
        self.number, self.texts, self.groups, self.today = number, texts, groups, today
        self.problems: list[Problem] = []

    def draft(self) -> Draft:
        """The row as far as it can be read."""
        day = self._day()
        self._check_texts()
        promise, due = self.texts.get("promise", ""), self._date("due", "due_bad", not_before=day)
        if promise and due is None and not self.texts.get("due"):
            self._wrong("due", "due_missing")
        if due and not promise:
            self._wrong("promise", "promise_missing")
        return Draft(
            self.number, day, self.texts.get("words", ""), self._topic(), self._group(), self.texts.get("answer", ""),
            promise, self.texts.get("responsible", ""), due, self._state(),
            self._date("done", "done_bad", not_before=day, not_after=self.today),
        )  # fmt: skip

    def _wrong(self, column: str, code: str) -> None:
        if all(problem.column != column for problem in self.problems):
            self.problems.append(Problem(self.number, column, code, self.texts.get(column, "")[:EXCERPT]))

    def _day(self) -> date:
        """The day of the row; only a year known, its first day."""
        year, said = self.texts.get("year", ""), self.texts.get("day", "")
        day = date_of(said) if said else None
        if said and day is None:
            self._wrong("day", "day_bad")
        elif day and not date(FIRST_YEAR, 1, 1) <= day <= self.today:
            self._wrong("day", "day_range")
        if year and not (year.isdecimal() and FIRST_YEAR <= int(year[:9]) <= self.today.year):
            self._wrong("year", "year_bad")
        elif year and day and day.year != int(year):
            self._wrong("year", "year_differs")
        if not year and not said:
            self._wrong("day", "day_missing")
        return day or (date(int(year), 1, 1) if year and not self.problems else self.today)

    def _check_texts(self) -> None:
        if not search_form(self.texts.get("words", "")).strip():
            self._wrong("words", "words_missing")
        for column, text in self.texts.items():
            if len(text) > MAX_CELL:
                self._wrong(column, "words_long" if column == "words" else "too_long")
            elif column in PUBLIC and any(one.kind in FIRM for one in findings(text)):
                self._wrong(column, "personal")

    def _date(
        self, column: str, code: str, *, not_before: date | None = None, not_after: date = date.max
    ) -> date | None:
        text = self.texts.get(column, "")
        day = date_of(text)
        if text and (day is None or day > not_after or (not_before and day < not_before)):
            self._wrong(column, code)
        return day

    def _topic(self) -> str:
        try:
            return find_topic(self.texts.get("topic", ""))
        except Refused:
            self._wrong("topic", "topic_unknown")
            return ""

    def _group(self) -> UUID | None:
        try:
            return find_group(self.texts.get("group", ""), self.groups)
        except Refused:
            self._wrong("group", "group_unknown")
            return None

    def _state(self) -> str:
        state = _STATE_OF.get(" ".join(fold(self.texts.get("state", "")).strip(" .!").split()))
        if state is None:
            self._wrong("state", "state_unknown")
        return state or "unknown"
