"""What stands on a disk, read without the product, against the receipts that people hold."""

import contextlib
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.power import cluster as clusters
from bench.power.cluster import Cluster
from bench.power.residents import Receipt

KINDS = {
    "lost": "acknowledged, then lost", "twice": "serials twice", "half": "half files", "broken": "did not come up",
}  # fmt: skip
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FILE_V1 = b"langnghe/file/v1"
JPEG = (b"\xff\xd8\xff", b"\xff\xd9")
OPINIONS = (
    "SELECT w.code, o.year, o.number, o.words, o.id, o.secret_hash "
    "FROM opinions_opinion o JOIN places_ward w ON w.id = o.ward_id"
)
COUNTERS = "SELECT w.code, c.year, c.last FROM opinions_serialcounter c JOIN places_ward w ON w.id = c.ward_id"
PHOTOS = "SELECT opinion_id, count(*) FROM opinions_photo GROUP BY opinion_id"
ENTRIES = "SELECT subject_id FROM ledger_entry WHERE kind = 'opinion.received'"
FILES = "SELECT id, ward_id, size, salt, commitment, width FROM files_file WHERE erased_at IS NULL"


@dataclass(frozen=True)
class Kept:
    """One opinion as its row stands."""

    words: str
    secret_hash: bytes
    photos: int
    recorded: bool


@dataclass(frozen=True)
class Fault:
    """What is wrong: `lost`, `twice`, `half` or `broken`, and of whom."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


def faults(disk: Path, database: str, receipts: Iterable[Receipt], cluster: Cluster | None = None) -> list[Fault]:
    """Everything that a receipt, a serial or a file on this disk does not hold to."""
    try:
        with _asking(disk, cluster) as ask:
            return [*_unwell(ask, database), *_of_receipts(ask, list(receipts)), *_half(ask, disk / "data" / "files")]
    except (sqlite3.Error, psycopg.Error, clusters.WouldNotStart) as error:
        return [Fault("broken", str(error)[-400:])]


@contextlib.contextmanager
def _asking(disk: Path, cluster: Cluster | None) -> Iterator[Any]:
    if cluster:
        with clusters.running(cluster, smoothly=False), psycopg.connect(cluster.url) as line:
            yield lambda question: line.execute(question).fetchall()
    else:
        with contextlib.closing(sqlite3.connect(disk / "data" / "langnghe.sqlite3")) as file:
            yield lambda question: file.execute(question).fetchall()


def _unwell(ask: Any, database: str) -> Iterator[Fault]:
    if database == "sqlite" and (said := ask("PRAGMA quick_check")) != [("ok",)]:
        yield Fault("broken", str(said)[:400])


def _of_receipts(ask: Any, receipts: list[Receipt]) -> Iterator[Fault]:
    kept, twice = _kept(ask)
    yield from (Fault("twice", what) for what in twice)
    counted = {_book(code, year): last for code, year, last in ask(COUNTERS)}
    for receipt in receipts:
        book, number = receipt.serial.split("-")[:2]
        if counted.get(book, 0) < int(number):
            yield Fault("twice", f"{receipt.serial} would be given again: the counter stands at {counted.get(book, 0)}")
        why = _why_lost(receipt, kept.get(f"{book}-{number}"))
        if why:
            yield Fault("lost", f"{receipt.serial}: {why}")


def _kept(ask: Any) -> tuple[dict[str, Kept], list[str]]:
    photos = {_hex(opinion): many for opinion, many in ask(PHOTOS)}
    entries = {_hex(subject) for (subject,) in ask(ENTRIES)}
    kept: dict[str, Kept] = {}
    twice, said = [], Counter[str]()
    for code, year, number, words, own, secret in ask(OPINIONS):
        serial = f"{_book(code, year)}-{number}"
        if serial in kept:
            twice.append(serial)
        kept[serial] = Kept(words, bytes(secret), photos.get(_hex(own), 0), _hex(own) in entries)
        said[words] += 1
    return kept, twice + [f"kept {many} times: {words}" for words, many in said.items() if many > 1]


def _why_lost(receipt: Receipt, found: Kept | None) -> str:
    if found is None:
        return "no row"
    wrong = {
        "other words": found.words != receipt.words,
        "the secret does not open it": found.secret_hash != hashlib.sha256(_secret(receipt.secret)).digest(),
        f"{found.photos} of {receipt.photos} photos": found.photos != receipt.photos,
        "no entry": not found.recorded,
    }
    return ", ".join(why for why, is_so in wrong.items() if is_so)


def _half(ask: Any, files: Path) -> Iterator[Fault]:
    for own, ward, size, salt, commitment, width in ask(FILES):
        path = files / _hex(ward) / _hex(own)[-2:] / _hex(own)
        content = _content(path)
        if content is None or len(content) != size:
            yield Fault("half", f"{path.name}: {'missing' if content is None else f'{len(content)} of {size} bytes'}")
        elif hashlib.sha256(FILE_V1 + b"\0" + bytes(salt) + content).digest() != bytes(commitment):
            yield Fault("half", f"{path.name}: other bytes")
        elif width and not _is_whole_jpeg(_content(path.with_name(f"{path.name}-small"))):
            yield Fault("half", f"{path.name}-small")


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _is_whole_jpeg(content: bytes | None) -> bool:
    return content is not None and content.startswith(JPEG[0]) and content.endswith(JPEG[1])


def _secret(typed: str) -> bytes:
    """The 15 bytes: of each group of five signs the first four, five bits each."""
    bits = 0
    for sign in "".join(group[:4] for group in typed.split("-")):
        bits = bits << 5 | SIGNS.index(sign)
    return bits.to_bytes(15, "big")


def _book(code: str, year: int) -> str:
    return f"{code}{year % 100:02d}"


def _hex(own: Any) -> str:
    return str(own).replace("-", "")
