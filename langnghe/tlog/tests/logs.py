"""A small log of our own for tests and drills: leaves, its tiles as they are served, its key, a resident's files."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from langnghe.kernel.entry import OPINION_V1, commitment, leaf_bytes, words_bytes
from langnghe.tlog import leaves, merkle, promises, proofs, tiles
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.cosignatures import Cosigner
from langnghe.tlog.notes import Signer, sign
from langnghe.tlog.openings import Opening
from langnghe.tlog.promises import Intake, Promise
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.requests import AddCheckpoint

NAME: Final = "langnghe.example/phuong-thi-diem"
SEED: Final = bytes(range(32))
WORDS: Final = "Đèn đường tổ 5 hỏng"
NOON: Final = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECONDS: Final = int(NOON.timestamp())


def salt(word: str) -> bytes:
    """A salt that is the same in every run; the product's come from the system."""
    return hashlib.sha256(word.encode()).digest()


@dataclass
class Log:
    """A log and what it serves. Two with the same leaves and key are the same log; with other leaves, a fork."""

    leaves: list[bytes] = field(default_factory=list)
    signer: Signer = field(default_factory=lambda: Signer.from_seed(NAME, SEED))

    @classmethod
    def of(cls, size: int, word: str = "entry") -> "Log":
        """So many entries, `entry 0` …, as in the vectors of the reference."""
        log = cls()
        log.grow(f"{word} {number}".encode() for number in range(size))
        return log

    def grow(self, entries: Iterable[bytes]) -> None:
        """Add entries."""
        self.leaves += list(entries)

    @property
    def size(self) -> int:
        return len(self.leaves)

    @property
    def origin(self) -> str:
        return self.signer.name

    def hash_at(self, level: int, index: int) -> bytes:
        """Computed anew from the leaves: nothing stored that could be wrong."""
        return merkle.root([merkle.leaf_hash(leaf) for leaf in self.leaves[index << level : (index + 1) << level]])

    def head(self, size: int | None = None) -> Checkpoint:
        """The head of the first `size` leaves."""
        size = self.size if size is None else size
        return Checkpoint(self.origin, size, merkle.root([merkle.leaf_hash(leaf) for leaf in self.leaves[:size]]))

    def checkpoint(self, size: int | None = None, *cosigners: Cosigner) -> bytes:
        """The signed head, with the word of each witness."""
        text = self.head(size).text()
        return sign(text, self.signer) + b"".join(one.cosign(text, SECONDS).line().encode() for one in cosigners)

    def request(self, old: int, size: int | None = None) -> AddCheckpoint:
        """What is asked of a witness."""
        size = self.size if size is None else size
        return AddCheckpoint(old, tuple(merkle.consistency(old, size, self.hash_at)), self.checkpoint(size))

    def tile(self, tile: tiles.Tile) -> bytes:
        """What is served under a tile's path."""
        if tile.level is None:
            first = tile.index * tiles.FULL
            return tiles.encode_bundle(self.leaves[first : first + tile.width])
        return tiles.tile_bytes(tile, self.hash_at)

    def serve_into(self, folder: Path) -> Path:
        """Files as they are served."""
        for tile in [*tiles.tiles_to_write(0, self.size), *tiles.bundles_to_write(0, self.size)]:
            path = folder / tile.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.tile(tile))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "checkpoint").write_bytes(self.checkpoint())
        return folder


RECORD: Final = leaf_bytes(
    "opinion.received", NOON, None, commitment(OPINION_V1, salt("words"), words_bytes(WORDS, [salt("photo")]))
)


def opening(*cosigners: Cosigner, log: Signer | None = None) -> Opening:
    """What opens the leaf of one opinion with a photo."""
    signer = log or Signer.from_seed(NAME, SEED)
    return Opening(
        serial="DH26-214-K", logs=(signer.vkey,), leaf_salt=salt("leaf"), record=RECORD, words_salt=salt("words"),
        photos=(salt("photo"),), witnesses=tuple(one.vkey for one in cosigners),
    )  # fmt: skip


def proof_file(*cosigners: Cosigner, size: int = 11, index: int = 4) -> bytes:
    """A resident's `.tlog-proof`: the opinion is leaf `index` of a log of `size`."""
    log = Log.of(size)
    log.leaves[index] = leaves.leaf_bytes(salt("leaf"), RECORD)
    path = merkle.inclusion(index, size, log.hash_at)
    opened = opening(*cosigners).encode()
    return proofs.Proof(index, tuple(path), log.checkpoint(None, *cosigners), opened).encode()


def promise_file() -> bytes:
    """The same resident's `.tlog-promise`, saved a minute after sending."""
    log, intake = Signer.from_seed(NAME, SEED), Signer.from_seed(promises.intake_name(NAME), salt("intake"))
    certificate = promises.sign_intake(Intake(NAME, intake.vkey, datetime(2027, 1, 1, tzinfo=UTC)), log)
    promised = promises.sign_promise(Promise(NAME, opening().leaf, NOON), intake)
    return promises.encode_file(opening().encode(), certificate, promised)


def witness(name: str = "witness.example/giang-vo") -> Cosigner:
    """A witness with a key of its own."""
    return Cosigner.from_seed(name, salt(name))


def flipped(content: bytes, every: int = 1, start: int = 0) -> Iterator[bytes]:
    """The content with one bit turned over, for every bit from `start`, or each `every`-th."""
    for bit in range(start, len(content) * 8, every):
        bent = bytearray(content)
        bent[bit >> 3] ^= 1 << (bit & 7)
        yield bytes(bent)


def accepted(read: Callable[[bytes], object], bent: Iterable[bytes]) -> list[bytes]:
    """Those that `read` does not refuse by NotProven; every other error is the test's."""
    return [content for content in bent if not _refused(read, content)]


def _refused(read: Callable[[bytes], object], content: bytes) -> bool:
    try:
        read(content)
    except NotProven:
        return True
    return False
