"""What is recorded is under a head at the next mark, whatever happened and whenever the machine was stopped."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.test import override_settings

from langnghe.kernel import durable
from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry, Leaf
from langnghe.opinions.tests.test_receive import say
from langnghe.places.models import Ward
from langnghe.proof import epochs, giving, heads, reads, sealing
from langnghe.proof import shelf as shelves
from langnghe.proof.leaves import bytes_of
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.signing.calling import Declined
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.tlog import receipts
from langnghe.tlog.leaves import LEAF_BYTES
from langnghe.tlog.merkle import leaf_hash, root
from langnghe.tlog.tiles import Tile, bundles_to_write, tile_bytes, tiles_to_write

pytestmark = pytest.mark.django_db


def at_the_next_mark(log: Log) -> Log:
    """Fifteen minutes go by, and the worker seals."""
    moment = (log.marked_at or now()) + timedelta(minutes=15, seconds=3)
    with frozen(moment):
        sealing.seal(log)
    return log


def demand_whole(log: Log) -> None:
    """What everybody reads is one tree: bundles, tiles, root, the signed head, each entry in its place."""
    log.refresh_from_db()
    shelf, head = Shelf(log.origin), reads.published(log)
    assert head is not None
    assert (head.head.size, head.head.root) == (log.size, bytes(log.root)) == (log.signed_size, bytes(log.root))
    leaves = list(shelf.leaves(0, log.size))
    assert {len(leaf) for leaf in leaves} == {LEAF_BYTES}
    assert root([leaf_hash(leaf) for leaf in leaves]) == head.head.root
    reader = shelf.reader(log.size)
    for tile in tiles_to_write(0, log.size):
        assert (shelf.folder / tile.path).read_bytes() == tile_bytes(tile, reader)
    for row in Leaf.objects.filter(ward_id=log.ward_id, epoch=log.epoch):
        assert leaf_hash(leaves[row.index]) == bytes(row.hash)
    assert log.size % 8 == 0


def test_everything_recorded_gets_a_place_in_order_and_the_batch_is_filled(dien_hong: Cast) -> None:
    say(dien_hong)
    log = sealed(dien_hong)
    demand_whole(log)
    entries = list(Entry.objects.filter(ward_id=dien_hong.ward.id).order_by("id"))
    places = {leaf.entry_id: leaf.index for leaf in Leaf.objects.filter(ward_id=dien_hong.ward.id)}
    assert set(places) == {entry.id for entry in entries}
    began = next(entry for entry in entries if entry.kind == "epoch.began")
    assert places.pop(began.id) == 0
    assert list(places.values()) == sorted(places.values())


def test_a_mark_at_which_nothing_happened_looks_like_any_other(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    before = log.size
    at_the_next_mark(log)
    assert log.size == before + 8
    assert sealing.seal(log)
    assert log.size == before + 8
    say(dien_hong)
    at_the_next_mark(log)
    assert log.size == before + 16
    demand_whole(log)
    lines = (Shelf(log.origin).folder / "heads").read_text().splitlines()
    assert [int(line.split()[1]) for line in lines] == [before, before + 8, before + 16]


def test_the_resident_keeps_a_promise_at_once_and_the_proof_when_the_head_is_out(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    opinion = say(dien_hong).opinion
    entry = Entry.objects.get(subject_id=opinion.id, kind="opinion.received")
    kept: Any = {"serial": opinion.serial, "words_salt": bytes(opinion.salt)}
    promised = giving.promise_file(entry, **kept)
    assert giving.proof_file(entry, **kept) is None
    assert promised is not None
    opening, promise = receipts.check_promise(promised)
    assert promise.due == giving.due(entry) > now()
    assert opening.has_words(opinion.words)
    at_the_next_mark(log)
    proof = giving.proof_file(entry, **kept)
    assert proof is not None
    checked = receipts.check_proof(proof)
    assert checked.opening.leaf == promise.leaf
    assert checked.opening.has_words(opinion.words)
    assert giving.promise_file(entry, **kept) == promised


def test_an_entry_of_before_every_entry_had_a_salt_is_sealed_with_one_of_its_leaf(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    entry = Entry.objects.get(subject_id=opinion.id, kind="opinion.received")
    entry.salt = None
    _index, _entry, leaf, made = sealing._place(epochs.need_log(dien_hong.ward), 9, entry, bytes(32))
    assert made is not None
    assert leaf == bytes_of(entry, made)


def _steps() -> Iterator[tuple[Any, str]]:
    """Everything by which sealing leaves a trace, in order."""
    yield shelves, "_write"
    yield shelves, "sync_folder"
    yield Leaf.objects, "bulk_create"
    yield Log, "save"
    yield heads, "_ask"
    yield Shelf, "publish"
    yield Shelf, "drop_partials"


class Killed(BaseException):
    """The machine was switched off."""


def _dies(real: Callable[..., Any], after: int, *, before_it: bool) -> Callable[..., Any]:
    calls = iter(range(1_000))

    def dying(*args: Any, **kwargs: Any) -> Any:
        if next(calls) < after:
            return real(*args, **kwargs)
        if not before_it:
            real(*args, **kwargs)
        raise Killed

    return dying


@pytest.mark.parametrize("before_it", [True, False])
@pytest.mark.parametrize("where", list(_steps()), ids=lambda step: step[1])
def test_switched_off_at_any_step_it_goes_on_as_if_nothing_had_been(
    dien_hong: Cast, where: tuple[Any, str], before_it: bool
) -> None:
    log = sealed(dien_hong)
    say(dien_hong)
    moment = (log.marked_at or now()) + timedelta(minutes=15, seconds=3)
    for after in range(3):
        real = getattr(where[0], where[1])
        dying = _dies(real, after, before_it=before_it)
        patched = mock.patch.object(where[0], where[1], dying)
        with frozen(moment + after * timedelta(minutes=15)), patched, suppress(Killed):
            sealing.seal(log)
    with frozen(moment + timedelta(minutes=60)):
        again = Log.objects.select_related("ward").get(pk=log.pk)
        sealing.seal(again)
        demand_whole(again)
        assert not sealing.unsealed(again, now()).exists()


def test_entries_that_were_committed_out_of_order_are_found(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    late = say(dien_hong).opinion
    Log.objects.filter(pk=log.pk).update(sealed_to=Entry.objects.latest("id").id)
    at_the_next_mark(log)
    assert reads.place_of(Entry.objects.get(subject_id=late.id, kind="opinion.received")) is not None


def test_a_head_that_the_signer_declines_is_not_published_and_is_told(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    before = Shelf(log.origin).note()
    Log.objects.filter(pk=log.pk).update(root=bytes(32))
    tile = Shelf(log.origin).folder / Tile(0, 0, log.size % 256).path
    tile.write_bytes(bytes(len(tile.read_bytes())))
    with pytest.raises(Declined):
        at_the_next_mark(log)
    log.refresh_from_db()
    assert (Shelf(log.origin).note(), log.trouble) == (before, "unproven")


def test_a_ward_with_many_entries_is_sealed_in_slices(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "SLICE", 16)
    for number in range(12):
        say(dien_hong, f"Đèn số {number} trên đường Phan Đình Phùng tắt đã ba hôm.")
    log = sealed(dien_hong)
    demand_whole(log)
    with override_settings(LOG_BATCH=64):
        for _time in range(4):
            at_the_next_mark(log)
    assert log.size > 256
    demand_whole(log)
    assert not list(Path(Shelf(log.origin).folder).glob("tile/0/000.p"))
    assert len(bundles_to_write(0, log.size)) == 2
    entry = Entry.objects.filter(kind="opinion.received").latest("id")
    file = giving.proof_file(entry, serial="DH26-12-A", words_salt=bytes(32))
    assert file is not None
    assert receipts.check_proof(file).head.size == log.size


def test_two_wards_have_two_logs(dien_hong: Cast, hac_thanh: Cast) -> None:
    ours, theirs = sealed(dien_hong), sealed(hac_thanh)
    assert ours.origin != theirs.origin
    assert {leaf.entry.ward_id for leaf in Leaf.objects.filter(ward_id=ours.ward_id)} == {dien_hong.ward.id}
    assert Ward.objects.count() == 2


def test_files_lie_on_the_disk_before_the_signer_is_asked(dien_hong: Cast) -> None:
    done: list[str] = []
    log = epochs.need_log(dien_hong.ward)
    real = durable.sync_folder

    def synced(folder: Path) -> None:
        done.append("files")
        real(folder)

    def asked(log: Log, old: int) -> bytes:
        done.append("asked")
        raise Declined("busy")

    with (
        mock.patch.object(shelves, "sync_folder", synced),
        mock.patch.object(heads, "_ask", asked),
        pytest.raises(Declined),
    ):
        sealing.seal(log)
    assert "files" in done
    assert done[-1] == "asked"
