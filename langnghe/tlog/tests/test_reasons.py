"""The code of a refusal stays the same: pages have a sentence for it, and programs of others go by it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from langnghe.tlog import (
    checkpoints,
    encoding,
    leaves,
    merkle,
    notes,
    openings,
    policy,
    promises,
    proofs,
    receipts,
    remembering,
    requests,
    tiles,
)
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.notes import Signer, Verifier
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.remembering import Memory
from langnghe.tlog.tests.logs import NAME, NOON, SEED, Log, opening, promise_file, proof_file, salt, witness

pytestmark = pytest.mark.once
LOG = Log.of(8)
HASHES = [salt(str(number)) for number in range(3)]
KEY = Signer.from_seed(NAME, SEED)
OTHER = Signer.from_seed(NAME, salt("other"))
OPENING, NOTE = opening().encode(), LOG.checkpoint()
LINE = notes.split_note(NOTE)[1][0].line()
WITNESS = witness().vkey


def opened_with(old: bytes, new: bytes) -> Callable[[], object]:
    """An opening with a line changed, its sum not."""
    assert old in OPENING
    return lambda: openings.parse(OPENING.replace(old, new, 1))


def policed(text: str) -> Callable[[], object]:
    return lambda: policy.parse(text.encode())


def inclusion(index: int, size: int, proof: list[bytes], root: bytes = HASHES[2]) -> Callable[[], object]:
    return lambda: merkle.verify_inclusion(HASHES[0], index, size, proof, root)


def consistency(old: int, new: int, proof: list[bytes], *, same: bool = False) -> Callable[[], object]:
    return lambda: merkle.verify_consistency(old, HASHES[0], new, HASHES[0] if same else HASHES[1], proof)


def grows(old: Checkpoint, old_size: int, new: Checkpoint, *proof: bytes) -> Callable[[], object]:
    return lambda: remembering.demand_growth(old, old_size, proof, new)


CASES: list[tuple[str, Callable[[], object]]] = [
    ("origin", lambda: Checkpoint("", 0, merkle.EMPTY)),
    ("origin", lambda: Checkpoint(NAME, 1, HASHES[0], ("",))),
    ("head", lambda: Checkpoint(NAME, -1, HASHES[0])),
    ("head", lambda: Checkpoint(NAME, 1, b"short")),
    ("root", lambda: Checkpoint(NAME, 0, HASHES[0])),
    ("head", lambda: checkpoints.parse(f"{NAME}\n1\n")),
    ("unsigned", lambda: checkpoints.open_checkpoint(NOTE, [], [OTHER.verifier])),
    ("unsigned", lambda: checkpoints.open_checkpoint(LOG.checkpoint(None, witness()), [], [witness().verifier])),
    ("cosignature", lambda: witness().verifier.seconds(notes.open_note(NOTE, [KEY.verifier]))),
    ("base64", lambda: encoding.from_base64("a=a=")),
    ("base64", lambda: encoding.from_base64("ab==")),
    ("length", lambda: encoding.hash_line("YQ==")),
    ("number", lambda: encoding.decimal("01")),
    ("number", lambda: encoding.decimal(str(2**63))),
    ("size", lambda: encoding.lines_of(b"ab\n", 2)),
    ("utf-8", lambda: encoding.lines_of(b"\xff\n", 9)),
    ("last line", lambda: encoding.lines_of(b"a", 9)),
    ("utf-8", lambda: encoding.text_lines("\ud800\n", 9)),
    ("line", lambda: encoding.after("serial", "serialx")),
    ("record", lambda: leaves.hour_of(opening().record.replace(b"T12Z", b"T25Z"))),
    ("record", lambda: leaves.kind_of(opening().record[:-1])),
    ("index", inclusion(2, 2, [])),
    ("index", inclusion(-1, 2, [])),
    ("path", inclusion(0, 1, [HASHES[1]])),
    ("path", inclusion(0, 2, [])),
    ("path", inclusion(0, 1, [])),
    ("size", consistency(3, 2, [])),
    ("path", consistency(2, 2, [HASHES[2]])),
    ("root", consistency(2, 2, [])),
    ("path", consistency(3, 5, [])),
    ("path", consistency(1, 2, [HASHES[1], HASHES[2]])),
    ("path", consistency(1, 4, [HASHES[1]])),
    ("path", consistency(1, 2, [HASHES[1]])),
    ("secret key", lambda: Signer.parse("PUBLIC+KEY+a")),
    ("vkey", lambda: Verifier.parse(KEY.vkey[:-4])),
    ("vkey", lambda: Verifier.parse(WITNESS)),
    ("vkey", lambda: Verifier.parse(KEY.vkey.replace(NAME, f"{NAME}x"))),
    ("key name", lambda: notes.checked_name("a b")),
    ("key name", lambda: notes.checked_name("a+b")),
    ("key name", lambda: notes.checked_name("\ud800")),
    ("text", lambda: notes.note_of("a\n", f"\n{LINE}")),
    ("signature", lambda: notes.open_note(NOTE.replace(b"\n8\n", b"\n9\n"), [KEY.verifier])),
    ("unsigned", lambda: notes.open_note(NOTE, [OTHER.verifier])),
    ("signature", lambda: notes.open_exactly(NOTE, [KEY.verifier, OTHER.verifier])),
    ("note", lambda: notes.split_note(NOTE[:-1])),
    ("note", lambda: notes.split_note(b"a\n\n" + LINE.encode() * 101)),
    ("note", lambda: notes.split_note(b"a\n")),
    ("signature line", lambda: notes.parse_line("- a b")),
    ("signature line", lambda: notes.parse_line("— a YQ==")),
    ("control sign", lambda: notes.split_note(b"a\t\n\n" + LINE.encode())),
    ("utf-8", lambda: notes.split_note(b"\xff\n\n" + LINE.encode())),
    ("size", lambda: notes.split_note(b"a" * (notes.MOST_BYTES + 1))),
    ("words", lambda: opening().demand_words("other words")),
    ("opening", opened_with(b"langnghe/", b"langnghe0")),
    ("opening", opened_with(b"serial DH26-214-K\n", b"serial DH26-214-X\n")),
    ("serial", opened_with(b"serial DH26-214-K\n", b"serial DH26\n")),
    ("vkey", opened_with(KEY.vkey.encode(), OTHER.vkey.replace(NAME, "x").encode())),
    ("vkey", lambda: openings.parse(replace(opening(), witnesses=(KEY.vkey,)).encode())),
    ("opening", lambda: openings.parse(replace(opening(), logs=()).encode())),
    ("opening", lambda: openings.parse(replace(opening(), logs=(KEY.vkey,) * (openings.MOST_LOGS + 1)).encode())),
    ("opening", lambda: openings.parse(OPENING.split(b"leaf-salt")[0])),
    ("policy", policed("quorum none")),
    ("policy", policed("log a\n")),
    ("policy", policed("")),
    ("policy", policed("\n")),
    ("policy", policed(f"log {KEY.vkey}\nlog {KEY.vkey}\nquorum none\n")),
    ("policy", policed(f"witness a {WITNESS}\nwitness b {WITNESS}\nquorum none\n")),
    ("policy", policed("quorum a\n")),
    ("quorum", lambda: policy.parse(f"log {KEY.vkey}\nwitness a {WITNESS}\nquorum a\n".encode()).open(NOTE)),
    ("length", lambda: promises.Promise(NAME, b"short", NOON).text()),
    ("time", lambda: promises.read_second("2026-13-01T00:00:00Z")),
    ("time", lambda: promises.read_second("2026-1-01T00:00:00Z")),
    ("time", lambda: promises.read_second("1999-01-01T00:00:00Z")),
    ("promise", lambda: promises.parse_promise(f"langnghe/promise/v1\n{NAME}\n")),
    ("promise file", lambda: promises.parse_file(promise_file().replace(b"\n\n", b"\n", 1))),
    ("promise file", lambda: promises.parse_file(b"another\n" + promise_file())),
    ("proof", lambda: proofs.parse(b"")),
    ("proof", lambda: proofs.parse(proof_file().replace(b"@v1", b"@v2", 1))),
    ("damaged", lambda: receipts.check_proof(proof_file().replace(b"\n11\n", b"\n011\n"))),
    ("request", lambda: requests.parse(b"old 1\n")),
    ("request", lambda: requests.parse(b"old 1\n" + b"YQ==\n" * 64 + b"\n" + NOTE)),
    ("size", lambda: requests.parse(b"a" * (requests.MOST_BYTES + 1))),
    ("tile path", lambda: tiles.parse_path("tile/0/0")),
    ("tile path", lambda: tiles.parse_path("tile/0/000.p/256")),
    ("bundle", lambda: tiles.decode_bundle(b"\0\2a", 1)),
    ("tile", lambda: LOG.signer and tiles.Reader(LOG.tile, 8)(4, 0)),
    ("tile", lambda: tiles.Reader(lambda _tile: b"", 8)(0, 0)),
    ("backwards", grows(LOG.head(4), 9, LOG.head(8))),
    ("stale", grows(LOG.head(8), 4, LOG.head(4))),
    ("stale", grows(LOG.head(4), 5, LOG.head(8))),
    ("forked", grows(LOG.head(8), 8, Log.of(8, "fork").head())),
    ("unproven", grows(LOG.head(4), 4, LOG.head(8))),
]


@pytest.mark.parametrize(("reason", "refused"), CASES)
def test_what_is_refused_says_why_by_the_same_code_for_ever(reason: str, refused: Callable[[], object]) -> None:
    with pytest.raises(NotProven) as told:
        refused()
    assert told.value.reason == reason


def test_a_memory_that_is_not_there_or_not_its_own_says_which(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    with pytest.raises(NotProven) as told:
        memory.last(NAME)
    assert told.value.reason == "unremembered"
    memory.begin(NAME)
    (file,) = tmp_path.glob("*.head")
    whole = file.read_bytes()
    for bent in (whole.replace(b"langnghe/memory/v1", b"another"), whole.replace(NAME.encode(), b"another.example")):
        file.write_bytes(bent)
        with pytest.raises(NotProven) as told:
            memory.last(NAME)
        assert told.value.reason == "memory"
