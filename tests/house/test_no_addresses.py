"""No address and no user agent of a visitor's machine is kept: not in a table, a cache, a file or a log line."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection

from langnghe.people.models import Unit
from langnghe.testing import pages
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.settings import SCRATCH
from langnghe.testing.signed_in import client_for
from tests.house.machines import ENTRANCE, EVERYWHERE, marks, visitor, walk_through

VISITORS = 50


# On both databases the installed product is walked through in the same way (tests/walks/test_no_addresses.py).
@pytest.mark.once
@pytest.mark.slow
def test_nothing_about_a_visitors_machine_is_kept(
    served: Served, dien_hong: Cast, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    starts = ["/", *(builder(dien_hong) for builder in pages.builders().values())]
    for number in range(1, VISITORS + 1):
        cookies = _cookies(dien_hong) if number % 25 == 0 else {}
        whole = number < 4 or cookies
        places, most = (starts, EVERYWHERE) if whole else (_doors(), ENTRANCE)
        walk_through(served.local, places, visitor(number, cookies), most=most)
    kept = {**_tables(), **_sessions(), **_caches(), **_files(), "logs": caplog.text.encode(), "output": _said(capfd)}
    wrong = [
        f"{where} keeps {mark.decode()}; nothing about a visitor's machine is stored, limits count per account."
        for where, content in kept.items()
        for mark in marks(range(1, VISITORS + 1))
        if mark in content
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_the_search_finds_an_address_in_a_table(dien_hong: Cast) -> None:
    Unit.objects.filter(id=dien_hong["binh"].post.unit_id).update(name="từ 203.0.113.9")
    assert any(b"203.0.113.9" in content for content in _tables().values())


def _doors() -> list[str]:
    return ["/", *(f"/{route.pattern}" for route in pages.routes() if route.name == settings.LOGIN_URL)]


def _cookies(cast: Cast) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client_for(cast["binh"]).cookies.items()}


def _tables() -> dict[str, bytes]:
    kept = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept[f"table {table}"] = repr([[_plain(value) for value in row] for row in cursor.fetchall()]).encode()
    return kept


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _sessions() -> dict[str, bytes]:
    """Sessions are packed in their table; here they are opened."""
    return {f"session {row.pk[:6]}": repr(row.get_decoded()).encode() for row in Session.objects.all()}


def _caches() -> dict[str, bytes]:
    stored = [getattr(cache, "_cache", {}) for cache in caches.all(initialized_only=True)]
    return {f"cache {number}": repr(dict(content)).encode() for number, content in enumerate(stored)}


def _files() -> dict[str, bytes]:
    return {f"file {path.name}": path.read_bytes() for path in _found(SCRATCH)}


def _found(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())


def _said(capfd: pytest.CaptureFixture[str]) -> bytes:
    out, err = capfd.readouterr()
    return (out + err).encode()
