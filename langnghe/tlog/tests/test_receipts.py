"""A resident's file is taken whole, to the last bit, or refused with the code that the offline page gives too."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from langnghe.tlog import leaves, notes, promises, proofs, receipts
from langnghe.tlog.notes import Signer
from langnghe.tlog.refusals import NotProven, UnknownKey
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

WARD = Signer.from_seed(NAME, SEED)
STOLEN = Signer.from_seed(NAME, salt("stolen"))
INTAKE = Signer.from_seed(promises.intake_name(NAME), salt("intake"))


def code(check: Callable[..., object], *given: Any, **more: Any) -> str:
    with pytest.raises(NotProven) as refused:
        check(*given, **more)
    return refused.value.reason


def test_a_proof_says_where_the_opinion_lies_and_who_saw_the_log() -> None:
    checked = receipts.check_proof(proof_file(witness()))
    assert (checked.opening.serial, checked.opening.number) == ("DH26-214-K", 214)
    assert (checked.index, checked.head.size, checked.head.origin) == (4, 11, NAME)
    assert checked.witnessed == ((witness().name, SECONDS),)


def test_a_promise_says_until_when_a_head_covers_the_opinion() -> None:
    opened, promise = receipts.check_promise(promise_file())
    assert promise == promises.Promise(NAME, opened.leaf, NOON)
    assert receipts.is_promise(promise_file())
    assert not receipts.is_promise(proof_file())


@pytest.mark.parametrize(
    "words",
    [WORDS, unicodedata.normalize("NFD", WORDS), f"{WORDS}\n", f"{WORDS}\r\n"],
    ids=["nfc", "nfd", "lf", "crlf"],
)
def test_the_words_count_in_any_spelling_of_the_same_letters(words: str) -> None:
    receipts.check_proof(proof_file(), words=words)
    receipts.check_promise(promise_file(), words=words)


@pytest.mark.parametrize("words", ["", f"{WORDS}.", f"{WORDS}\n\n", f" {WORDS}", WORDS.lower(), f"{WORDS}\0"])
def test_other_words_are_not_those_that_were_recorded(words: str) -> None:
    assert code(receipts.check_proof, proof_file(), words=words) == "other-words"
    assert code(receipts.check_promise, promise_file(), words=words) == "other-words"


def test_the_key_in_the_file_is_held_against_one_from_elsewhere() -> None:
    checks: list[tuple[Callable[..., object], bytes]] = [
        (receipts.check_proof, proof_file()), (receipts.check_promise, promise_file()),
    ]  # fmt: skip
    for check, content in checks:
        check(content, [STOLEN.vkey, WARD.vkey])
        assert code(check, content, [STOLEN.vkey]) == "other-log"


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


def rewritten(content: bytes, **changes: Any) -> bytes:
    return replace(proofs.parse(content), **changes).encode()


def test_each_way_in_which_a_proof_fails_has_its_code() -> None:
    whole, text = proof_file(witness()), Log.of(11).head().text()
    lines = proofs.parse(whole).checkpoint.splitlines()
    forged = notes.Signature(NAME, WARD.key_id, STOLEN.sign(b"x\n")).line().encode()[:-1]
    assert [
        code(receipts.check_proof, content)
        for content in (
            b"x" * 70_000,
            b"x",
            rewritten(whole, extra=None),
            rewritten(whole, extra=b"age"),
            whole + b"\n",
            rewritten(whole, extra=opening(witness()).encode()[:-1]),
            rewritten(whole, checkpoint=notes.sign(text + "more\n", WARD)),
            rewritten(whole, checkpoint=notes.sign(text, WARD, WARD)),
            rewritten(whole, checkpoint=notes.sign(text.replace(NAME, "other"), WARD)),
            rewritten(whole, index=5),
            rewritten(whole, index=11),
            rewritten(whole, hashes=()),
            rewritten(whole, extra=opening().encode()),
            rewritten(whole, extra=opening(witness("witness.example/other")).encode()),
            whole.replace(lines[4], forged),
        )
    ] == [
        "too-big", "not-a-proof", "no-opening", "no-opening", "damaged", "damaged", "damaged", "damaged",
        "other-origin", "not-in-log", "not-in-log", "not-in-log", "not-signed", "not-signed", "wrong-signature",
    ]  # fmt: skip


def test_the_proof_of_another_step_is_no_proof_that_somebody_was_heard() -> None:
    erased = replace(opening(), record=opening().record.replace(b"opinion.received", b"opinion.erased"))
    text = Log([leaves.leaf_bytes(salt("leaf"), erased.record)]).head().text()
    proof = proofs.Proof(0, (), notes.sign(text, WARD), erased.encode())
    assert code(receipts.check_proof, proof.encode()) == "other-entry"


def test_while_keys_rotate_both_have_signed() -> None:
    new = Signer.from_seed(NAME, salt("new key"))
    text = Log([leaves.leaf_bytes(salt("leaf"), opening().record)]).head().text()
    opened = replace(opening(), logs=(WARD.vkey, new.vkey)).encode()
    both = proofs.Proof(0, (), notes.sign(text, WARD, new), opened)
    assert receipts.check_proof(both.encode()).head.size == 1
    one = replace(both, checkpoint=notes.sign(text, new))
    assert code(receipts.check_proof, one.encode()) == "not-signed"


def test_a_file_names_the_keys_of_one_log() -> None:
    stranger = Signer.from_seed("stranger.example", salt("stranger"))
    text = Log([leaves.leaf_bytes(salt("leaf"), opening().record)]).head().text()
    opened = replace(opening(), logs=(WARD.vkey, stranger.vkey)).encode()
    mixed = proofs.Proof(0, (), notes.sign(text, WARD, stranger), opened)
    assert code(receipts.check_proof, mixed.encode()) == "other-origin"


def _bent_promise(**changes: Any) -> bytes:
    given: dict[str, Any] = {
        "origin": NAME, "certified": NAME, "leaf": opening().leaf, "log": WARD, "intake": INTAKE,
        "until": promises.read_second("2027-01-01T00:00:00Z"),
    }  # fmt: skip
    given |= changes
    certificate = promises.sign_intake(
        promises.Intake(given["certified"], given["intake"].vkey, given["until"]), given["log"]
    )
    promise = promises.Promise(given["origin"], given["leaf"], NOON)
    promised = promises.sign_promise(promise, given.get("signer", given["intake"]))
    return promises.encode_file(opening().encode(), certificate, promised)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"origin": "langnghe.example/other"}, "other-origin"),
        ({"certified": "langnghe.example/other"}, "not-certified"),
        ({"until": promises.read_second("2026-01-01T00:00:00Z")}, "not-certified"),
        ({"log": STOLEN}, "not-certified"),
        ({"intake": Signer.from_seed("x/intake", salt("intake"))}, "not-certified"),
        ({"signer": STOLEN}, "not-signed"),
        ({"leaf": salt("another leaf")}, "other-leaf"),
    ],
)
def test_each_way_in_which_a_promise_fails_has_its_code(changes: dict[str, Any], reason: str) -> None:
    receipts.check_promise(_bent_promise())
    assert code(receipts.check_promise, _bent_promise(**changes)) == reason
    _extra, certificate, note = promises.parse_file(_bent_promise(**changes))
    if reason not in ("other-leaf", "other-origin"):
        with pytest.raises(NotProven):
            promises.open_promise(note, certificate, [WARD.verifier])


def test_a_promise_has_no_other_form() -> None:
    whole = promise_file()
    assert [code(receipts.check_promise, content) for content in (b"x" * 70_000, b"x", whole + b"\n", whole[:-9])] == [
        "too-big", "not-a-promise", "damaged", "damaged",
    ]  # fmt: skip
    extra, certificate, note = promises.parse_file(whole)
    forged = notes.Signature(INTAKE.name, INTAKE.key_id, bytes(64)).line()
    bent = promises.encode_file(extra, certificate, notes.note_of(notes.split_note(note)[0], forged))
    assert code(receipts.check_promise, bent) == "wrong-signature"


def test_a_promise_is_opened_with_the_log_that_certified_it() -> None:
    _extra, certificate, note = promises.parse_file(promise_file())
    assert promises.open_promise(note, certificate, [WARD.verifier]).due == NOON
    foreign = promises.sign_intake(promises.Intake("x", INTAKE.vkey, NOON), WARD)
    with pytest.raises(UnknownKey):
        promises.open_promise(note, foreign, [WARD.verifier])
