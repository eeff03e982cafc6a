"""Logs begin, end and quote one another; keys change; witnesses add their word."""

from datetime import timedelta

import pytest
from django.conf import settings as the_settings
from django.test import override_settings

from langnghe.house import work
from langnghe.kernel.actors import system
from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry, Leaf
from langnghe.opinions.tests.test_leave import go
from langnghe.opinions.tests.test_receive import say
from langnghe.places.mergers import merge_ward
from langnghe.places.models import Ward
from langnghe.proof import cosigning, epochs, giving, heads, promising, reads, sealing
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark, demand_whole
from langnghe.proof.working import Sealer
from langnghe.signing.calling import Declined
from langnghe.signing.keys import Keys
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.tlog import receipts
from langnghe.tlog.cosignatures import Cosigner
from langnghe.tlog.refusals import NotProven

pytestmark = pytest.mark.django_db


def entry_of(cast: Cast, words: str) -> Entry:
    return Entry.objects.get(subject_id=say(cast, words).opinion.id, kind="opinion.received")


def test_the_worker_begins_logs_and_seals_them_at_each_mark(dien_hong: Cast, hac_thanh: Cast) -> None:
    sealer = Sealer()
    with frozen("2026-11-24T08:31:00"):
        assert sealer.turn() == 2
        assert sealer.turn() == 0
    with frozen("2026-11-24T08:45:02"):
        assert sealer.turn() == 2
    assert {log.size > 8 for log in Log.objects.all()} == {True}
    assert reads.state() != "none yet"


def test_one_ward_whose_signer_says_no_keeps_no_other_waiting(dien_hong: Cast, hac_thanh: Cast) -> None:
    sealer = Sealer()
    with frozen("2026-11-24T08:31:00"):
        sealer.turn()
    ours = Log.objects.get(ward=dien_hong.ward)
    heads.signer().end(ours.origin)
    with frozen("2026-11-24T08:45:02"):
        assert sealer.turn() == 1
        assert reads.state() == "ended"
        assert sealer.turn() == 0
    with frozen("2026-11-24T08:50:03"):
        assert sealer.turn() == 1


def test_no_head_for_two_marks_is_late(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    assert reads.state() == "seals"
    Log.objects.filter(pk=log.pk).update(signed_at=now() - timedelta(hours=1))
    assert reads.state() == "late"


def test_after_a_restoration_another_epoch_quotes_the_last_head_that_anyone_may_hold(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    before = (log.size, bytes(log.root), log.signed_size, log.marked_at)
    entry = entry_of(dien_hong, "Nắp cống đầu ngõ 12 bị vỡ, trẻ con hay chạy qua.")
    at_the_next_mark(log)
    lost = epochs.published(log)
    assert lost is not None
    Leaf.objects.filter(ward_id=log.ward_id, index__gte=before[0]).delete()
    Log.objects.filter(pk=log.pk).update(
        size=before[0], root=before[1], signed_size=before[2], marked_at=before[3], sealed_to=None
    )
    new = epochs.begin_anew(dien_hong.ward)
    assert new is not None
    assert (new.epoch, new.quoted_origin, new.quoted_size) == (2, log.origin, lost.size)
    sealing.seal(new)
    epochs.tell_how_it_began(new)
    demand_whole(new)
    first = Leaf.objects.get(ward_id=new.ward_id, epoch=2, index=0).entry
    assert (first.kind, first.facts["size"], first.facts["root"]) == ("epoch.began", lost.size, lost.root.hex())
    place = reads.place_of(entry)
    assert place is not None
    assert place.log == new
    assert epochs.begin_anew(dien_hong.ward) is None


def test_a_log_whose_memory_files_and_rows_agree_goes_on(dien_hong: Cast) -> None:
    sealed(dien_hong)
    assert epochs.begin_anew(dien_hong.ward) is None


def test_a_ward_without_a_log_needs_no_new_epoch(dien_hong: Cast) -> None:
    assert epochs.begin_anew(dien_hong.ward) is None


def test_the_log_of_a_merged_ward_ends_and_the_other_quotes_its_last_head(dien_hong: Cast, hac_thanh: Cast) -> None:
    old, new = sealed(hac_thanh), sealed(dien_hong)
    opinion = say(hac_thanh, "Chợ tạm lấn hết lối đi bộ trước trường.").opinion
    merge_ward(hac_thanh.ward, into=dien_hong.ward, by=system(hac_thanh.ward.id))
    work.drain()
    old.refresh_from_db()
    demand_whole(old)
    assert old.ended_at is not None
    joined = Entry.objects.get(kind="log.joined", ward_id=dien_hong.ward.id)
    assert joined.facts == {"origin": old.origin, "size": old.size, "root": bytes(old.root).hex()}
    epochs.join(Ward.objects.get(id=hac_thanh.ward.id))
    assert Entry.objects.filter(kind="log.joined").count() == 1
    go(opinion)
    later = Entry.objects.get(ward_id=hac_thanh.ward.id, kind="opinion.erased")
    at_the_next_mark(new)
    place = reads.place_of(later)
    assert place is not None
    assert place.log == new
    with pytest.raises(Declined, match="ended"):
        heads.signer().sign(old.size, [], heads.head_of(old))
    assert Sealer().turn() in {0, 1}


def test_after_the_signer_rotated_both_keys_stand_on_what_residents_keep(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    entry = entry_of(dien_hong, "Đèn ngõ 3 tắt đã năm hôm.")
    (first,) = log.keys
    Keys(heads.signer().home).rotate(log.origin, now(), timedelta(days=90))
    at_the_next_mark(log)
    assert epochs.follow_keys(log)
    assert not epochs.follow_keys(log)
    assert (log.keys[0], len(log.keys)) == (first, 2)
    told = Entry.objects.get(kind="log.rekeyed")
    assert told.facts["key"] == epochs.hash_of(log.keys[-1])
    promising.prepare(log)
    proof = giving.proof_file(entry, serial="DH26-1-A", words_salt=bytes(32))
    promise = giving.promise_file(entry, serial="DH26-1-A", words_salt=bytes(32))
    assert proof is not None
    assert promise is not None
    assert receipts.check_proof(proof).opening.logs == receipts.check_promise(promise)[0].logs == tuple(log.keys)


def test_the_word_of_a_known_witness_stands_under_the_head_and_in_the_proof(dien_hong: Cast) -> None:
    log = sealed(dien_hong)
    entry = entry_of(dien_hong, "Đèn ngõ 3 tắt đã năm hôm.")
    at_the_next_mark(log)
    known, unknown = Cosigner.from_seed("bao.example/chung", bytes(32)), Cosigner.from_seed("ai.example", b"1" * 32)
    text = heads.head_of(log).text()
    line = known.cosign(text, 1_795_000_000).line()
    with override_settings(WITNESSES=known.vkey):
        assert cosigning.add(log, line) == 1
        assert cosigning.add(log, line) == 0
        later = known.cosign(text, 1_795_000_900).line()
        assert cosigning.add(log, later) == 1
        for wrong in (unknown.cosign(text, 1_795_000_000).line(), known.cosign(text + "x\n", 1_795_000_000).line()):
            with pytest.raises(NotProven):
                cosigning.add(log, wrong)
        assert (Shelf(log.origin).note() or b"").count("—".encode()) == 2
        proof = giving.proof_file(entry, serial="DH26-1-A", words_salt=bytes(32))
    assert proof is not None
    assert receipts.check_proof(proof).witnessed == ((known.name, 1_795_000_900),)


def test_without_a_signer_nothing_is_promised(dien_hong: Cast) -> None:
    entry = entry_of(dien_hong, "Đèn ngõ 3 tắt đã năm hôm.")
    assert giving.promise(entry) is None
    assert giving.promise_file(entry, serial="DH26-1-A", words_salt=bytes(32)) is None
    log = sealed(dien_hong)
    assert giving.promise(entry) is not None
    with frozen(now() + timedelta(days=400)):
        assert promising.promising(log) is None
        promising.prepare(log)
        assert promising.promising(log) is not None
    assert the_settings.LOG_PROMISE_HOURS == 24
