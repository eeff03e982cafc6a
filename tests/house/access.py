"""The access matrix: who asks, for which route, by which method, for which ward's row, and what must come back."""

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve, reverse

from langnghe.kernel.doors import Door
from langnghe.kernel.ids import new_token, uuid7
from langnghe.kernel.refused import Refused
from langnghe.matters import serials as of_matters
from langnghe.opinions.receipts import format_serial, parse_serial
from langnghe.people.access import ROLES
from langnghe.people.models import Mandate
from langnghe.people.tokens import make_token
from langnghe.testing import pages
from langnghe.testing.cast import STAFF, Cast
from langnghe.testing.pages import Route
from langnghe.testing.signed_in import client_for

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
NEVER_THE_SAME = re.compile(
    rb'name="(?:csrfmiddlewaretoken|next|token)" value="[^"]*"|"challenge": ?"[^"]*"'
    rb'|nonce-[\w+/=-]+|nonce="[^"]*"|[?&]next=[^"]*|_=\d+',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Visitor:
    """Somebody who asks: nobody known, an officer without second factor, or one acting under a mandate."""

    name: str
    client: Client
    mandate: Mandate | None = None
    is_program: bool = False

    def ask(self, method: str, url: str) -> "Answer":
        """One request whose changes are taken back at once."""
        cookies = copy.deepcopy(self.client.cookies)
        with transaction.atomic():
            self.client.raise_request_exception = False
            answer = Answer.of(self.client.generic(method, url, secure=False))
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return answer


@dataclass(frozen=True)
class Answer:
    """What came back, streams and archives read out."""

    status: int
    location: str
    body: bytes

    @classmethod
    def of(cls, response: HttpResponseBase) -> "Answer":
        content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        return cls(response.status_code, response.headers.get("Location", ""), content)

    def like(self, other: "Answer", mine: str, its: str) -> bool:
        """Whether both say the same, apart from the address that was asked for."""
        sizes = (len(self.text.replace(mine.encode(), b"")), len(other.text.replace(its.encode(), b"")))
        return self.status == other.status and sizes[0] == sizes[1]

    @cached_property
    def text(self) -> bytes:
        """The body, an archive (XLSX, DOCX) opened, without what differs by chance."""
        return NEVER_THE_SAME.sub(b"", _opened(self.body))


@dataclass
class World:
    """Two wards with every role on both sides, and one row of each ward for every route."""

    here: Cast
    there: Cast
    visitors: list[Visitor] = field(default_factory=list)
    strangers: list[Visitor] = field(default_factory=list)
    programs: list[Visitor] = field(default_factory=list)
    strange_programs: list[Visitor] = field(default_factory=list)

    def fill(self) -> None:
        """Sign everybody in."""
        everybody(self.here, "o-day")
        everybody(self.there, "noi-khac")
        self.visitors = [Visitor("nobody", Client()), _half(self.here), *_officers(self.here)]
        self.strangers = _officers(self.there)
        self.programs, self.strange_programs = _programs(self.here), _programs(self.there)

    @cached_property
    def routes(self) -> list[Route]:
        return [route for route in pages.routes() if route.name in pages.builders()]

    def url(self, route: Route, cast: Cast) -> str:
        return pages.builders()[route.name](cast)


def everybody(cast: Cast, mark: str) -> None:
    """Appoint an officer for every role that the cast has not filled."""
    known = {role: (kind, unit) for _u, _n, kind, unit, role, _p, _g in STAFF} | {
        "province_viewer": ("province", "Tỉnh")
    }
    filled = {mandate.role for mandate in cast.mandates.values()}
    for role, _label in ROLES:
        if role not in filled:
            kind, unit = known[role]
            cast.join(f"{role.replace('_', '-')}-{mark}", f"Người giữ vai {role}", kind, unit, role, role, ())


def redirects_to_sign_in(answer: Answer) -> bool:
    return answer.status == 302 and answer.location.startswith(reverse("account_login")) and "next=" in answer.location


def expected(route: Route, visitor: Visitor) -> str:
    """What the door says: "in", "sign in", "second factor", "403" or "404"."""
    door = route.door
    if door is None:
        return "403"
    if door.kind == "public":
        return "in"
    if door.kind == "setup":
        return "404"
    if door.kind == "token":
        return _of_token(door, visitor)
    if visitor.name == "nobody":
        return "sign in"
    if door.kind == "account":
        return "in"
    if visitor.mandate is None:
        return "second factor"
    return "in" if visitor.mandate.may(door.capability) else "403"


def _of_token(door: Door, visitor: Visitor) -> str:
    """Sessions open nothing; a program may what its mandate may."""
    if not visitor.is_program or visitor.mandate is None:
        return "401"
    return "in" if visitor.mandate.may(door.capability) else "403"


def wrong(answer: Answer, expectation: str, method: str) -> str:
    """Why an answer is not what the door says; empty when it is."""
    if answer.status >= 500:
        return f"answers {answer.status}"
    said = {
        "in": answer.status not in (401, 403) and not redirects_to_sign_in(answer),
        "401": answer.status == 401,
        "sign in": redirects_to_sign_in(answer),
        "second factor": answer.status == 302 and not redirects_to_sign_in(answer),
        "403": answer.status == 403,
        "404": answer.status == 404,
    }[expectation]
    return "" if said else f"answers {answer.status} {answer.location}, expected: {expectation}"


def with_another_row(url: str) -> str | None:
    """The same address for a row that never existed; None when it names no row."""
    named = [str(value) for value in resolve(url.split("?")[0]).kwargs.values()]
    others = {value: other for value in named if (other := _other_row(value))}
    for known, other in others.items():
        url = url.replace(f"/{known}/", f"/{other}/")
    return url if others else None


def _other_row(name: str) -> str:
    """A name of the same kind that nothing has: an id, a number, a serial; empty for what names no row."""
    if name.isdigit():
        return "999999999"
    with suppress(ValueError):
        return str(uuid7()) if UUID(name) else ""
    with suppress(Refused):
        code, year, number = parse_serial(name)
        return format_serial(code, year, number + 90_000)
    with suppress(Refused):
        code, year, number = of_matters.parse_serial(name)
        return of_matters.format_serial(code, year, number + 90_000)
    return ""


def marks_of(cast: Cast) -> dict[bytes, str]:
    """What gives a ward's rows away: their ids, names of its people and households, words of its opinions."""
    marks: dict[bytes, str] = {}
    for model in apps.get_models():
        if model.__module__.startswith("langnghe.") and hasattr(model, "ward_id"):
            for row in model._base_manager.filter(ward_id=cast.ward.id):
                marks |= {mark.encode(): f"{model.__name__} {row.pk}" for mark in _marks(row)}
    return marks


def leaks(answer: Answer, marks: dict[bytes, str]) -> list[tuple[str, str]]:
    """Rows of the other ward that an answer gives away, each with what gave it away."""
    return sorted((row, mark.decode()[:60]) for mark, row in marks.items() if mark in answer.text)


TELLING = {"username", "secret", "serial", "head_name", "words", "phone", "address"}


def _marks(row: object) -> Iterator[str]:
    yield str(row.pk)  # type: ignore[attr-defined]
    for name in TELLING:
        value = getattr(row, name, "")
        if isinstance(value, str) and len(value) >= 8:
            yield value


def _opened(body: bytes) -> bytes:
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in sorted(archive.namelist()) if "docProps" not in name)


def _half(cast: Cast) -> Visitor:
    """Bình with a password and nothing more."""
    return Visitor("officer without second factor", client_for(cast["binh"], second_factor=False))


def _programs(cast: Cast) -> list[Visitor]:
    """A program for every mandate, which may write."""
    found = []
    for mandate in cast.mandates.values():
        _token, text = make_token(mandate, name="Phần mềm", days=90, may_write=True, by=mandate)
        client = Client(headers={"authorization": f"Bearer {text}", "idempotency-key": new_token()})
        found.append(Visitor(f"program of {mandate.role} of {cast.ward.code}", client, mandate, is_program=True))
    return found


def _officers(cast: Cast) -> list[Visitor]:
    return [
        Visitor(f"{mandate.role} of {cast.ward.code}", client_for(mandate), mandate)
        for mandate in cast.mandates.values()
    ]
