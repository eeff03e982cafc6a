"""Visitors whose machines can be told apart by address and user agent, and what they leave on a walk through."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import urlencode

from langnghe.testing.crawling import Form, Seen, ask, crawl
from langnghe.testing.wire import Asked

# The same pages fifty times tell nothing new: most visitors look around at the entrance only.
EVERYWHERE, ENTRANCE = 60, 5
HEADERS = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP", "CF-Connecting-IP", "True-Client-IP")


def source(number: int) -> str:
    """Loopback is a whole network: each visitor really comes from another address of it."""
    return f"127.3.{number}.7"


def forwarded(number: int) -> str:
    return f"203.0.113.{number}" if number % 2 else f"2001:db8:77::{number:x}"


def agent(number: int) -> str:
    return f"DienThoaiCuaBacTu/{number}.4711"


def visitor(number: int, cookies: dict[str, str]) -> Seen:
    headers = [(name.encode(), forwarded(number).encode()) for name in HEADERS]
    return Seen(cookies, [*headers, (b"User-Agent", agent(number).encode())], source(number))


def walk_through(address: str, starts: list[str], seen: Seen, *, most: int = EVERYWHERE) -> Seen:
    """Follow links, then send every form: as it is, with plain words where it is empty, with a wrong password."""
    crawl(address, starts, seen, most=most)
    for form in seen.forms[:40]:
        _send(address, seen, form)
    return seen


def marks(numbers: Iterable[int]) -> Iterator[bytes]:
    """What would give these machines away, plain or hashed."""
    for number in numbers:
        for mark in (source(number), forwarded(number), agent(number)):
            yield from (mark.encode(), sha256(mark.encode()).hexdigest().encode())


def _send(address: str, seen: Seen, form: Form) -> None:
    said = {name: value or "binh" for name, value in form.fields.items()} | {"username": "binh", "login": "binh"}
    body = urlencode(said).encode()
    if form.method == "GET":
        ask(address, seen, Asked(path=form.action.encode() + b"?" + body))
    else:
        kind = (b"Content-Type", b"application/x-www-form-urlencoded")
        ask(address, seen, Asked(b"POST", form.action.encode(), [kind], body))
