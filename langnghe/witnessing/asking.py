"""A log asks a witness for its word (C2SP tlog-witness, the log's side)."""

from collections.abc import Callable, Sequence
from typing import Final

from langnghe.tlog import checkpoints
from langnghe.tlog.encoding import decimal
from langnghe.tlog.notes import split_note
from langnghe.tlog.refusals import Malformed
from langnghe.tlog.requests import AddCheckpoint
from langnghe.witnessing.sources import Unreachable, Web

TRIES: Final = 3
MOST_BYTES: Final = 100_000
SECONDS: Final = 60.0


class Declined(Unreachable):
    """The witness answered, and gave no word; the message is a sentence."""


def ask(place: str, note: bytes, prove: Callable[[int], Sequence[bytes]]) -> str:
    """The signature lines of the witness at an address; `prove(old)` is the proof from a size to the head in `note`.

    Asked from 0 first, it says from where it remembers (409). Whose the lines are, and whether they fit, the caller
    checks. Raises Unreachable, also when all of it takes longer than SECONDS; Declined for every no.
    """
    witness = Web(place)
    with witness.cut_off_after(SECONDS):
        return _asked(witness, place, note, prove)


def _asked(witness: Web, place: str, note: bytes, prove: Callable[[int], Sequence[bytes]]) -> str:
    size = checkpoints.parse(split_note(note)[0]).size
    old, proof = 0, tuple(prove(0))
    for _try in range(TRIES):
        status, content = witness.post("add-checkpoint", AddCheckpoint(old, proof, note).encode())
        if status != 409:
            return _lines(place, status, content)
        old = _remembered(place, content)
        if old > size:
            break
        proof = tuple(prove(old))
    raise Declined(f"{place} nhớ sổ có {old} mục, đầu sổ này có {size} mục: không ký. Xin xem ngay sổ có bị lùi không.")


def _lines(place: str, status: int, content: bytes) -> str:
    if status != 200 or len(content) > MOST_BYTES:
        raise Declined(f"{place} không ký: trả lời {status}, {content[:100].decode(errors='replace').strip()}.")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Declined(f"{place} trả lời không phải chữ ký.") from error


def _remembered(place: str, content: bytes) -> int:
    try:
        return decimal(content[:40].decode().removesuffix("\n"))
    except (UnicodeDecodeError, Malformed) as error:
        raise Declined(f"{place} không nói đã thấy đến mục nào.") from error
