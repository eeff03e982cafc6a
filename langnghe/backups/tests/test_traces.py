"""What was erased leaves the files of the database, not only its rows."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from langnghe.backups import traces, traces_postgresql
from langnghe.house.work import drain
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import now
from langnghe.opinions.leaving import ask_erasure, erase
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.testing import cast as the_cast
from langnghe.testing.raw import hits

pytestmark = pytest.mark.django_db(transaction=True)
# Nobody else writes this; the middle of it, since an index leaves out beginnings that two words share.
SECRET, PIECE = "vqhzkwxjqv", b"qhzkwxjq"
GRANTS = [
    line.split("-c")[1].strip().strip('\\ "').replace("langnghe", "ordinary")
    for line in Path("docs/guide/cai-dat.md").read_text().splitlines() if '-c "GRANT' in line
]  # fmt: skip


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    file = Path(settings.DATA) / "traces.json"
    file.unlink(missing_ok=True)
    yield
    file.unlink(missing_ok=True)


@pytest.fixture
def opinion() -> Opinion:
    """One that nobody else could have written, among others."""
    cast = the_cast.dien_hong()
    written = say(cast, f"Nhà bà Tám hẻm 7, {SECRET}.", place=f"số 7 {SECRET}").opinion
    for number in range(20):
        say(cast, f"Đèn đường hẻm {number} hỏng, mong phường xem giúp.")
    drain()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


def gone(opinion: Opinion) -> Opinion:
    by = resident(opinion.ward_id)
    ask_erasure(opinion, by=by.actor)
    return erase(opinion, by=by)


def test_no_file_of_the_database_holds_what_was_erased(opinion: Opinion) -> None:
    salt = bytes(opinion.salt)
    held = hits([PIECE, salt])
    gone(opinion)
    drain()
    assert traces.state().waiting
    swept = traces.sweep()
    assert held
    assert (swept.hindered, hits([PIECE, salt])) == ("", {})
    assert not traces.state().waiting


def test_an_older_reader_holds_it_back_until_they_are_gone(opinion: Opinion) -> None:
    reader = _reader()
    gone(opinion)
    drain()
    try:
        assert traces.sweep().hindered in {"snapshot", "busy"}
    finally:
        reader()
    assert traces.state().waiting
    deadline = time.monotonic() + 10
    while traces.sweep().hindered and time.monotonic() < deadline:
        time.sleep(0.1)
    assert hits([PIECE]) == {}


@pytest.mark.skipif("postgresql" not in os.environ.get("LANGNGHE_DATABASE", ""), reason="of PostgreSQL")
def test_without_the_rights_of_the_guide_the_log_is_left_and_that_is_said(
    opinion: Opinion, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone(opinion)
    drain()
    monkeypatch.setattr(traces, "_sweep_tables", lambda **_how: None)
    _sql("CREATE ROLE ordinary", "SET ROLE ordinary")
    try:
        assert traces.sweep().hindered == "right"
        assert traces.state().tables_at
        _sql("RESET ROLE", *GRANTS, "SET ROLE ordinary")
        assert traces.sweep().hindered == ""
    finally:
        _sql("RESET ROLE", "DROP OWNED BY ordinary", "DROP ROLE ordinary")


@pytest.mark.skipif("postgresql" not in os.environ.get("LANGNGHE_DATABASE", ""), reason="of PostgreSQL")
def test_a_large_table_waits_for_the_night(opinion: Opinion, monkeypatch: pytest.MonkeyPatch) -> None:
    gone(opinion)
    drain()
    monkeypatch.setattr(traces_postgresql, "LARGE_BYTES", 0)
    monkeypatch.setattr(traces, "NIGHT_HOURS", range(0))
    assert traces.sweep().hindered == "night"
    assert (traces.sweep(wait_for_night=False).hindered, hits([PIECE])) == ("", {})


def test_erasures_soon_after_each_other_are_swept_together(opinion: Opinion) -> None:
    gone(opinion)
    drain()
    assert traces.turn()
    gone(Opinion.objects.filter(erased_at=None).latest("id"))
    drain()
    assert traces.state().waiting
    assert not traces.turn()


def test_after_a_day_it_is_late(opinion: Opinion) -> None:
    gone(opinion)
    drain()
    assert not traces.state().late
    long_ago = (now() - traces.LATE_AFTER * 2).isoformat()
    traces._remember(traces.Traces(asked_at=now().isoformat(), waits_since=long_ago))
    assert traces.state().late


def _reader() -> Callable[[], None]:
    """Somebody in the middle of reading, on a connection of their own; call the answer to let them go."""
    if connection.vendor == "postgresql":
        parameters = connection.get_connection_params()
        named = {key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if parameters.get(key)}
        line = psycopg.connect(**named)
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        line.execute("SELECT count(*) FROM opinions_opinion")
        return line.close
    file = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    file.execute("BEGIN")
    file.execute("SELECT count(*) FROM opinions_opinion").fetchone()
    return file.close


def _sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
