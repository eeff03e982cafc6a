"""Judging rows of an uploaded list: what each would do, or what is wrong with it. Pure: same rows, same verdicts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from langnghe.kernel.folding import fold
from langnghe.places.columns import Layout
from langnghe.places.rules import GroupName, code_key, group_name, one_line
from langnghe.sheets.problems import Problem, bad_cells
from langnghe.sheets.reading import Row

LONGEST = {"code": 30, "head": 120, "address": 200}
MOST_MEMBERS = 99
_NOTHING = {"-", "–", "—", "--", "…", "..."}
_FORMER = re.compile(r"(.+?)\s*\((.+)\)")
_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0+)?(?:\s*(?:người|khẩu|nhân khẩu))?", re.IGNORECASE)


@dataclass(frozen=True)
class Draft:
    """A row that can be imported; without `code` it only names a group. What is empty leaves things as they are."""

    number: int
    group: GroupName
    came_from: str = ""
    code: str = ""
    head: str = ""
    address: str = ""
    members: int | None = None

    @property
    def key(self) -> str:
        return code_key(self.code) if self.code else ""


@dataclass
class Groups:
    """The names of a ward's groups: folded name → former wards of those that bear it; which of them are closed."""

    names: dict[str, set[str]] = field(default_factory=dict)
    closed: set[tuple[str, str]] = field(default_factory=set)

    def add(self, folded: str, came_from: str, *, closed: bool = False) -> None:
        """Make a group known."""
        self.names.setdefault(folded, set()).add(came_from)
        if closed:
            self.closed.add((folded, came_from))

    def find(self, named: GroupName, said: str) -> str | None:
        """The former ward of the group meant (empty: none); None when several could be meant."""
        known = self.names.get(named.folded, set())
        if said:
            return next((former for former in known if fold(former) == fold(said)), None)
        return "" if not known or "" in known else next(iter(known)) if len(known) == 1 else None

    def meant(self, text: str, kind: str = "") -> tuple[str | None, GroupName]:
        """The former ward and the name a cell means: `Tổ 3 (phường Lam Sơn cũ)` when there is such a group."""
        named = group_name(text, kind)
        if split := _FORMER.fullmatch(text):
            inner = group_name(split[1], kind)
            former = self.find(inner, split[2])
            if former:
                return former, inner
        return self.find(named, ""), named

    def has(self, named: GroupName, former: str | None) -> bool:
        """Whether there is such a group, closed or not."""
        return former is not None and former in self.names.get(named.folded, ())


class Judge:
    """Goes through a table once, top to bottom; remembers household codes to see them twice."""

    def __init__(self, layout: Layout, groups: Groups) -> None:
        self.layout, self.groups = layout, groups
        self.seen: set[tuple[str, str]] = set()

    def verdicts(self, rows: Iterable[Row]) -> Iterator[tuple[int, Draft | list[Problem]]]:
        """Each row below the header that says something, with its number."""
        for row in rows:
            if row.number > self.layout.header and any(one_line(cell) for cell in self._ours(row).values()):
                yield row.number, self._judge(row)

    def _ours(self, row: Row) -> dict[str, str]:
        return {column: row.cells[place] for column, place in self.layout.places.items() if place < len(row.cells)}

    def _judge(self, row: Row) -> Draft | list[Problem]:
        texts = {column: one_line(cell) for column, cell in self._ours(row).items()}
        texts = {column: "" if text in _NOTHING else text for column, text in texts.items()}
        problems = list(bad_cells(row, self.layout.places, texts))
        if not problems:
            draft, problems = self._draft(row.number, texts)
        return problems or draft

    def _draft(self, number: int, texts: dict[str, str]) -> tuple[Draft, list[Problem]]:
        said, named = self.groups.meant(texts.get("group", ""), self.layout.kind)
        members = _members(texts.get("members", ""))
        draft = Draft(number, named, said or "", texts.get("code", ""), texts.get("head", ""), texts.get("address", ""),
                      members if members is not False else None)  # fmt: skip
        found = dict(self._wrongs(draft, said, texts, members is False))
        problems = [Problem(number, column, code, texts.get(column, "")[:60]) for column, code in found.items()]
        if not problems:
            self.seen.add((draft.key, draft.came_from))
        return draft, problems

    def _wrongs(
        self, draft: Draft, said: str | None, texts: dict[str, str], bad_members: bool
    ) -> Iterator[tuple[str, str]]:
        yield from self._group_wrongs(draft, said, texts.get("group", ""))
        if any(texts.get(column) for column in ("code", "head", "address", "members")):
            yield from self._household_wrongs(draft)
        if bad_members:
            yield "members", "members_not_number"

    def _group_wrongs(self, draft: Draft, said: str | None, text: str) -> Iterator[tuple[str, str]]:
        if not draft.group.folded:
            yield "group", "group_missing"
        elif text.isdecimal() and not self.layout.numbered:
            yield "group", "group_number"
        elif len(draft.group.name) > 80 or len(draft.group.folded) > 80:
            yield "group", "group_long"
        elif said is None:
            yield "group", "group_unclear"
        elif (draft.group.folded, said) in self.groups.closed:
            yield "group", "group_closed"

    def _household_wrongs(self, draft: Draft) -> Iterator[tuple[str, str]]:
        if not draft.code:
            yield "code", "code_missing"
        elif (draft.key, draft.came_from) in self.seen:
            yield "code", "code_twice"
        if not draft.head:
            yield "head", "head_missing"
        elif not any(sign.isalpha() for sign in draft.head):
            yield "head", "head_no_letters"
        for column, most in LONGEST.items():
            if len(getattr(draft, column)) > most:
                yield column, f"{column}_long"


def _members(text: str) -> int | bool | None:
    """A count, None for an empty cell, False for what is no count."""
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found and int(found[1]) <= MOST_MEMBERS else False
