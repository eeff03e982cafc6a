"""Proofs, openings, promises and leaves are written and read in one spelling only."""

import pytest

from langnghe.kernel.entry import OPINION_V1, commitment, words_bytes
from langnghe.tlog import leaves, openings, promises, proofs
from langnghe.tlog.encoding import from_base64, to_base64
from langnghe.tlog.notes import Signer
from langnghe.tlog.refusals import Malformed, UnknownKey, WrongProof
from langnghe.tlog.tests.logs import (
    NAME,
    NOON,
    SEED,
    WORDS,
    opening,
    proof_file,
    salt,
    witness,
)

pytestmark = pytest.mark.once


def test_a_proof_is_written_and_read_back() -> None:
    for extra in (None, b"x"):
        proof = proofs.Proof(0, (salt("a"),), b"anything\n\nelse\n", extra)
        assert proofs.parse(proof.encode()) == proof


@pytest.mark.parametrize(
    "wrong",
    [
        b"", b"\n\n", b"c2sp.org/tlog-proof@v1\n", b"c2sp.org/tlog-proof@v1\n\n",
        b"c2sp.org/tlog-proof@v2\nindex 0\n\n",
        b"c2sp.org/tlog-proof@v1\nindex 00\n\n", b"c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n",
        b"c2sp.org/tlog-proof@v1\nextra AAAA\n\n", b"c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n", b"\xff\n\n",
        b"c2sp.org/tlog-proof@v1\nindex 0\n" + b"A" * 43 + b"=\n" * 64 + b"\n",
        b"c2sp.org/tlog-proof@v1\nindex 0\n" + (b"A" * 43 + b"=\n") * 64 + b"\n", b"x" * 300_000 + b"\n\n",
        b"c2sp.org/tlog-proof@v1\nextra AA=\nindex 0\n\n", b"c2sp.org/tlog-proof@v1\n index 0\n\n",
    ],
)  # fmt: skip
def test_every_other_spelling_of_a_proof_is_refused(wrong: bytes) -> None:
    with pytest.raises(Malformed):
        proofs.parse(wrong)


def test_anybodys_proof_is_verified_with_the_key_of_its_log() -> None:
    proof = proofs.parse(proof_file(witness()))
    key = Signer.from_seed(NAME, SEED).verifier
    assert proofs.verify(proof, opening().leaf, [key]).head.size == 11
    with pytest.raises(WrongProof):
        proofs.verify(proof, salt("another leaf"), [key])
    with pytest.raises(UnknownKey):
        proofs.verify(proof, opening().leaf, [])


def test_an_opening_is_written_and_read_back() -> None:
    for made in (opening(), opening(witness(), witness("witness.example/toa-bao"))):
        assert openings.parse(made.encode()) == made


def test_an_opening_demands_its_words() -> None:
    opening().demand_words(WORDS)
    with pytest.raises(WrongProof):
        opening().demand_words(WORDS.upper())


def _without(word: str) -> bytes:
    return b"".join(line for line in opening().encode().splitlines(True) if not line.startswith(word.encode()))


@pytest.mark.parametrize("word", ["langnghe", "serial", "log", "leaf-salt", "record", "words-salt", "photo", "sum"])
def test_no_line_of_an_opening_may_be_missing(word: str) -> None:
    with pytest.raises(Malformed):
        openings.parse(_without(word))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"DH26-214-K", b"DH26-215-K"), (b"DH26-214-K", b"dh26-214-k"), (b"DH26-214-K", b"DH26-0214-K"),
        (b"record ", b"record AAAA"), (b"log ", b"log x"), (b"sum ", b"sum  "), (b"opening/v1", b"opening/v2"),
    ],
)  # fmt: skip
def test_no_line_of_an_opening_may_be_another(old: bytes, new: bytes) -> None:
    with pytest.raises(Malformed):
        openings.parse(opening().encode().replace(old, new))


def test_nothing_follows_an_opening() -> None:
    for more in (b"\n", b"x\n", b"x"):
        with pytest.raises(Malformed):
            openings.parse(opening().encode() + more)
    with pytest.raises(Malformed):
        openings.parse(b"langnghe/opening/v1\n")


@pytest.mark.parametrize(
    "wrong",
    [
        "", "2026-11-22T12:00:00", "2026-11-22 12:00:00Z", "2026-13-22T12:00:00Z", "2026-1-2T3:4:5Z",
        "1999-12-31T23:59:59Z",
    ],
)  # fmt: skip
def test_a_second_has_one_spelling(wrong: str) -> None:
    with pytest.raises(Malformed):
        promises.read_second(wrong)


@pytest.mark.parametrize(
    "wrong", [b"", b"\n\n", b"langnghe/promise-file/v1\nextra AAAA\n\n", b"langnghe/promise-file/v2\na\nb\n\n"]
)
def test_every_other_spelling_of_a_promise_is_refused(wrong: bytes) -> None:
    with pytest.raises(Malformed):
        promises.parse_file(wrong)
    with pytest.raises(Malformed):
        promises.parse_promise("langnghe/promise/v1\n")
    with pytest.raises(Malformed):
        promises.Promise(NAME, b"short", NOON).text()


def test_a_record_is_five_lines_and_what_it_commits_to_is_known() -> None:
    assert leaves.kind_of(opening().record) == "opinion.received"
    assert leaves.hour_of(opening().record) == NOON
    for hour in (b"2026-11-22T24Z", b"2026-13-22T12Z", b"0026-11-22T12Z"):
        with pytest.raises(Malformed):
            leaves.hour_of(opening().record.replace(b"2026-11-22T12Z", hour))
    for wrong in (
        b"",
        opening().record[:-1],
        opening().record + b"\n",
        opening().record.replace(b"entry/v1", b"entry/v2"),
    ):
        with pytest.raises(Malformed):
            leaves.committed_in(wrong)


def test_every_leaf_looks_alike() -> None:
    entry, filler = leaves.leaf_bytes(salt("leaf"), opening().record), leaves.dummy_leaf(salt("filler"))
    assert len(entry) == len(filler) == leaves.LEAF_BYTES
    assert entry.splitlines()[0] == filler.splitlines()[0] == b"langnghe/leaf/v1"
    with pytest.raises(ValueError, match="32"):
        leaves.dummy_leaf(b"short")


def test_the_commitment_of_the_reference_opens() -> None:
    made = commitment(OPINION_V1, bytes(range(32)), words_bytes("Đèn đường tổ 5 hỏng"))
    assert made.hex() == "5ad141ae7936488e62362c1c415176ebc9aefe2255dd58b29dbfc44c889a3b46"


def test_base64_has_one_spelling() -> None:
    assert from_base64(to_base64(b"abc")) == b"abc"
    for wrong in ("YWI", "YWJ=", "YW Jj", "YWJj\n", "YWJj====", "ÝWJj", "-_-_"):
        with pytest.raises(Malformed):
            from_base64(wrong)
