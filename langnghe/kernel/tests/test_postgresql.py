"""A kept connection to PostgreSQL: nobody meets one that the server closed, and nobody asks it for nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection


@pytest.fixture
def kept(transactional_db: None) -> Iterator[Any]:
    """A connection as a web process keeps it between two requests."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could go away")
    other: Any = connection.copy()
    other.settings_dict = {**other.settings_dict, "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": None}
    other.connect()
    yield other
    other.close()


def _answers(kept: Any) -> bool:
    """What a request does: the connection is looked at, then used."""
    kept.close_if_unusable_or_obsolete()
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _ended_by_the_server(kept: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [kept.connection.info.backend_pid])
        assert cursor.fetchone() == (True,)


def test_a_connection_that_the_server_ended_is_opened_anew_before_it_is_used(kept: Any) -> None:
    before = kept.connection.info.backend_pid
    _ended_by_the_server(kept)
    assert _answers(kept)
    assert kept.connection.info.backend_pid != before


def test_one_that_stands_is_used_without_a_question(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "is_usable", lambda: pytest.fail("asked the server for nothing"))
    assert _answers(kept)
    assert _answers(kept)


def test_after_an_error_the_server_is_asked(kept: Any) -> None:
    kept.errors_occurred = True
    _ended_by_the_server(kept)
    assert _answers(kept)
