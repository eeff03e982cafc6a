"""Judging rows of a list of officers: what each would do, or what is wrong with it. Pure: same rows, same verdicts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from langnghe.kernel.folding import fold
from langnghe.people.access import PROVINCE_ROLES
from langnghe.people.rules import USERNAME
from langnghe.places.judging import Groups
from langnghe.roster.columns import DATES, find_role, role_names
from langnghe.sheets.columns import Layout, one_line
from langnghe.sheets.dates import date_of
from langnghe.sheets.problems import EXCERPT, Problem, bad_cells
from langnghe.sheets.reading import Row

LONGEST = 120
_NOTHING = {"-", "–", "—", "--", "…", "..."}
_WHOLE_WARD = {"ca phuong", "toan phuong", "ca xa", "toan xa", "tat ca"}
_BETWEEN = re.compile(r"[;,\n/+&]|\bvà\b")
GroupKey = tuple[str, str]
PostKey = tuple[str, str]


@dataclass(frozen=True)
class Account:
    """An account there is: `here` in this ward."""

    name: str
    active: bool
    here: bool


@dataclass(frozen=True)
class KnownPost:
    """A post there is, or that a row above makes."""

    unit: str
    name: str
    role: str
    groups: frozenset[GroupKey]
    closed: bool = False


@dataclass
class Known:
    """What a ward has already: accounts by sign-in name, units and posts by folded name, who holds what, groups."""

    groups: Groups
    today: date
    accounts: dict[str, Account] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    posts: dict[PostKey, KnownPost] = field(default_factory=dict)
    held: set[tuple[str, PostKey]] = field(default_factory=set)
    is_province: bool = False


@dataclass(frozen=True)
class Draft:
    """A row that can be imported; `notes` are codes of what is only to be known."""

    number: int
    username: str
    name: str
    role: str
    unit: str
    post: str
    groups: tuple[GroupKey, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    notes: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the officer has this post already."""
        return "held" in self.notes


class Judge:
    """Goes through a list once, top to bottom; remembers people and posts of the rows above."""

    def __init__(self, layout: Layout, known: Known) -> None:
        self.layout, self.known = layout, known
        self.names: dict[str, str] = {}
        self.posts = dict(known.posts)
        self.given: set[tuple[str, PostKey]] = set()

    def verdicts(self, rows: Iterable[Row]) -> Iterator[tuple[int, Draft | list[Problem]]]:
        """Each row below the header that says something, with its number."""
        for row in rows:
            texts = texts_of(self.layout, row)
            if row.number > self.layout.header and any(texts.values()):
                yield row.number, self._judge(row, texts)

    def _judge(self, row: Row, texts: Mapping[str, str]) -> Draft | list[Problem]:
        problems = list(bad_cells(row, self.layout.places, texts, dict.fromkeys(DATES, "date")))
        if problems:
            return problems
        reading = _Reading(row.number, texts, self)
        draft = reading.draft()
        if not reading.problems:
            self._remember(draft)
        return reading.problems or draft

    def _remember(self, draft: Draft) -> None:
        key = (fold(draft.unit), fold(draft.post))
        self.names[draft.username] = fold(draft.name)
        self.posts.setdefault(key, KnownPost(draft.unit, draft.post, draft.role, frozenset(draft.groups)))
        self.known.units.setdefault(key[0], draft.unit)
        self.given.add((draft.username, key))


def texts_of(layout: Layout, row: Row) -> dict[str, str]:
    """What a row says in our columns, tidied."""
    cells = {column: one_line(row.cells[at]) for column, at in layout.places.items() if at < len(row.cells)}
    return {column: "" if text in _NOTHING else text for column, text in cells.items()}


class _Reading:
    """One row, read cell by cell; what is wrong gathers in `problems`."""

    def __init__(self, number: int, texts: Mapping[str, str], judge: Judge) -> None:
        self.number, self.texts, self.judge, self.known = number, texts, judge, judge.known
        self.problems: list[Problem] = []

    def draft(self) -> Draft:
        """The row as far as it can be read."""
        username, name = self.texts.get("username", "").lower(), self.texts.get("name", "")
        self._check_person(username, name)
        role, groups = self._role(), self._groups()
        unit, post = self._post(role, groups)
        key = (fold(unit), fold(post))
        if (username, key) in self.judge.given:
            self._wrong("post", "twice")
        starts_on, ends_on = self._days()
        held = (username, key) in self.known.held
        notes = tuple(self._notes(username, role, held))
        return Draft(self.number, username, name, role, unit, post, groups, starts_on, ends_on, notes)

    def _wrong(self, column: str, code: str) -> None:
        if all(problem.column != column for problem in self.problems):
            self.problems.append(Problem(self.number, column, code, self.texts.get(column, "")[:EXCERPT]))

    def _check_person(self, username: str, name: str) -> None:
        account = self.known.accounts.get(username)
        if not USERNAME.fullmatch(username):
            self._wrong("username", "username_bad" if username else "username_missing")
        elif account and not (account.here and account.active):
            self._wrong("username", "account_closed" if account.here else "username_elsewhere")
        elif self.judge.names.get(username, fold(name)) != fold(name):
            self._wrong("username", "username_other")
        if not any(sign.isalpha() for sign in name):
            self._wrong("name", "name_missing")
        elif len(name) > LONGEST:
            self._wrong("name", "too_long")
        elif account and account.here and fold(account.name) != fold(name):
            self._wrong("name", "name_differs")

    def _role(self) -> str:
        text = self.texts.get("role", "")
        role = find_role(text)
        if not role:
            self._wrong("role", "role_unknown" if text else "role_missing")
        elif self.known.is_province and role not in PROVINCE_ROLES:
            self._wrong("role", "role_level")
        return role

    def _groups(self) -> tuple[GroupKey, ...]:
        text = self.texts.get("groups", "")
        pieces = [] if fold(text) in _WHOLE_WARD else [piece for piece in map(one_line, _pieces(text)) if piece]
        found: list[GroupKey] = []
        for piece in pieces:
            former, named = self.known.groups.meant(piece)
            if former is None or not self.known.groups.has(named, former):
                self._wrong("groups", "groups_unknown")
            elif (named.folded, former) in self.known.groups.closed:
                self._wrong("groups", "groups_closed")
            else:
                found.append((named.folded, former))
        return tuple(dict.fromkeys(found))

    def _post(self, role: str, groups: tuple[GroupKey, ...]) -> tuple[str, str]:
        said = self.texts.get("unit", "")
        if not said:
            self._wrong("unit", "unit_missing")
        unit = self.known.units.get(fold(said), said)
        name = self.texts.get("post", "") or self._usual_name(role)
        for column, text in (("unit", unit), ("post", name)):
            if len(text) > LONGEST:
                self._wrong(column, "too_long")
        if role == "group_head" and not groups:
            self._wrong("groups", "groups_missing")
        post = self.judge.posts.get((fold(unit), fold(name)))
        if post:
            self._check_post(post, role, groups)
        return unit, post.name if post else name

    def _usual_name(self, role: str) -> str:
        """What a post is called when the row does not say: `Cảnh sát khu vực Tổ 3`."""
        groups = self.texts.get("groups", "")
        return " ".join(part for part in (role_names().get(role, ""), groups) if part)

    def _check_post(self, post: KnownPost, role: str, groups: tuple[GroupKey, ...]) -> None:
        if post.closed:
            self._wrong("post", "post_closed")
        elif role and post.role != role:
            self._wrong("role", "post_other_role")
        elif groups and post.groups != frozenset(groups):
            self._wrong("groups", "post_other_groups")

    def _days(self) -> tuple[date | None, date | None]:
        starts_on, ends_on = self._day("starts_on"), self._day("ends_on")
        if ends_on and ends_on < (starts_on or self.known.today):
            self._wrong("ends_on", "ends_past" if ends_on < self.known.today else "ends_before")
        elif ends_on and ends_on < self.known.today:
            self._wrong("ends_on", "ends_past")
        return starts_on, ends_on

    def _day(self, column: str) -> date | None:
        text = self.texts.get(column, "")
        day = date_of(text)
        if text and (day is None or not 1945 <= day.year <= 2100):
            self._wrong(column, f"{column}_bad")
            return None
        return day

    def _notes(self, username: str, role: str, held: bool) -> Iterator[str]:
        if held:
            yield "held"
        elif username in self.known.accounts:
            yield "account_known"
        if role == "administrator" and not held:
            yield "administrator"


def _pieces(text: str) -> list[str]:
    """Groups one by one: `Tổ 3; Tổ 5`, `Tổ 3, 5`; a bare number after a named group is a group too."""
    return _BETWEEN.split(text)
