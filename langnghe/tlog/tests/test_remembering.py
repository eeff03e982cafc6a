"""Whoever signed a head once never signs another past beside it: 50 of 50, and through a restart."""

import random
from pathlib import Path
from threading import Thread

import pytest

from langnghe.tlog import merkle, requests
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.cosignatures import CosignatureVerifier
from langnghe.tlog.notes import open_note
from langnghe.tlog.refusals import Malformed
from langnghe.tlog.remembering import Backwards, Forked, Memory, RolledBack, Stale, Unproven, Unremembered
from langnghe.tlog.requests import AddCheckpoint
from langnghe.tlog.tests.logs import NAME, SECONDS, Log, accepted, flipped, witness

pytestmark = pytest.mark.once


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    made = Memory(tmp_path / "memory")
    assert made.begin(NAME)
    return made


def go(memory: Memory, log: Log, old: int, size: int) -> None:
    memory.consider(old, merkle.consistency(old, size, log.hash_at), log.head(size))


def test_a_growing_log_is_followed(memory: Memory) -> None:
    log = Log.of(30)
    for old, size in ((0, 0), (0, 1), (1, 1), (1, 8), (8, 30)):
        go(memory, log, old, size)
        assert Memory(memory.folder).last(NAME) == log.head(size)


def test_fifty_of_fifty_forks_rolled_back_heads_and_stale_ones_are_refused(memory: Memory) -> None:
    log, fork, chance = Log.of(200), Log.of(200), random.Random(8)
    fork.leaves[60] = b"another entry"
    go(memory, log, 0, 100)
    for _trial in range(50):
        ahead, behind, old = chance.randrange(101, 201), chance.randrange(100), chance.randrange(1, 100)
        with pytest.raises(Unproven):
            memory.consider(100, merkle.consistency(100, ahead, fork.hash_at), fork.head(ahead))
        with pytest.raises(RolledBack) as told:
            go(memory, log, chance.randrange(behind + 1), behind)
        assert told.value.size == 100
        with pytest.raises(Stale):
            go(memory, log, old, ahead)
        with pytest.raises(Forked):
            memory.consider(100, [], fork.head(100))
    assert memory.last(NAME) == log.head(100)


def test_a_head_before_its_own_old_size_is_refused_first(memory: Memory) -> None:
    with pytest.raises(Backwards):
        memory.consider(5, [], Log.of(3).head())


def test_a_log_that_nobody_began_is_not_begun_in_passing(memory: Memory) -> None:
    with pytest.raises(Unremembered):
        memory.consider(0, [], Checkpoint("another", 0, merkle.EMPTY))
    assert not memory.begin(NAME)


def test_a_damaged_memory_is_no_memory(memory: Memory) -> None:
    go(memory, Log.of(30), 0, 30)
    (file,) = memory.folder.glob("*.head")
    whole = file.read_bytes()

    def read(content: bytes) -> object:
        file.write_bytes(content)
        return memory.last(NAME)

    assert accepted(read, flipped(whole, every=5)) == []
    for wrong in (b"", whole[:-1], whole + b"\n", b"langnghe/memory/v1\nx\n"):
        with pytest.raises(Malformed):
            read(wrong)
    memory.begin("another")
    other = next(path for path in memory.folder.glob("*.head") if path != file)
    with pytest.raises(Malformed):
        read(other.read_bytes())


def test_of_two_who_come_at_once_only_one_is_accepted(memory: Memory) -> None:
    log, fork = Log.of(64), Log.of(64, "other")
    outcomes: list[str] = []

    def offer(one: Log) -> None:
        try:
            memory.consider(0, [], one.head())
            outcomes.append("accepted")
        except Stale:
            outcomes.append("refused")

    threads = [Thread(target=offer, args=(one,)) for one in [log, fork] * 10]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("accepted") == 1


def test_it_is_on_the_disk_before_it_is_said(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("langnghe.tlog.remembering.write_durably", full)
    with pytest.raises(OSError, match="no room"):
        go(memory, Log.of(3), 0, 3)
    assert memory.last(NAME).size == 0


def test_a_request_is_written_and_read_back() -> None:
    made = Log.of(30).request(7)
    assert requests.parse(made.encode()) == made
    assert requests.parse(b"old 0\n\n") == AddCheckpoint(0, (), b"")


@pytest.mark.parametrize(
    "wrong",
    [
        b"", b"\n\n", b"old 1", b"old 1\n", b"old 01\n\n", b"old\n\n", b"new 1\n\n", b"old -1\n\n",
        b"old 1\nAAAA\n\n", b"\xff\n\n",
        b"old 1\n" + (b"A" * 43 + b"=\n") * 64 + b"\n", b"old 1\n\n" + b"x" * 1_000_001,
    ],
)  # fmt: skip
def test_every_other_spelling_of_a_request_is_refused(wrong: bytes) -> None:
    with pytest.raises(Malformed):
        requests.parse(wrong)


def test_a_witness_signs_the_second_too() -> None:
    one, log = witness(), Log.of(3)
    note = log.checkpoint(None, one)
    key = CosignatureVerifier.parse(one.vkey)
    assert key.vkey == one.vkey
    assert key.seconds(open_note(note, [key])) == SECONDS
    line = one.cosign(log.head().text(), SECONDS)
    assert one.verifier.verify(log.head().text().encode(), line.signature)
    for wrong in (
        (SECONDS + 1).to_bytes(8, "big") + line.signature[8:], line.signature[:-1],
        bytes([0, 0, 0, 9]) + line.signature[4:],
    ):  # fmt: skip
        assert not key.verify(log.head().text().encode(), wrong)


def test_a_note_that_a_witness_did_not_sign_has_no_second_of_its() -> None:
    log = Log.of(3)
    with pytest.raises(Malformed):
        witness().verifier.seconds(open_note(log.checkpoint(), [log.signer.verifier]))


def test_a_key_of_a_log_is_no_key_of_a_witness() -> None:
    with pytest.raises(Malformed):
        CosignatureVerifier.parse(Log.of(1).signer.vkey)
