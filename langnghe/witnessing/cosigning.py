"""The one decision of a witness: may I put my name under this head? The same for HTTP, for USB and for looking."""

import sys
from dataclasses import dataclass

from langnghe.kernel import clock
from langnghe.kernel.formats import number
from langnghe.tlog import checkpoints
from langnghe.tlog.checkpoints import Checkpoint, open_checkpoint
from langnghe.tlog.notes import split_note
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.remembering import Forked, RolledBack, Stale, Unproven
from langnghe.tlog.requests import AddCheckpoint
from langnghe.witnessing.state import State


class UnknownLog(NotProven):
    """Nobody told this witness to watch the log."""


class Unsigned(NotProven):
    """The log's own key did not sign the head."""


@dataclass(frozen=True)
class Cosigned:
    """A head we now stand for, and our line under it."""

    head: Checkpoint
    line: str


def cosign(state: State, request: AddCheckpoint) -> Cosigned:
    """Remember the head and sign it. Raises NotProven (Malformed, UnknownLog, Unsigned, Backwards, Stale, Forked …).

    A fork and a head that went back are told before they are raised; both heads are kept as evidence.
    """
    head, key = head_of(state, request.checkpoint), state.key()
    try:
        state.memory.consider(request.old_size, request.proof, head)
    except (Forked, RolledBack) as error:
        tell(state, head, error, request.checkpoint)
        raise
    line = key.cosign(head.text(), int(clock.now().timestamp())).line()
    state.keep_cosigned(head.origin, request.checkpoint + line.encode())
    return Cosigned(head, line)


def head_of(state: State, note: bytes) -> Checkpoint:
    """The head in a note, once a key trusted for its origin signed it. Raises UnknownLog, Unsigned, Malformed."""
    head = checkpoints.parse(split_note(note)[0])
    keys = state.keys_of(head.origin)
    if not keys:
        raise UnknownLog("unknown log", head.origin)
    try:
        return open_checkpoint(note, keys)[0]
    except NotProven as error:
        raise Unsigned("unsigned", head.origin) from error


def tell(state: State, head: Checkpoint, error: NotProven, note: bytes) -> None:
    """Write the alarm down, and to whoever looks on."""
    print(state.alarm(head.origin, sentence(head, error), note), file=sys.stderr, flush=True)


def sentence(head: Checkpoint, error: NotProven) -> str:
    """What happened, for whoever reads the alarm."""
    shown = f"đầu sổ {number(head.size)} mục"
    if isinstance(error, Stale):
        return (
            f"SỔ BỊ LÙI: {shown}, trong khi đã thấy sổ có {number(error.size)} mục. Phường đã bỏ bớt mục, hoặc khôi "
            "phục bản cũ."
        )
    if isinstance(error, Unproven):
        return f"SỔ KHÔNG NỐI TIẾP: {shown} không chứng minh được là viết tiếp đầu sổ đã thấy. Có thể sổ đã bị sửa."
    if isinstance(error, Forked):
        return f"SỔ BỊ TÁCH ĐÔI: {shown} này khác đầu sổ {number(head.size)} mục đã thấy. Phường đưa hai sổ khác nhau."
    return f"SỔ KHÔNG KHỚP: các mục phường đưa ra không phải những mục của {shown}."
