"""A resident's file proves what it says, to the last bit."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from langnghe.kernel.entry import OPINION_V1, commitment, words_bytes
from langnghe.tlog import leaves, notes, openings, promises, proofs, receipts
from langnghe.tlog.encoding import from_base64, to_base64
from langnghe.tlog.notes import Signer
from langnghe.tlog.refusals import BadSignature, Malformed, NotProven, UnknownKey, WrongProof
from langnghe.tlog.tests.logs import (
    NAME,
    NOON,
    SECONDS,
    SEED,
    WORDS,
    Log,
    accepted,
    flipped,
    opening,
    promise_file,
    proof_file,
    salt,
    witness,
)

pytestmark = pytest.mark.once


def test_a_proof_says_where_the_opinion_lies_and_who_saw_the_log() -> None:
    content = proof_file(witness())
    checked = receipts.check_proof(content)
    assert (checked.opening.serial, checked.opening.number) == ("DH26-214-K", 214)
    assert (checked.index, checked.head.size, checked.head.origin) == (4, 11, NAME)
    assert checked.witnessed() == [(witness().name, SECONDS)]
    checked.opening.demand_words(WORDS)
    with pytest.raises(WrongProof, match="words"):
        checked.opening.demand_words(f"{WORDS}.")


def test_words_count_in_any_spelling_of_the_same_letters() -> None:
    opening().demand_words(unicodedata.normalize("NFD", WORDS))


def test_the_key_in_the_file_is_held_against_one_from_elsewhere() -> None:
    opening().demand_log(Signer.from_seed(NAME, SEED).vkey)
    with pytest.raises(UnknownKey):
        opening().demand_log(Signer.from_seed(NAME, salt("other")).vkey)


def test_no_bit_of_a_proof_can_be_turned() -> None:
    assert accepted(receipts.check_proof, flipped(proof_file(witness()), every=5)) == []


def test_no_bit_of_a_promise_can_be_turned() -> None:
    assert accepted(receipts.check_promise, flipped(promise_file(), every=5)) == []


def test_the_unused_bits_at_the_end_of_base64_count_too() -> None:
    content = proof_file(witness()).decode()
    tails = [place for place in range(len(content) - 1) if content[place + 1] == "=" and content[place] != "="]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bent = [content[:place] + alphabet[alphabet.index(content[place]) ^ 1] + content[place + 1 :] for place in tails]
    assert len(bent) == 7
    assert accepted(receipts.check_proof, [text.encode() for text in bent]) == []


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


def test_a_proof_without_its_opening_is_not_a_receipt() -> None:
    proof = proofs.parse(proof_file())
    with pytest.raises(Malformed, match="opening"):
        receipts.check_proof(proofs.Proof(proof.index, proof.hashes, proof.checkpoint).encode())


def test_a_word_that_the_file_names_must_be_there_and_no_other() -> None:
    for named, signed in (((witness(),), ()), ((), (witness(),))):
        proof = proofs.parse(proof_file(*signed))
        bent = proofs.Proof(proof.index, proof.hashes, proof.checkpoint, opening(*named).encode())
        with pytest.raises(NotProven):
            receipts.check_proof(bent.encode())


def test_while_keys_rotate_both_have_signed() -> None:
    old, new = Signer.from_seed(NAME, SEED), Signer.from_seed(NAME, salt("new key"))
    log = Log([leaves.leaf_bytes(salt("leaf"), opening().record)])
    opened = replace(opening(), logs=(old.vkey, new.vkey))
    both = proofs.Proof(0, (), notes.sign(log.head().text(), old, new), opened.encode())
    assert receipts.check_proof(both.encode()).head.size == 1
    one = replace(both, checkpoint=notes.sign(log.head().text(), new))
    with pytest.raises(BadSignature):
        receipts.check_proof(one.encode())


def test_a_file_names_the_keys_of_one_log() -> None:
    ward, stranger = Signer.from_seed(NAME, SEED), Signer.from_seed("stranger.example", salt("stranger"))
    log = Log([leaves.leaf_bytes(salt("leaf"), opening().record)])
    opened = replace(opening(), logs=(ward.vkey, stranger.vkey))
    mixed = proofs.Proof(0, (), notes.sign(log.head().text(), ward, stranger), opened.encode())
    with pytest.raises(UnknownKey, match="two logs"):
        receipts.check_proof(mixed.encode())


def test_an_opening_is_written_and_read_back() -> None:
    for made in (opening(), opening(witness(), witness("witness.example/toa-bao"))):
        assert openings.parse(made.encode()) == made


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


def test_a_promise_is_opened_with_the_key_of_the_log() -> None:
    opened, promise = receipts.check_promise(promise_file())
    assert promise == promises.Promise(NAME, opened.leaf, NOON)


def _bent_promise(**changes: Any) -> bytes:
    log, intake = Signer.from_seed(NAME, SEED), Signer.from_seed(promises.intake_name(NAME), salt("intake"))
    given: dict[str, Any] = {
        "origin": NAME,
        "leaf": opening().leaf,
        "until": promises.read_second("2027-01-01T00:00:00Z"),
        "log": log,
    }
    given |= changes
    certificate = promises.sign_intake(promises.Intake(NAME, intake.vkey, given["until"]), given["log"])
    promise = promises.Promise(given["origin"], given["leaf"], NOON)
    return promises.encode_file(opening().encode(), certificate, promises.sign_promise(promise, intake))


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "langnghe.example/other"},
        {"leaf": salt("another leaf")},
        {"until": promises.read_second("2026-01-01T00:00:00Z")},
        {"log": Signer.from_seed(NAME, salt("stolen"))},
    ],
)
def test_a_promise_of_another_log_leaf_or_time_proves_nothing(changes: dict[str, Any]) -> None:
    receipts.check_promise(_bent_promise())
    with pytest.raises(NotProven):
        receipts.check_promise(_bent_promise(**changes))


def test_a_certificate_is_for_the_intake_key_of_the_log_that_signed_it() -> None:
    log, intake = Signer.from_seed(NAME, SEED), Signer.from_seed("x/intake", salt("intake"))
    with pytest.raises(Malformed):
        promises.parse_intake(promises.Intake(NAME, intake.vkey, NOON).text())
    foreign = promises.sign_intake(promises.Intake("x", intake.vkey, NOON), log)
    with pytest.raises(UnknownKey):
        promises.open_promise(
            promises.sign_promise(promises.Promise("x", salt("a"), NOON), intake), foreign, [log.verifier]
        )


@pytest.mark.parametrize(
    "wrong", ["", "2026-11-22T12:00:00", "2026-11-22 12:00:00Z", "2026-13-22T12:00:00Z", "2026-1-2T3:4:5Z"]
)
def test_a_second_has_one_spelling(wrong: str) -> None:
    with pytest.raises(Malformed):
        promises.read_second(wrong)


@pytest.mark.parametrize(
    "wrong", [b"", b"\n\n", b"langnghe/promise-file/v1\nextra AAAA\n\n", b"langnghe/promise-file/v2\na\nb\n\n"]
)
def test_every_other_spelling_of_a_promise_is_refused(wrong: bytes) -> None:
    with pytest.raises(Malformed):
        receipts.check_promise(wrong)
    with pytest.raises(Malformed):
        promises.parse_promise("langnghe/promise/v1\n")
    with pytest.raises(Malformed):
        promises.Promise(NAME, b"short", NOON).text()


def test_a_record_is_five_lines_and_what_it_commits_to_is_known() -> None:
    assert leaves.kind_and_hour(opening().record) == ("opinion.received", "2026-11-22T12Z")
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
