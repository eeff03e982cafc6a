"""What a signer or a witness must never forget: the last head of each log that it put its name under.

One small file per origin, replaced as a whole and on the disk, with its folder, before anybody gets a signature. A
memory belongs in no backup: an old one would let its owner sign a second past (C2SP tlog-checkpoint; tlog-witness).
"""

import fcntl
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from langnghe.kernel.durable import make_folder, write_durably
from langnghe.tlog import checkpoints
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.encoding import lines_of, to_base64
from langnghe.tlog.merkle import EMPTY, verify_consistency
from langnghe.tlog.refusals import Malformed, NotProven, WrongProof

FIRST_LINE: Final = "langnghe/memory/v1"
MOST_BYTES: Final = 100_000


class Unremembered(NotProven):
    """Nothing is remembered of this log, not even that it began: whoever keeps the memory must look first."""


class Backwards(NotProven):
    """The head is smaller than the old size that came with it."""


class Stale(NotProven):
    """The old size is not the one remembered; `size` is, and the proof must begin there."""

    def __init__(self, size: int) -> None:
        super().__init__("stale", f"remembered is {size}")
        self.size = size


class RolledBack(Stale):
    """The head has fewer leaves than one that was signed before."""


class Forked(NotProven):
    """Two heads that no one log can have."""


class Unproven(Forked):
    """The proof does not lead from the remembered head to the new one: a wrong proof, or a fork."""


class Memory:
    """A folder with a memory for each origin. Safe with several processes and several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, origin: str) -> bool:
        """Remember that a log begins with nothing; False when it is known. Only who comes to trust a log does this."""
        with self._alone(origin):
            if self._file(origin).exists():
                return False
            self._keep(Checkpoint(origin, 0, EMPTY))
            return True

    def last(self, origin: str) -> Checkpoint:
        """The last head accepted. Raises Unremembered, or Malformed for a file that lost a bit."""
        try:
            content = self._file(origin).read_bytes()
        except FileNotFoundError as error:
            raise Unremembered("unremembered", origin) from error
        return _read(content, origin)

    def consider(self, old_size: int, proof: Sequence[bytes], head: Checkpoint) -> None:
        """Accept a head that goes on from the last one, durably, before this returns.

        Raises Backwards, Stale (RolledBack), Forked (Unproven), Unremembered; then the memory stays as it was.
        """
        with self._alone(head.origin):
            last = self.last(head.origin)
            demand_growth(last, old_size, proof, head)
            if head.size > last.size:
                self._keep(head)

    def _keep(self, head: Checkpoint) -> None:
        write_durably(self._file(head.origin), _written(head))

    def _file(self, origin: str) -> Path:
        return self.folder / f"{hashlib.sha256(origin.encode()).hexdigest()[:32]}.head"

    @contextmanager
    def _alone(self, origin: str) -> Iterator[None]:
        """Nobody else looks at or changes this memory meanwhile."""
        make_folder(self.folder)
        with self._file(origin).with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def demand_growth(last: Checkpoint, old_size: int, proof: Sequence[bytes], head: Checkpoint) -> None:
    """Raise, in the order of C2SP tlog-witness, unless `head` goes on from `last` by this proof."""
    if old_size > head.size:
        raise Backwards("backwards", f"from {old_size} to {head.size}")
    if head.size < last.size:
        raise RolledBack(last.size)
    if old_size != last.size:
        raise Stale(last.size)
    if head.size == last.size and head.root != last.root:
        raise Forked("forked", f"two roots of size {head.size}")
    try:
        verify_consistency(old_size, last.root, head.size, head.root, proof)
    except WrongProof as error:
        raise Unproven("unproven", str(error)) from error


def _written(head: Checkpoint) -> bytes:
    content = f"{FIRST_LINE}\n{head.text()}".encode()
    return content + f"sum {to_base64(hashlib.sha256(content).digest())}\n".encode()


def _read(content: bytes, origin: str) -> Checkpoint:
    """The head in a memory. Raises Malformed when it is damaged or another log's."""
    first, *lines = lines_of(content, MOST_BYTES)
    if first != FIRST_LINE or len(lines) < 2:
        raise Malformed("memory", "another first line")
    head = checkpoints.parse("".join(f"{line}\n" for line in lines[:-1]))
    if _written(head) != content or head.origin != origin:
        raise Malformed("memory", "damaged, or another log's")
    return head
