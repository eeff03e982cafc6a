"""The public log made anew from its entries: every leaf, every tile, and the head that was signed.

A leaf that is neither an entry's nor a filler of ours was that of an entry that is gone.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from langnghe.auditing.findings import Finding
from langnghe.kernel import entry as form
from langnghe.kernel.clock import now
from langnghe.ledger.models import Leaf
from langnghe.places.models import Ward
from langnghe.proof import marks, reads, sealing
from langnghe.proof.leaves import dummies_key, dummy
from langnghe.proof.models import Log
from langnghe.proof.shelf import HEADS, Shelf
from langnghe.tlog import tiles
from langnghe.tlog.leaves import leaf_bytes
from langnghe.tlog.merkle import Frontier, leaf_hash, root
from langnghe.tlog.promises import read_second
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.tiles import FULL, Tile

LOG, LEAF = "proof_log", "ledger_leaf"
# The clocks of two transactions, and one that took its time: later than this an entry was left out of a head.
SLACK = timedelta(hours=1)
COLUMNS = (
    "index", "hash", "salt", "entry_id", "entry__kind", "entry__at", "entry__about", "entry__commitment", "entry__salt",
)  # fmt: skip


def check(ward_id: UUID) -> Iterator[Finding]:
    """Each log of the ward, oldest epoch first, then entries that no log has though their promise is due."""
    for log in Log.objects.filter(ward_id=ward_id).select_related("ward").order_by("epoch"):
        try:
            yield from _log(log)
        except (OSError, NotProven) as error:
            yield Finding(LOG, log.origin, f"tệp của sổ công khai thiếu hoặc hỏng ({error})")
    yield from _left_out(ward_id)


def _log(log: Log) -> Iterator[Finding]:
    shelf, tree = Shelf(log.origin), Frontier()
    rows, key, times = _Rows(log), dummies_key(log), _times(shelf)
    upper: list[bytes] = []
    for number in range(-(-log.size // FULL)):
        width = min(FULL, log.size - number * FULL)
        leaves = tiles.decode_bundle(shelf.read(Tile(None, number, width)), width)
        hashes = [leaf_hash(leaf) for leaf in leaves]
        for index, (leaf, hashed) in enumerate(zip(leaves, hashes, strict=True), start=number * FULL):
            yield from _leaf(log, index, leaf, hashed, rows.at(index), key, times)
            tree.append(hashed)
        yield from _tile(shelf, Tile(0, number, width), b"".join(hashes))
        upper += [root(hashes)] if width == FULL else []
    yield from _upper(shelf, upper)
    yield from _head(log, tree)


def _leaf(
    log: Log, index: int, leaf: bytes, hashed: bytes, row: tuple[Any, ...] | None, key: bytes | None, times: "_Times"
) -> Iterator[Finding]:
    name = f"{log.origin} · {index}"
    if row is None:
        if key is not None and leaf != dummy(key, log, index):
            yield Finding(LEAF, name, "dòng này của sổ công khai là của một bước mà sổ ghi không còn")
        return
    _index, kept, late_salt, entry_id, kind, at, about, committed, salt = row
    record = form.leaf_bytes(kind, at, bytes(about) if about is not None else None, bytes(committed))
    if leaf_bytes(bytes(salt or late_salt), record) != leaf:
        yield Finding("ledger_entry", str(entry_id), f"bước «{kind}» khác với dòng {index} của sổ công khai")
    if bytes(kept) != hashed:
        yield Finding(LEAF, name, "chỗ của bước này khác với sổ công khai")
    if (before := times.before(index)) and at < before - SLACK:
        yield Finding("ledger_entry", str(entry_id), f"bước «{kind}» ghi ngày lùi: đầu sổ ra sau ngày ấy chưa có nó")


class _Rows:
    """The rows of a log's leaves by their index, asked for in order."""

    def __init__(self, log: Log) -> None:
        theirs = Leaf.objects.filter(ward_id=log.ward_id, epoch=log.epoch).order_by("index")
        self._rows = theirs.values_list(*COLUMNS).iterator(chunk_size=2_000)
        self._next: tuple[Any, ...] | None = next(self._rows, None)

    def at(self, index: int) -> tuple[Any, ...] | None:
        """The row at `index`; None where a filler lies."""
        found = self._next
        if found is None or found[0] != index:
            return None
        self._next = next(self._rows, None)
        return found


class _Times:
    """When the heads of a log appeared."""

    def __init__(self, heads: list[tuple[int, datetime]]) -> None:
        self._heads, self._at = heads, 0

    def before(self, index: int) -> datetime | None:
        """When the last head appeared that did not cover `index`; asked for in order."""
        while self._at < len(self._heads) and self._heads[self._at][0] <= index:
            self._at += 1
        return self._heads[self._at - 1][1] if self._at else None


def _times(shelf: Shelf) -> _Times:
    path: Path = shelf.folder / HEADS
    lines = path.read_text().splitlines() if path.exists() else []
    return _Times([(int(size), read_second(at)) for at, size, _root in (line.split(" ") for line in lines)])


def _upper(shelf: Shelf, hashes: list[bytes]) -> Iterator[Finding]:
    level = 1
    while hashes:
        parts = [hashes[at : at + FULL] for at in range(0, len(hashes), FULL)]
        for number, some in enumerate(parts):
            yield from _tile(shelf, Tile(level, number, len(some)), b"".join(some))
        hashes, level = [root(some) for some in parts if len(some) == FULL], level + 1


def _tile(shelf: Shelf, tile: Tile, content: bytes) -> Iterator[Finding]:
    if shelf.read(tile) != content:
        yield Finding(LOG, f"{shelf.folder.parent.name} · {tile.path}", "tệp này không khớp với các dòng của sổ")


def _head(log: Log, tree: Frontier) -> Iterator[Finding]:
    if tree.root() != bytes(log.root):
        yield Finding(LOG, log.origin, "gốc tính lại khác với gốc đã ghi")
    head = reads.published(log)
    if log.signed_size and (head is None or head.head.size != log.signed_size):
        yield Finding(LOG, log.origin, "đầu sổ đang đăng không phải đầu sổ đã ký sau cùng")
    elif head and head.head.size == log.size and head.head.root != tree.root():
        yield Finding(LOG, log.origin, "đầu sổ đã ký không khớp với các dòng của sổ")


def _left_out(ward_id: UUID) -> Iterator[Finding]:
    """Entries whose promise is due and that no log has."""
    log = Log.objects.filter(ward_id=ward_id, ended_at=None).select_related("ward").first()
    if log is None or Ward.objects.filter(id=ward_id, successor__isnull=False).exists():
        return
    whole = Log(pk=log.pk, ward=log.ward)
    waiting = (entry for entry in sealing.unsealed(whole, now()).iterator() if marks.due(entry.at) < now())
    for entry in waiting:
        if entry.at > log.began_at:
            yield Finding("ledger_entry", str(entry.id), f"bước «{entry.kind}» quá hạn mà chưa vào sổ công khai")
