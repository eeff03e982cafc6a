"""What a log does when something is not as it should be: it says so, keeps what is sealed, and goes on later."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from langnghe.house import work
from langnghe.kernel.actors import system
from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry, Leaf
from langnghe.opinions.tests.test_receive import say
from langnghe.places.actions import add_group
from langnghe.places.mergers import merge_ward
from langnghe.proof import cosigning, epochs, heads, reads, sealing
from langnghe.proof.leaves import bytes_of, salt_of
from langnghe.proof.models import Log
from langnghe.proof.opened import opened
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark, demand_whole
from langnghe.proof.working import Sealer
from langnghe.signing.calling import Behind, Declined
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.tlog.notes import Signer, sign
from langnghe.tlog.refusals import UnknownKey
from langnghe.tlog.tiles import FULL, Tile, encode_bundle

pytestmark = pytest.mark.django_db


def received(cast: Cast) -> Entry:
    return Entry.objects.get(subject_id=say(cast).opinion.id, kind="opinion.received")


def test_two_at_once_do_not_seal_the_same_log(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    before = log.size
    with frozen((log.marked_at or now()) + timedelta(minutes=15)), sealing._alone(log):
        assert not sealing.seal(log)
        assert Log.objects.get().size == before


def test_a_database_of_yesterday_gets_no_head_from_a_signer_of_today(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    yesterday = Log.objects.values().get()
    for _mark in range(3):
        at_the_next_mark(log)
    Leaf.objects.filter(index__gte=yesterday["size"]).delete()
    Log.objects.filter(pk=log.pk).update(**yesterday | {"marked_at": now()})
    head = Shelf(log.origin).note()
    with pytest.raises(Declined, match="rolled-back"):
        at_the_next_mark(log)
    assert (Log.objects.get().trouble, Shelf(log.origin).note()) == ("rolled-back", head)


def test_a_signer_of_yesterday_gets_no_head_out_of_a_database_of_today(dien_hong: Cast, tmp_path: Path) -> None:
    log, home = sealed(dien_hong), heads.signer().home
    shutil.copytree(home / "memory", tmp_path / "memory")
    at_the_next_mark(log)
    head = Shelf(log.origin).note()
    shutil.copytree(tmp_path / "memory", home / "memory", dirs_exist_ok=True)
    with pytest.raises(Behind):
        at_the_next_mark(log)
    assert (Log.objects.get().trouble, reads.state(), Shelf(log.origin).note()) == ("stale", "stale", head)


def test_where_the_signer_is_silent_no_log_begins_until_it_speaks(
    dien_hong: Cast, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sealer, nobody = Sealer(), str(tmp_path_factory.mktemp("s") / "nobody")
    with frozen("2026-11-24T08:31:00"), override_settings(SIGNER_SOCKET=nobody):
        assert sealer.turn() == 0
        assert reads.state() == "none yet"
    with frozen("2026-11-24T08:37:00"):
        assert sealer.turn() == 1
        assert reads.state() == "seals"


def test_a_ward_that_never_had_a_log_is_merged_like_any_other(dien_hong: Cast, hac_thanh: Cast) -> None:
    sealed(dien_hong)
    merge_ward(hac_thanh.ward, into=dien_hong.ward, by=system(hac_thanh.ward.id))
    work.drain()
    assert not Entry.objects.filter(kind="log.joined").exists()
    assert epochs.open_log(hac_thanh.ward) == epochs.open_log(dien_hong.ward) == Log.objects.get()


@pytest.mark.parametrize("forged", [False, True])
def test_a_head_that_is_gone_or_forged_after_a_restoration_is_not_gone_on_with(dien_hong: Cast, forged: bool) -> None:
    log = sealed(dien_hong)
    path = Shelf(log.origin).folder / "checkpoint"
    path.unlink()
    assert (epochs.published(log), reads.published(log)) == (None, None)
    if forged:
        path.write_bytes(sign(heads.head_of(log).text(), Signer.from_seed(log.origin, bytes(32))))
        assert (epochs.published(log), reads.published(log)) == (None, None)
    new = epochs.begin_anew(dien_hong.ward)
    assert new is not None
    assert (new.epoch, new.quoted_size, bytes(new.quoted_root)) == (2, log.size, bytes(log.root))


def test_before_the_first_head_there_is_nothing_to_cosign_to_take_over_or_to_show(
    dien_hong: Cast, client: Client
) -> None:
    log = epochs.need_log(dien_hong.ward)
    assert str(log) == log.origin
    assert not epochs.follow_keys(log)
    Shelf(log.origin).folder.mkdir(parents=True)
    with pytest.raises(UnknownKey, match="unsigned"):
        cosigning.add(log, "")
    assert log.origin in client.get(reverse("proof:about", args=["dien-hong"])).content.decode()


def test_the_salt_of_an_entry_without_one_is_that_of_its_leaf(dien_hong: Cast) -> None:
    log, entry = sealed(dien_hong), received(dien_hong)
    entry.salt = None
    assert salt_of(entry) is None
    place = sealing._place(log, log.size, entry, bytes(32))
    sealing._append(log, [place], None)
    assert salt_of(entry) == place[3]
    assert bytes_of(entry, salt_of(entry) or b"") == place[2]


def test_what_is_public_is_opened_once_it_has_a_place_and_words_never(dien_hong: Cast) -> None:
    log, entry = sealed(dien_hong), received(dien_hong)
    with pytest.raises(ValueError, match="receipt"):
        opened(entry)
    add_group(dien_hong.ward, "Tổ 99", by=system(dien_hong.ward.id))
    later = Entry.objects.get(kind="group.added", room="places", id__gt=entry.id)
    assert opened(later) is None
    at_the_next_mark(log)
    assert b"langnghe/opened/v1\nindex " in (opened(later) or b"")


def test_a_partial_tile_that_made_room_is_cut_from_the_full_one_and_a_lost_one_is_told(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    shelf, first = Shelf(log.origin), list(Shelf(log.origin).leaves(0, log.size))
    with override_settings(LOG_BATCH=2 * FULL):
        at_the_next_mark(log)
    size = len(first)
    assert not (shelf.folder / Tile(None, 0, size).path).exists()
    assert shelf.read(Tile(None, 0, size)) == encode_bundle(first)
    assert shelf.read(Tile(0, 0, size)) == shelf.read(Tile(0, 0))[: size * 32]
    demand_whole(log)
    (shelf.folder / Tile(0, 0).path).unlink()
    with pytest.raises(FileNotFoundError):
        shelf.read(Tile(0, 0, size))
