"""The health page tells a monitor whether somebody must come and look."""

import os
import time
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.shortcuts import render
from django.test import Client, RequestFactory
from pytest_django import Settings

from langnghe.house import health, migrations_applied
from langnghe.house.work import heartbeat_file
from langnghe.testing.cast import Cast

DISK = "langnghe.kernel.disk.shutil.disk_usage"


@pytest.fixture
def beating() -> None:
    heartbeat_file().touch()


@pytest.mark.django_db
@pytest.mark.usefixtures("beating")
def test_all_is_well_when_everything_answers(client: Client) -> None:
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert answer.json() == {
        "well": True, "database": "answers", "migrations": "applied", "worker": "works", "disk": "enough",
        "backup": "not set", "erased": "swept", "leaked passwords": "not set", "log": "none yet",
        "signer": "in the worker", "witnesses": "none asked",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_silent_worker_is_told(client: Client) -> None:
    heartbeat_file().touch()
    os.utime(heartbeat_file(), (time.time() - 60, time.time() - 60))
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()["worker"]) == (503, "silent")


@pytest.mark.django_db
@pytest.mark.usefixtures("beating")
@pytest.mark.parametrize(("free", "status", "word"), [(1_500, 200, "short"), (100, 503, "full")])
def test_a_filling_disk_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch, free: int, status: int, word: str
) -> None:
    monkeypatch.setattr(DISK, lambda path: SimpleNamespace(free=free * 1_000_000))
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()["disk"]) == (status, word)


@pytest.mark.django_db
@pytest.mark.usefixtures("beating")
def test_a_list_of_leaked_passwords_that_cannot_be_read_is_told(client: Client, settings: Settings) -> None:
    settings.LEAKED_PASSWORDS = "/nowhere/leaked.txt"
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()["leaked passwords"]) == (503, "unreadable")


@pytest.mark.django_db
@pytest.mark.usefixtures("beating")
def test_waiting_migrations_are_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "waiting", lambda: 3)
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "waiting")


@pytest.mark.django_db
@pytest.mark.usefixtures("beating")
def test_a_silent_database_is_told_and_says_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        def cursor(self) -> None:
            raise DatabaseError("password=hunter2")

    monkeypatch.setattr(health, "connection", Silent())
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 503
    assert answer.json()["database"] == "silent"
    assert b"hunter2" not in answer.content


@pytest.mark.django_db
def test_the_test_database_has_every_migration() -> None:
    assert migrations_applied.count() == 0


@pytest.mark.django_db
def test_migrations_that_wait_are_counted_as_migrate_would_apply_them() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("promises", "0001_promises")
    recorder.record_unapplied("account", "0009_emailaddress_unique_primary_email")
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    assert migrations_applied.count() == len(plan) == 2


@pytest.mark.parametrize(("username", "told"), [("hanh", True), ("chau", False)])
def test_those_who_look_after_the_machine_see_that_the_disk_is_getting_full(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch, username: str, told: bool
) -> None:
    monkeypatch.setattr(DISK, lambda path: SimpleNamespace(free=500 * 1_000_000))
    request = RequestFactory().get("/ai-cung-dung-duoc/")
    request.mandate = dien_hong[username]  # type: ignore[attr-defined]
    page = render(request, "shell/accessibility.html").content.decode()
    assert ("Ổ đĩa của máy chủ còn ít chỗ" in page) is told
