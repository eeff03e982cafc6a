"""The body of the call add-checkpoint (C2SP tlog-witness): old size, proof, an empty line, the checkpoint.

A witness gets it over HTTP or on a USB stick with the signed checkpoint; the signer gets it with the checkpoint's text.
"""

from dataclasses import dataclass
from typing import Final

from langnghe.tlog.encoding import after, decimal, hash_line, lines_of, to_base64
from langnghe.tlog.refusals import Malformed

MOST_BYTES: Final = 1_000_000
MOST_HASHES: Final = 63


@dataclass(frozen=True)
class AddCheckpoint:
    """The head to be signed and the proof from the last one; `checkpoint` is a note, or bare text for the signer."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def encode(self) -> bytes:
        """The body."""
        lines = [f"old {self.old_size}", *map(to_base64, self.proof), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint


def parse(body: bytes) -> AddCheckpoint:
    """The call in a body; the checkpoint in it is not looked at. Raises Malformed."""
    if len(body) > MOST_BYTES:
        raise Malformed("size", f"more than {MOST_BYTES} bytes")
    top, middle, checkpoint = body.partition(b"\n\n")
    lines = lines_of(top + b"\n", MOST_BYTES)
    if not middle or len(lines) > MOST_HASHES + 1:
        raise Malformed("request", "old size, at most 63 hashes, an empty line")
    return AddCheckpoint(decimal(after("old", lines[0])), tuple(map(hash_line, lines[1:])), checkpoint)
