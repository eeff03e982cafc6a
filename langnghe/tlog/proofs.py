"""The file that proves without network that something was logged (C2SP tlog-proof, suffix `.tlog-proof`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from langnghe.tlog.checkpoints import Checkpoint, open_checkpoint
from langnghe.tlog.encoding import after, decimal, from_base64, hash_line, lines_of, to_base64
from langnghe.tlog.merkle import verify_inclusion
from langnghe.tlog.notes import Note, Verifies
from langnghe.tlog.refusals import Malformed

FIRST_LINE: Final = "c2sp.org/tlog-proof@v1"
SUFFIX: Final = ".tlog-proof"
MOST_BYTES: Final = 200_000
MOST_HASHES: Final = 63


@dataclass(frozen=True)
class Proof:
    """Where a leaf lies, its path, and the signed head; `extra` is what the application adds, not authenticated."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def encode(self) -> bytes:
        """The file. Each proof has but one."""
        extra = [] if self.extra is None else [f"extra {to_base64(self.extra)}"]
        lines = [FIRST_LINE, *extra, f"index {self.index}", *map(to_base64, self.hashes), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint


@dataclass(frozen=True)
class Proven:
    """A head that its log signed, and in which the leaf lies."""

    head: Checkpoint
    note: Note


def parse(content: bytes) -> Proof:
    """The proof in a file. Raises Malformed for every other spelling."""
    top, middle, checkpoint = content.partition(b"\n\n")
    if not middle:
        raise Malformed("proof", "no empty line before the head")
    first, *lines = lines_of(top + b"\n", MOST_BYTES)
    if first != FIRST_LINE:
        raise Malformed("proof", "another first line")
    extra = from_base64(after("extra", lines.pop(0))) if lines and lines[0].startswith("extra ") else None
    if extra == b"" or not lines or len(lines) > MOST_HASHES + 1:
        raise Malformed("proof", "index or hashes")
    index = decimal(after("index", lines[0]))
    return Proof(index, tuple(map(hash_line, lines[1:])), checkpoint, extra)


def verify(proof: Proof, leaf: bytes, logs: Iterable[Verifies], witnesses: Iterable[Verifies] = ()) -> Proven:
    """The head under which the leaf's hash is proven to lie; one of `logs` must have signed it under its own name.

    Signatures of `witnesses` are verified where they stand; whether they suffice, a policy says. Raises NotProven.
    """
    head, note = open_checkpoint(proof.checkpoint, logs, witnesses)
    verify_inclusion(leaf, proof.index, head.size, proof.hashes, head.root)
    return Proven(head, note)
