"""A log as it lies on the disk, below LANGNGHE_DATA/files/log: tiles, bundles, the published head, the list of heads.

What is covered by a head is never written again. Nothing here asks the database or the signer.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from langnghe.kernel.durable import make_folder, sync_folder, write_durably
from langnghe.tlog import tiles
from langnghe.tlog.merkle import leaf_hash, root
from langnghe.tlog.tiles import FULL, Reader, Tile

CHECKPOINT, HEADS, BEGAN = "checkpoint", "heads", "began"
HASH_BYTES = 32


class Shelf:
    """The folder of one log."""

    def __init__(self, origin: str) -> None:
        self.folder = root_folder() / origin.partition("/log/")[2]

    def reader(self, size: int) -> Reader:
        """Hashes of the tree of `size`."""
        return Reader(self.read, size)

    def read(self, tile: Tile) -> bytes:
        """The bytes of a tile. A partial one that made room for the full one is cut out of that."""
        try:
            return (self.folder / tile.path).read_bytes()
        except FileNotFoundError:
            if tile.width == FULL:
                raise
            full = self.read(Tile(tile.level, tile.index))
            return full[: tile.width * HASH_BYTES] if tile.level is not None else _front(full, tile.width)

    def leaves(self, start: int, end: int) -> Iterator[bytes]:
        """The leaves from `start` up to `end`, bundle by bundle."""
        for number in range(start // FULL, -(-end // FULL)):
            first, width = number * FULL, min(FULL, end - number * FULL)
            yield from tiles.decode_bundle(self.read(Tile(None, number, width)), width)[max(0, start - first) :]

    def grow(self, size: int, leaves: Sequence[bytes]) -> None:
        """Put `leaves` behind the first `size`; on the disk when this returns. Nothing before them is touched."""
        touched = set()
        for tile, content in self._grown(size, leaves):
            path = self.folder / tile.path
            make_folder(path.parent)
            _write(path, content)
            touched.add(path.parent)
        for folder in touched:
            sync_folder(folder)

    def publish(self, note: bytes, line: str) -> None:
        """Let everybody see this head; whole or not at all. `line` goes to the list of heads."""
        with self.holding_the_head():
            write_durably(self.folder / CHECKPOINT, note)
        handle = os.open(self.folder / HEADS, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    @contextmanager
    def holding_the_head(self) -> Iterator[None]:
        """Nobody else publishes a head or puts a word under it meanwhile. Never held while somebody else is asked."""
        make_folder(self.folder)
        with (self.folder / ".part-words").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def say_how_it_began(self, content: bytes) -> None:
        """Keep the first leaf, opened, for everybody."""
        write_durably(self.folder / BEGAN, content)

    def says_how_it_began(self) -> bool:
        """Whether that was done."""
        return (self.folder / BEGAN).exists()

    def note(self) -> bytes | None:
        """The published head, signed; None before the first."""
        try:
            return (self.folder / CHECKPOINT).read_bytes()
        except FileNotFoundError:
            return None

    def drop_partials(self, old: int, new: int) -> None:
        """Remove the partial tiles of tiles that became full between two published sizes."""
        for level in (None, *range(tiles.MOST_LEVELS)):
            shift = 8 * (level or 0)
            for number in range((old >> shift) // FULL, (new >> shift) // FULL):
                _drop(self.folder / f"{Tile(level, number).path}.p")

    def _grown(self, size: int, leaves: Sequence[bytes]) -> Iterator[tuple[Tile, bytes]]:
        """The bundles and tiles that change, lowest first."""
        first = size // FULL
        entries = [*self.leaves(first * FULL, size), *leaves]
        for number, some in enumerate(_parts(entries), start=first):
            yield Tile(None, number, len(some)), tiles.encode_bundle(some)
        level, start, hashes = 0, size, [leaf_hash(leaf) for leaf in leaves]
        while hashes:
            first, before = start // FULL, start % FULL
            kept = self.read(Tile(level, first, before)) if before else b""
            whole = [kept[at : at + HASH_BYTES] for at in range(0, len(kept), HASH_BYTES)] + hashes
            for number, some in enumerate(_parts(whole), start=first):
                yield Tile(level, number, len(some)), b"".join(some)
            level, start, hashes = level + 1, first, [root(some) for some in _parts(whole) if len(some) == FULL]


def root_folder() -> Path:
    """Below it lies a folder for each log."""
    return Path(settings.FILES_ROOT) / "log"


def _parts(many: list[bytes]) -> Iterator[list[bytes]]:
    for at in range(0, len(many), FULL):
        yield many[at : at + FULL]


def _front(bundle: bytes, width: int) -> bytes:
    return tiles.encode_bundle(tiles.decode_bundle(bundle, FULL)[:width])


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; the folder is synced by the caller, once for all its files."""
    part = path.with_name(f".part-{path.name}")
    with open(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _drop(folder: Path) -> None:
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        folder.rmdir()
