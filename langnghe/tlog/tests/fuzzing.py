"""Inputs for every parser: real ones bent, cut, doubled, mixed, and noise. Whatever comes, only NotProven is raised."""

import random
from collections.abc import Callable

from langnghe.tlog import checkpoints, notes, openings, policy, promises, proofs, receipts, requests, tiles
from langnghe.tlog.cosignatures import CosignatureVerifier
from langnghe.tlog.notes import Signer, Verifier
from langnghe.tlog.tests.logs import NAME, SEED, Log, opening, promise_file, proof_file, witness

_LOG = Log.of(11)
_KEY = Signer.from_seed(NAME, SEED)
_POLICY = f"log {_KEY.vkey} https://a.example\nwitness w {witness().vkey}\ngroup g any w\nquorum g\n".encode()
_CERTIFICATE, _PROMISE = promises.parse_file(promise_file())[1:]

Parser = Callable[[bytes], object]


def _text(read: Callable[[str], object]) -> Parser:
    return lambda content: read(content.decode("utf-8", "surrogateescape"))


PARSERS: dict[str, tuple[Parser, list[bytes]]] = {
    "note": (lambda content: notes.open_note(content, [_KEY.verifier]), [_LOG.checkpoint(None, witness())]),
    "vkey": (_text(Verifier.parse), [_KEY.vkey.encode()]),
    "witness vkey": (_text(CosignatureVerifier.parse), [witness().vkey.encode()]),
    "secret key": (_text(Signer.parse), [_KEY.secret().encode()]),
    "checkpoint": (_text(checkpoints.parse), [_LOG.head().text().encode()]),
    "tile path": (_text(tiles.parse_path), [b"tile/0/x001/x234/067.p/8", b"tile/entries/000"]),
    "bundle": (lambda content: tiles.decode_bundle(content, 3), [tiles.encode_bundle([b"a", b"bc", b""])]),
    "proof": (proofs.parse, [proof_file(witness())]),
    "receipt": (receipts.check_proof, [proof_file(witness())]),
    "promise": (receipts.check_promise, [promise_file()]),
    "promise text": (_text(promises.parse_promise), [notes.split_note(_PROMISE)[0].encode()]),
    "intake": (_text(promises.parse_intake), [notes.split_note(_CERTIFICATE)[0].encode()]),
    "opening": (openings.parse, [opening(witness()).encode()]),
    "policy": (policy.parse, [_POLICY]),
    "request": (requests.parse, [_LOG.request(4).encode()]),
}
_PIECES = [b"\n", b"\n\n", b" ", b"+", b"=", b"0", "—".encode(), b"\xff", b"\x00", b"A" * 44, b"9" * 40, "١".encode()]


EXACT = {"receipt", "promise"}
"""What takes the files as they are, and no other bytes at all."""


def bent(chance: random.Random, seeds: list[bytes]) -> bytes:
    """One input: mostly a real one with a few wounds."""
    content = bytearray(chance.choice(seeds))
    if chance.random() < 0.05:
        return chance.randbytes(chance.randrange(300))
    for _wound in range(chance.choice((0, 1, 1, 1, 2, 5))):
        place, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        _WOUNDS[chance.randrange(len(_WOUNDS))](content, place, end, chance)
    return bytes(content)


def _flip(content: bytearray, place: int, _end: int, chance: random.Random) -> None:
    if place < len(content):
        content[place] ^= 1 << chance.randrange(8)


def _insert(content: bytearray, place: int, _end: int, chance: random.Random) -> None:
    content[place:place] = chance.choice(_PIECES) * chance.choice((1, 1, 1, 70))


def _cut(content: bytearray, place: int, end: int, _chance: random.Random) -> None:
    del content[place:end]


def _double(content: bytearray, place: int, end: int, _chance: random.Random) -> None:
    content[end:end] = content[place:end]


def _lines(content: bytearray, _place: int, _end: int, chance: random.Random) -> None:
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    content[:] = b"".join(lines)


_WOUNDS = [_flip, _flip, _flip, _insert, _cut, _double, _lines]
