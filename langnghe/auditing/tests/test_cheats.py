"""Ten ways in which a ward that owns its machine could cheat, and who catches each: the ward may hold every key.

The sender holds the saved file; a reader holds what the ward published; the watcher remembers heads; the check is
what an auditor runs over the ward's own rows.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from langnghe.answering.tests.writing import accepted, answered, matter, promised
from langnghe.auditing.checking import check
from langnghe.commitments import actions as promises
from langnghe.commitments import voices
from langnghe.commitments.models import Commitment, Contest
from langnghe.commitments.rules import Stranger
from langnghe.files.actions import FILE_V1
from langnghe.files.models import File
from langnghe.files.reads import location
from langnghe.kernel import entry as form
from langnghe.kernel.actors import resident
from langnghe.ledger.models import Entry, Job, Leaf
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_photos import with_photos
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.proof import giving, heads, sealing
from langnghe.proof.models import Log
from langnghe.proof.opened import opened
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark
from langnghe.signing.calling import Declined
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.database import behind_our_back
from langnghe.tlog import notes, receipts, remembering, tiles
from langnghe.tlog.checkpoints import Checkpoint, open_checkpoint
from langnghe.tlog.encoding import from_base64
from langnghe.tlog.leaves import committed_in, entry_leaf_hash
from langnghe.tlog.merkle import consistency, leaf_hash, root
from langnghe.tlog.notes import Signer
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.remembering import Memory

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(dien_hong: Cast) -> Log:
    return sealed(dien_hong)


def spoken(log: Log, cast: Cast, words: str = LAMP) -> tuple[Opinion, Entry]:
    """Somebody writes soon after the last head."""
    assert log.marked_at is not None
    with frozen(log.marked_at + timedelta(minutes=5)):
        opinion = say(cast, words).opinion
    return opinion, Entry.objects.get(subject_id=opinion.id, kind="opinion.received")


def kept_by_the_sender(opinion: Opinion, entry: Entry, give: Callable[..., bytes | None] = giving.proof_file) -> bytes:
    """The file that the sender saved."""
    file = give(entry, serial=opinion.serial, words_salt=bytes(opinion.salt))
    assert file is not None
    return file


def leaves_everybody_reads(client: Client, log: Log) -> list[bytes]:
    """The leaves of the log as a reader fetches them, after comparing them with the signed head."""
    note = client.get(f"/log/dien-hong/{log.epoch}/checkpoint").content
    head, _note = open_checkpoint(note, [notes.Verifier.parse(vkey) for vkey in log.keys])
    bundle = client.get(f"/log/dien-hong/{log.epoch}/tile/entries/000.p/{head.size}").content
    leaves = tiles.decode_bundle(bundle, head.size)
    assert root([leaf_hash(leaf) for leaf in leaves]) == head.root
    return leaves


def watcher(log: Log, folder: Path) -> Memory:
    """A neighbour who has seen the log since it began and remembers its last head."""
    memory = Memory(folder)
    memory.begin(log.origin)
    head = heads.head_of(log)
    memory.consider(0, [], head)
    return memory


def found(log: Log) -> list[str]:
    return [finding.said for finding in check(log.ward_id)]


def test_1_a_row_deleted_is_caught_by_the_sender_and_by_the_check(log: Log, dien_hong: Cast, client: Client) -> None:
    opinion, entry = spoken(log, dien_hong)
    at_the_next_mark(log)
    file = kept_by_the_sender(opinion, entry)
    with behind_our_back():
        Job.objects.filter(entry=entry).delete()
        Leaf.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).delete()
    assert any("của một bước mà sổ ghi không còn" in one for one in found(log))
    checked = receipts.check_proof(file)
    assert checked.opening.leaf == leaf_hash(leaves_everybody_reads(client, log)[checked.index])


def test_2_a_promises_date_changed_is_caught_by_any_reader_and_by_the_check(
    log: Log, dien_hong: Cast, client: Client
) -> None:
    answered(matter(dien_hong), accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    at_the_next_mark(log)
    made = Entry.objects.get(kind="commitment.made")
    read_before = _opened(made)
    with behind_our_back():
        Commitment.objects.update(due_on="2027-12-31", first_due_on="2027-12-31")
        Entry.objects.filter(pk=made.pk).update(facts=made.facts | {"due": "2027-12-31"})
    assert any("đã bị sửa" in one for one in found(log))
    leaf = leaf_hash(leaves_everybody_reads(client, log)[int(read_before["index"])])
    assert _says_what_the_leaf_says(read_before, leaf)
    assert not _says_what_the_leaf_says(_opened(Entry.objects.get(pk=made.pk)), leaf)


def _opened(entry: Entry) -> dict[str, str]:
    content = opened(entry)
    assert content is not None
    return dict(line.split(" ", 1) for line in content.decode().splitlines()[1:])


def _says_what_the_leaf_says(told: dict[str, str], leaf: bytes) -> bool:
    """What any reader computes from what is published: the facts, through the record, to the leaf."""
    salt, record = from_base64(told["salt"]), from_base64(told["record"])
    same = form.commitment(form.FACTS_V1, salt, told["facts"].encode()) == committed_in(record)
    return same and entry_leaf_hash(salt, record) == leaf


def test_3_a_fork_shown_to_one_reader_is_caught_by_the_watcher_and_by_the_signer(
    log: Log, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = watcher(log, tmp_path)
    forked = Checkpoint(log.origin, log.size, bytes(32))
    with pytest.raises(remembering.Forked):
        memory.consider(log.size, [], forked)
    with pytest.raises(Declined, match="forked"):
        heads.signer().sign(log.size, [], forked)
    assert f"ALARM {log.origin} forked" in capsys.readouterr().err


def test_4_an_opinion_dropped_before_sealing_is_caught_by_the_senders_promise(
    log: Log, dien_hong: Cast, client: Client
) -> None:
    opinion, entry = spoken(log, dien_hong)
    file = kept_by_the_sender(opinion, entry, giving.promise_file)
    with behind_our_back():
        Job.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).delete()
    with frozen(giving.due(entry) + timedelta(minutes=1)):
        sealing.seal(log)
    _opening, promise = receipts.check_promise(file)
    last = client.get("/log/dien-hong/1/heads").content.decode().splitlines()[-1]
    assert last.split()[0] > f"{promise.due:%Y-%m-%dT%H:%M:%SZ}"
    assert promise.leaf not in [leaf_hash(leaf) for leaf in leaves_everybody_reads(client, log)]


def test_5_a_back_dated_entry_is_caught_by_the_check_and_by_the_watcher(
    log: Log, dien_hong: Cast, tmp_path: Path
) -> None:
    memory = watcher(log, tmp_path)
    seen_at = log.marked_at
    assert seen_at is not None
    with frozen(seen_at - timedelta(days=2)):
        opinion = say(dien_hong).opinion
    at_the_next_mark(log)
    assert any("ghi ngày lùi" in one for one in found(log))
    entry = Entry.objects.get(subject_id=opinion.id, kind="opinion.received")
    checked = receipts.check_proof(kept_by_the_sender(opinion, entry))
    hour = checked.opening.record.decode().splitlines()[2]
    assert hour < f"{seen_at:%Y-%m-%dT%HZ}"
    assert checked.index >= memory.last(log.origin).size


def test_6_a_swapped_photo_is_caught_by_the_check_and_by_the_log_when_its_rows_are_bent_too(
    log: Log, dien_hong: Cast
) -> None:
    with_photos(dien_hong, 1)
    at_the_next_mark(log)
    photo = File.objects.get(erased_at=None)
    location(photo).write_bytes(b"another picture")
    assert any("đã bị thay" in one for one in found(log))
    bent = form.commitment(FILE_V1, bytes(photo.salt), b"another picture")
    with behind_our_back():
        File.objects.update(commitment=bent)
        Entry.objects.filter(kind="file.stored", subject_id=photo.id).update(commitment=bent)
    assert [one for one in found(log) if "khác với dòng" in one]


def test_7_a_rolled_back_head_is_caught_by_the_signer_and_by_the_watcher(
    log: Log, dien_hong: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = heads.head_of(log)
    spoken(log, dien_hong)
    at_the_next_mark(log)
    memory = watcher(log, tmp_path)
    with pytest.raises(remembering.RolledBack):
        memory.consider(before.size, [], before)
    with pytest.raises(Declined, match="rolled-back"):
        heads.signer().sign(before.size, [], before)
    assert "rolled-back" in capsys.readouterr().err


def test_8_a_log_signed_again_with_a_new_key_is_caught_by_the_sender_and_by_the_watcher(
    log: Log, dien_hong: Cast
) -> None:
    opinion, entry = spoken(log, dien_hong)
    at_the_next_mark(log)
    known = log.keys
    fresh = Signer.from_seed(log.origin, b"9" * 32)
    note = notes.sign(heads.head_of(log).text(), fresh)
    with pytest.raises(NotProven):
        open_checkpoint(note, [notes.Verifier.parse(vkey) for vkey in known])
    Shelf(log.origin).publish(note, "")
    Log.objects.filter(pk=log.pk).update(vkeys=fresh.vkey)
    file = kept_by_the_sender(opinion, entry)
    with pytest.raises(NotProven, match="other-log"):
        receipts.check_proof(file, known)


def test_9_a_matter_merged_away_is_caught_by_the_check(log: Log, dien_hong: Cast) -> None:
    kept, away = matter(dien_hong), matter(dien_hong, "Rác đổ đầy đầu hẻm 45, ba ngày chưa ai gom.")
    at_the_next_mark(log)
    assert not found(log)
    with behind_our_back():
        Matter.objects.filter(pk=away.pk).update(joined_into=kept, state="joined")
    assert any("nhập vào việc khác không đúng như sổ ghi" in one for one in found(log))


def test_10_a_hidden_contest_is_caught_by_the_check_even_when_its_entry_goes_too(log: Log, dien_hong: Cast) -> None:
    about = matter(dien_hong)
    answered(about, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    row = Commitment.objects.get(subject_id=about.id)
    promises.claim(row, words="Đã thay hai bóng, biên bản số 14.", by=dien_hong["minh"])
    said = Stranger(b"browser of Tam")
    voices.contest(
        Commitment.objects.get(id=row.id),
        voice=said,
        words="Vẫn tối om, tôi vừa đi qua.",
        by=resident(dien_hong.ward.id),
    )
    at_the_next_mark(log)
    entry = Entry.objects.get(kind="commitment.contested")
    with behind_our_back():
        Contest.objects.all().delete()
    assert any("không còn" in one for one in found(log))
    with behind_our_back():
        Job.objects.filter(entry=entry).delete()
        Leaf.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).delete()
    assert any("của một bước mà sổ ghi không còn" in one for one in found(log))


def test_a_ward_that_does_not_cheat_is_believed(log: Log, dien_hong: Cast, tmp_path: Path) -> None:
    memory, old = watcher(log, tmp_path), log.size
    opinion, entry = spoken(log, dien_hong)
    at_the_next_mark(log)
    memory.consider(old, consistency(old, log.size, Shelf(log.origin).reader(log.size)), heads.head_of(log))
    assert receipts.check_proof(kept_by_the_sender(opinion, entry), log.keys).opening.has_words(LAMP)
    assert found(log) == []
