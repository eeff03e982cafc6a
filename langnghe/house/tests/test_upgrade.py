"""Upgrading: a backup first, and a way back that brings every row."""

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from langnghe.backups import database
from langnghe.house import health, upgrade
from langnghe.house.serving_lock import serving_lock
from langnghe.house.work import heartbeat_file
from langnghe.kernel.refused import Refused
from langnghe.places.models import Ward
from langnghe.testing import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _worker_sleeps() -> None:
    heartbeat_file().unlink(missing_ok=True)


def _upgraded() -> Path:
    sentences = list(upgrade.upgrade())
    assert "langnghe upgrade --back" in sentences[-1]
    return Path(sentences[1].removeprefix("Đã sao lưu: "))


def test_an_upgrade_begins_with_a_backup_only_its_owner_can_read() -> None:
    saved = _upgraded()
    assert saved.stat().st_size > 0
    assert saved.stat().st_mode & 0o077 == 0
    assert saved.parent == Path(settings.DATA) / "backups"


def test_the_way_back_brings_what_was_and_can_itself_be_undone() -> None:
    cast.dien_hong()
    saved = _upgraded()
    cast.hac_thanh()
    sentences = list(upgrade.back(saved))
    assert list(Ward.objects.values_list("code", flat=True)) == ["DH"]
    aside = Path(sentences[0].removeprefix("Đã cất bản hiện tại: "))
    list(upgrade.back(aside))
    assert sorted(Ward.objects.values_list("code", flat=True)) == ["DH", "HT"]


def test_the_ledger_is_still_closed_after_the_way_back() -> None:
    cast.dien_hong()
    saved = _upgraded()
    list(upgrade.back(saved))
    with pytest.raises(Exception, match=r"(?i)append|forbid|ledger|entry"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry")


def test_a_backup_is_whole_while_somebody_writes() -> None:
    cast.dien_hong()
    saved = database.save("while-writing")
    if connection.vendor == "sqlite":
        with sqlite3.connect(saved) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("SELECT count(*) FROM places_ward").fetchone() == (1,)
    else:
        assert saved.read_bytes()[:5] == b"PGDMP"


def test_nobody_upgrades_while_the_page_is_served() -> None:
    with serving_lock(Path(settings.DATA)) as free:
        assert free
        with pytest.raises(Refused, match="Dừng trước đã"):
            list(upgrade.upgrade())


def test_a_failed_step_says_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*words: str, **how: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(upgrade, "call_command", fail)
    with pytest.raises(Refused, match=r"no room[\s\S]*langnghe upgrade --back"):
        list(upgrade.upgrade())


def test_an_unwell_database_after_the_upgrade_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "examine", lambda: [health.Finding("database", "silent", False)])
    with pytest.raises(Refused, match="database: silent"):
        list(upgrade.upgrade())


def test_a_missing_backup_is_a_sentence() -> None:
    with pytest.raises(Refused, match="Không thấy tệp sao lưu"):
        list(upgrade.back(Path("/nowhere/backup.dump")))


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    cast.dien_hong()
    damaged = tmp_path / "damaged.dump"
    damaged.write_bytes(b"not a database at all")
    with pytest.raises(Refused):
        list(upgrade.back(damaged))
    assert Ward.objects.count() == 1
