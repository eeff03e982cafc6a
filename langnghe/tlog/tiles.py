"""How the tree lies in files (C2SP tlog-tiles): 256 hashes to a tile, entries in bundles of 256, never changed."""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from langnghe.tlog.encoding import HASH_BYTES
from langnghe.tlog.merkle import HashAt, node_hash
from langnghe.tlog.refusals import Malformed

FULL: Final = 256
MOST_LEVELS: Final = 64
LARGEST_ENTRY: Final = 65_535
_BITS: Final = 8
_LENGTH_BYTES: Final = 2
_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<groups>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, order=True)
class Tile:
    """One file: tile `index` of a level (of the entries when `level` is None), with `width` hashes or entries in it."""

    level: int | None
    index: int
    width: int = FULL

    @property
    def path(self) -> str:
        """Below the log's address: `tile/0/x001/x234/067.p/8`."""
        level = "entries" if self.level is None else self.level
        partial = "" if self.width == FULL else f".p/{self.width}"
        return f"tile/{level}/{_grouped(self.index)}{partial}"


def parse_path(path: str) -> Tile:
    """The tile of a path. Raises Malformed for every other spelling."""
    found = _PATH.fullmatch(path)
    if found is None or len(path) > 60:
        raise Malformed("tile path")
    level = None if found["level"] == "entries" else int(found["level"])
    index = int(found["groups"].replace("x", "").replace("/", ""))
    tile = Tile(level, index, int(found["width"] or FULL))
    if tile.path != path or (level or 0) >= MOST_LEVELS:
        raise Malformed("tile path")
    return tile


def tiles_to_write(old_size: int, new_size: int) -> list[Tile]:
    """The hash tiles that a log must add when it grows, lowest level first; no tile is ever written twice."""
    made, level = [], 0
    while new := new_size >> _BITS * level:
        old = old_size >> _BITS * level
        made += [] if new == old else _grown(level, old, new)
        level += 1
    return made


def bundles_to_write(old_size: int, new_size: int) -> list[Tile]:
    """The entry bundles that a log must add when it grows."""
    return [] if old_size == new_size else _grown(None, old_size, new_size)


def tile_bytes(tile: Tile, hash_at: HashAt) -> bytes:
    """What lies in a hash tile."""
    level, first = tile.level or 0, tile.index * FULL
    return b"".join(hash_at(_BITS * level, first + slot) for slot in range(tile.width))


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Entries one after the other, each behind its length in two bytes."""
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def decode_bundle(content: bytes, width: int) -> list[bytes]:
    """The `width` entries of a bundle. Raises Malformed when there are more, fewer or other bytes."""
    entries, place = [], 0
    for _entry in range(width):
        start = place + _LENGTH_BYTES
        place = start + int.from_bytes(content[place:start], "big")
        entries.append(content[start:place])
    if place != len(content):
        raise Malformed("bundle", "not as long as its entries")
    return entries


class Reader:
    """Hashes of a tree of `size` out of its tiles; `fetch` gives the bytes of a tile. It keeps the last few tiles.

    What it gives is only as true as the tiles: compare the root, or verify the proof, before believing anything.
    """

    def __init__(self, fetch: Callable[[Tile], bytes], size: int, *, keep: int = 64) -> None:
        self._fetch, self._size, self._keep = fetch, size, keep
        self._kept: OrderedDict[Tile, bytes] = OrderedDict()

    def __call__(self, level: int, index: int) -> bytes:
        """Root of the complete subtree `index` of 2^level leaves. Raises Malformed where tile or tree end before."""
        if index + 1 > self._size >> level:
            raise Malformed("tile", f"no subtree {index} of 2^{level} leaves among {self._size}")
        tile_level, above = divmod(level, _BITS)
        first = index << above
        content = self._tile(tile_level, first // FULL)
        place = first % FULL * HASH_BYTES
        return _folded(content[place : place + (HASH_BYTES << above)])

    def _tile(self, level: int, index: int) -> bytes:
        tile = Tile(level, index, min(FULL, (self._size >> _BITS * level) - index * FULL))
        if tile in self._kept:
            self._kept.move_to_end(tile)
            return self._kept[tile]
        content = self._fetch(tile)
        if len(content) != tile.width * HASH_BYTES:
            raise Malformed("tile", f"{tile.path} has {len(content)} bytes")
        self._kept[tile] = content
        if len(self._kept) > self._keep:
            self._kept.popitem(last=False)
        return content


def _grown(level: int | None, old: int, new: int) -> list[Tile]:
    full = [Tile(level, index) for index in range(old // FULL, new // FULL)]
    return full + ([Tile(level, new // FULL, new % FULL)] if new % FULL else [])


def _grouped(index: int) -> str:
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    return "/".join(reversed(groups))


def _folded(content: bytes) -> bytes:
    """Root over a power of two of hashes."""
    hashes = [content[place : place + HASH_BYTES] for place in range(0, len(content), HASH_BYTES)]
    while len(hashes) > 1:
        hashes = [node_hash(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]
