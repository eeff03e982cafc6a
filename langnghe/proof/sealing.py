"""Entries become leaves: at each mark, in batches of one size, whatever happened. Safe to kill at any moment.

Files first, then one transaction gives the places, then the signer is asked, then the head is published. What lies in
files beyond `Log.size` was never signed and is written over.
"""

import fcntl
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from langnghe.kernel import entry as form
from langnghe.kernel.clock import now
from langnghe.kernel.durable import make_folder
from langnghe.ledger.models import Entry, Leaf
from langnghe.places.reads import reach
from langnghe.proof import heads, marks
from langnghe.proof.leaves import bytes_of, dummy, need_dummies_key
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.tlog.merkle import Frontier, leaf_hash

# A transaction may end long after its entries got their ids; one that took longer still is found by the daily look.
LOOK_BACK = timedelta(hours=1)
SWEEP_AFTER = timedelta(days=1)
# Entries of one transaction: some 15 ms in which nobody else may write to SQLite.
SLICE = 512

Placed = tuple[int, Entry | None, bytes, bytes | None]
"""Index, entry (None: a dummy), leaf, and the salt of an entry without its own."""


def is_due(log: Log, moment: datetime) -> bool:
    """Whether a mark passed since the last batch, or a head was not published."""
    return log.marked_at is None or log.marked_at < marks.last(moment) or log.signed_size < log.size


def seal(log: Log) -> bool:
    """Seal what was recorded and fill the batch, when a mark passed; then publish a head. False: somebody else does.

    Raises what the signer raises; everything sealed stays, and the next call goes on with it.
    """
    with _alone(log) as free:
        if not free:
            return False
        log.refresh_from_db()
        heads.publish(log)
        if log.ended_at is None and is_due(log, now()):
            _seal_all(log, now())
            heads.publish(log)
    return True


def finish(log: Log) -> None:
    """A last batch at once, though no mark passed, its head published, and nothing more ever."""
    with _alone(log, wait=True):
        log.refresh_from_db()
        heads.publish(log)
        if log.ended_at is None:
            _seal_all(log, now())
            heads.publish(log)
            heads.end(log)


def unsealed(log: Log, moment: datetime) -> "QuerySet[Entry]":
    """Entries that belong into this log and are in none, in the order of their ids."""
    theirs, leaves = Entry.objects.filter(ward_id__in=_whose(log)), Leaf.objects.filter(entry_id=OuterRef("pk"))
    if log.sealed_to and log.swept_at and moment - log.swept_at < SWEEP_AFTER:
        first = _earlier(log.sealed_to, LOOK_BACK)
        # Said of the leaves too: PostgreSQL would read those of all years to compare a few.
        theirs, leaves = theirs.filter(id__gte=first), leaves.filter(entry_id__gte=first)
    return theirs.filter(~Exists(leaves)).order_by("id")


def _whose(log: Log) -> list[UUID]:
    """The ward, and wards that were merged into it, but those whose own log still waits to be ended."""
    wards = reach(log.ward)
    still = Log.objects.filter(ward_id__in=wards, ended_at=None).exclude(pk=log.pk)
    waiting = set(still.values_list("ward_id", flat=True))
    return [ward_id for ward_id in wards if ward_id not in waiting]


def _seal_all(log: Log, moment: datetime) -> None:
    batch = max(1, settings.LOG_BATCH)
    most = batch * max(1, SLICE // batch)
    sweeps = log.swept_at is None or moment - log.swept_at >= SWEEP_AFTER
    while True:
        entries = _first(log) or list(unsealed(log, moment)[:most])
        is_last = (len(entries) < most and log.size > 0) or not entries
        _append(log, _places(log, entries, batch), marks.last(moment) if is_last else None)
        if is_last:
            break
    if sweeps:
        Log.objects.filter(pk=log.pk).update(swept_at=moment)


def _first(log: Log) -> list[Entry]:
    """A log begins with the entry that says so, and what it quotes."""
    return [] if log.size else list(Entry.objects.filter(ward_id=log.ward_id, kind="epoch.began", subject_id=log.id))


def _places(log: Log, entries: Sequence[Entry], batch: int) -> list[Placed]:
    """A place for each entry, in their order, with dummies among them at random up to a full batch."""
    count = max(batch, -(-len(entries) // batch) * batch)
    taken = sorted(secrets.SystemRandom().sample(range(count), len(entries)))
    if not log.size and entries:
        taken = sorted({0, *taken[1:]})
    key, waiting = need_dummies_key(log), dict(zip(taken, entries, strict=True))
    return [_place(log, log.size + at, waiting.get(at), key) for at in range(count)]


def _place(log: Log, index: int, entry: Entry | None, key: bytes) -> Placed:
    if entry is None:
        return index, None, dummy(key, log, index), None
    made = None if entry.salt is not None else form.new_salt()
    return index, entry, bytes_of(entry, made or bytes(entry.salt or b"")), made


def _append(log: Log, placed: Sequence[Placed], mark: datetime | None) -> None:
    """Files, then the rows that name their places."""
    shelf = Shelf(log.origin)
    tree = Frontier.of(log.size, shelf.reader(log.size))
    leaves = [leaf for _index, _entry, leaf, _made in placed]
    shelf.grow(log.size, leaves)
    for leaf in leaves:
        tree.append(leaf_hash(leaf))
    rows = list(_rows(log, placed))
    with transaction.atomic():
        Leaf.objects.bulk_create(rows, batch_size=SLICE)
        log.size, log.root, log.marked_at = tree.size, tree.root(), mark or log.marked_at
        log.sealed_to = max([entry.id for _i, entry, _l, _m in placed if entry], default=log.sealed_to)
        log.save(update_fields=["size", "root", "marked_at", "sealed_to"])


def _rows(log: Log, placed: Sequence[Placed]) -> Iterator[Leaf]:
    for index, entry, leaf, made in placed:
        if entry:
            hashed = leaf_hash(leaf)
            yield Leaf(ward_id=log.ward_id, epoch=log.epoch, index=index, entry=entry, hash=hashed, salt=made)


def _earlier(id_: UUID, by: timedelta) -> UUID:
    """The lowest id that a clock `by` earlier gives (UUIDv7: milliseconds stand in front)."""
    milliseconds = max(0, (id_.int >> 80) - int(by.total_seconds() * 1000))
    return UUID(int=milliseconds << 80)


@contextmanager
def _alone(log: Log, *, wait: bool = False) -> Iterator[bool]:
    """One process at a time over a log's files; False when another is at it."""
    folder = Shelf(log.origin).folder
    make_folder(folder)
    with (folder / ".part-lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            yield False
            return
        yield True
