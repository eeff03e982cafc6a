"""The topic to offer in a ward: by the weights all wards share, with the ward's rows on top; some wards stay ready."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from langnghe.language import shelf
from langnghe.language.own import OwnSorter
from langnghe.language.sorter import Sorter
from langnghe.language.suggested import Suggestion, suggested_by
from langnghe.language.topics import is_own
from langnghe.teaching import reads

LOOK_AGAIN_SECONDS = 5.0
MOST_WARDS = 16
"""Wards whose rows a process keeps: 360 kB each at most."""
Reader = Sorter | OwnSorter


@dataclass(frozen=True)
class Kept:
    """A ward's reader, when it was asked for last, and which of its own subtopics are open."""

    base: Sorter
    at: float
    version: UUID | None
    reader: Reader
    open_codes: frozenset[str] = frozenset()


_kept: OrderedDict[UUID, Kept] = OrderedDict()
_lock = threading.Lock()


def suggestion(ward_id: UUID, text: str) -> Suggestion | None:
    """What a text is surely enough about; never asked inside an accepting transaction."""
    kept = kept_of(ward_id) if text else None
    found = suggested_by(kept.reader, text) if kept else None
    if kept is None or found is None or (is_own(found.code) and found.code not in kept.open_codes):
        return None
    return found


def kept_of(ward_id: UUID) -> Kept | None:
    """What sorts a ward's words, asked of the database every five seconds at most; None until something is learnt."""
    base = shelf.sorter()
    if base is None:
        return None
    known = _kept.get(ward_id)
    if known and known.base is base and time.monotonic() - known.at < LOOK_AGAIN_SECONDS:
        return known
    found = _look(base, ward_id, known if known and known.base is base else None)
    with _lock:
        _kept[ward_id] = found
        _kept.move_to_end(ward_id)
        while len(_kept) > MOST_WARDS:
            _kept.popitem(last=False)
    return found


def forget_kept() -> None:
    """Look again with the next text."""
    with _lock:
        _kept.clear()


def _look(base: Sorter, ward_id: UUID, known: Kept | None) -> Kept:
    version, at = reads.chosen_id(ward_id), time.monotonic()
    if version is None:
        return Kept(base, at, None, base)
    reader = known.reader if known and known.version == version else _read(base, version)
    own = frozenset(one.code for one in reads.open_subtopics(ward_id)) if isinstance(reader, OwnSorter) else frozenset()
    return Kept(base, at, version, reader, own)


def _read(base: Sorter, version: UUID) -> Reader:
    """The shared sorter alone where the version's rows are gone, or were learnt on what an upgrade replaced."""
    rows = reads.rows_of(version)
    try:
        return OwnSorter(base, rows) if rows else base
    except ValueError:
        return base
