"""Whoever bends the ledger behind a head that was signed is found by making the log anew."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import override_settings

from langnghe.auditing import public_log
from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry, Job, Leaf
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.proof import leaves
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.database import behind_our_back
from langnghe.tlog.tiles import Tile

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(dien_hong: Cast) -> Log:
    """A log with a full tile and one begun, in which nobody cheated."""
    with override_settings(LOG_BATCH=128):
        made = sealed(dien_hong)
    speak(made, dien_hong, LAMP)
    at_the_next_mark(made)
    assert found(made) == []
    return made


def speak(log: Log, cast: Cast, words: str) -> Opinion:
    """Somebody writes soon after the last head."""
    assert log.marked_at is not None
    with frozen(log.marked_at + timedelta(minutes=5)):
        return say(cast, words).opinion


def found(log: Log) -> list[str]:
    return [finding.said for finding in public_log.check(log.ward_id)]


def entry() -> Entry:
    return Entry.objects.get(kind="opinion.received")


def _remove_entry(log: Log) -> None:
    gone = entry()
    Job.objects.filter(entry=gone).delete()
    Leaf.objects.filter(entry=gone).delete()
    Entry.objects.filter(pk=gone.pk).delete()


def _other_kind(log: Log) -> None:
    Entry.objects.filter(pk=entry().pk).update(kind="opinion.withdrawn")


def _other_hour(log: Log) -> None:
    Entry.objects.filter(pk=entry().pk).update(at=F("at") - timedelta(days=1))


def _other_place(log: Log) -> None:
    Leaf.objects.filter(entry=entry()).update(hash=bytes(32))


def _other_root(log: Log) -> None:
    Log.objects.filter(pk=log.pk).update(root=bytes(32))


def _other_tile(log: Log) -> None:
    (Shelf(log.origin).folder / Tile(0, 0).path).write_bytes(bytes(8_192))


def _other_upper_tile(log: Log) -> None:
    (Shelf(log.origin).folder / Tile(1, 0, 1).path).write_bytes(bytes(32))


def _no_tile(log: Log) -> None:
    (Shelf(log.origin).folder / Tile(None, 0).path).unlink()


def _other_head(log: Log) -> None:
    shelf = Shelf(log.origin)
    (shelf.folder / "checkpoint").write_bytes((shelf.note() or b"").replace(b"\n", b"0\n", 1))


CHEATS: dict[str, tuple[Callable[[Log], None], str]] = {
    "a row removed with its leaf": (_remove_entry, "của một bước mà sổ ghi không còn"),
    "another kind": (_other_kind, "khác với dòng"),
    "another hour": (_other_hour, "khác với dòng"),
    "another place": (_other_place, "chỗ của bước này khác"),
    "another root": (_other_root, "gốc tính lại khác"),
    "a tile bent": (_other_tile, "không khớp với các dòng"),
    "an upper tile bent": (_other_upper_tile, "không khớp với các dòng"),
    "a bundle gone": (_no_tile, "thiếu hoặc hỏng"),
    "a head of nobody": (_other_head, "đầu sổ đang đăng không phải"),
}


@pytest.mark.parametrize("cheat", list(CHEATS))
def test_what_was_bent_is_named(log: Log, cheat: str) -> None:
    bend, sentence = CHEATS[cheat]
    with behind_our_back():
        bend(log)
    said = found(log)
    assert any(sentence in one for one in said), said


def test_a_step_that_is_dated_back_is_named(log: Log, dien_hong: Cast) -> None:
    assert log.marked_at is not None
    with frozen(log.marked_at - timedelta(hours=5)):
        say(dien_hong, "Ghi lùi ngày cho kịp hạn.")
    at_the_next_mark(log)
    assert [one for one in found(log) if "ghi ngày lùi" in one]


def test_an_entry_kept_out_of_the_log_is_named_once_its_promise_is_due(log: Log, dien_hong: Cast) -> None:
    speak(log, dien_hong, "Ý kiến này bị giữ lại.")
    assert found(log) == []
    with frozen(now() + timedelta(days=3)):
        assert [one for one in found(log) if "quá hạn mà chưa vào" in one]


def test_without_the_key_of_fillers_nothing_is_suspected(log: Log) -> None:
    for path in leaves.keys_folder(log).glob("dummies.key"):
        path.unlink()
    assert found(log) == []
