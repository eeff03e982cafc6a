"""Opinions with photos and contacts, half of them erased by their senders: the raw bytes of the whole disk searched."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from bench.holder import Holder
from bench.power.residents import Receipt, letter
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_least, at_most
from bench.served import CALM, ROOT, WAITING, Served, served
from langnghe.testing.raw import cluster_files, count, folder_files

OPINIONS, QUICK = 120, 16
PATIENCE = 180
PIECE_BYTES = 40
OF_OPINION = "JOIN opinions_opinion o ON o.id ="
KINDS = {
    "sqlite": ("database", "log of the database", "data folder", "keys", "what it said", "next backup"),
    "postgresql": ("base", "pg_wal", "rest of the cluster", "data folder", "keys", "what it said", "next backup"),
}


@dataclass(frozen=True)
class Given:
    """What one sender gave, as bytes that stand nowhere else."""

    words: bytes
    salts: tuple[bytes, ...]
    contact: bytes
    pixels: tuple[bytes, ...]

    @property
    def needles(self) -> list[bytes]:
        """All of it; what a dump writes as hexadecimals too."""
        raw = [*self.salts, self.contact, *self.pixels]
        return [self.words, *raw, *(one.hex().encode() for one in raw)]


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Hits by the kind of file before and after; how many of the other receipts say what they said."""
    for database, postgres in databases.items():
        with served(database, postgres, LANGNGHE_CROWD=CALM) as product:
            yield from _measure(product, postgres, QUICK if quick else OPINIONS)


def _measure(product: Served, postgres: PrivatePostgres | None, many: int) -> Iterator[Measure]:
    receipts = [_sent(product, number) for number in range(many)]
    _settled(product)
    _sampled(product, postgres)
    erased, others = receipts[::2], receipts[1::2]
    given = [_given(product, receipt) for receipt in erased]
    needles = [needle for one in given for needle in one.needles]
    before = _hits(product, postgres, needles, "before")
    said = {receipt: _seen(product, receipt) for receipt in others}
    began = time.monotonic()
    for receipt in erased:
        holder = Holder(product.port, receipt)
        holder.open()
        holder.erase()
    _settled(product)
    answer = product.langnghe("sweep-erased").strip()
    took = time.monotonic() - began
    product.langnghe("ledger", "check")
    after = _hits(product, postgres, needles, "after")
    size = f"{len(erased)} of {many} opinions"
    yield Measure("erase", product.database, "erased and swept", took, "s", None, str(len(erased)), size)
    print(f"… {answer}", file=sys.stderr)
    for kind in KINDS[product.database]:
        yield Measure("erase", product.database, f"hits before: {kind}", before.get(kind, 0), "hits", None,
                      f"{len(needles):,}", size)  # fmt: skip
        yield Measure("erase", product.database, f"hits after: {kind}", after.get(kind, 0), "hits", at_most(0),
                      f"{len(needles):,}", size)  # fmt: skip
    same = sum(_seen(product, receipt) == what and what[0] for receipt, what in said.items())
    share = 100 * same / len(others)
    yield Measure("erase", product.database, "other receipts unaffected", share, "%", at_least(100), str(len(others)))
    gone = sum(_answers_erased(product, receipt) for receipt in erased) / len(erased) * 100
    yield Measure("erase", product.database, "erased receipts still answer", gone, "%", at_least(100), str(len(erased)))


def _sent(product: Served, number: int) -> Receipt:
    mine = letter(number, random.Random(number), photos=1 if number % 3 else 0)
    mine.open(product.port)
    mine.hidden |= {
        "contact": f"0905 {number:03} {random.Random(number).randrange(100, 999)}",
        "place": f"hẻm {number}",
    }
    answer = mine.send(product.port)
    if answer.receipt is None:
        raise RuntimeError(f"not accepted: {answer.status} {answer.page[-2000:]}")
    return answer.receipt


def _given(product: Served, receipt: Receipt) -> Given:
    number = receipt.serial.split("-")[1]
    mine = f"o.number = {number} AND o.words LIKE '%Lời số%'"
    own = f"FROM opinions_opinion o WHERE {mine}"
    files = f"FROM files_file f JOIN opinions_photo p ON p.file_id = f.id {OF_OPINION} p.opinion_id WHERE {mine}"
    salts = [_bytes(product, "o.salt", own)] + ([_bytes(product, "f.salt", files)] if receipt.photos else [])
    contact = _bytes(product, "c.sealed", f"FROM people_sealedcontact c {OF_OPINION} c.subject_id WHERE {mine}")
    pixels = tuple(_middle(path) for path in _photos(product, files)) if receipt.photos else ()
    token = receipt.words.rpartition(" ")[2].rstrip(".")
    return Given(token[1:].encode(), tuple(salts), _part(contact), pixels)


def _photos(product: Served, files: str) -> list[Path]:
    own = product.ask(f"SELECT f.id {files}").replace("-", "")
    return [path for path in (product.folder / "data" / "files").rglob(f"{own}*") if path.is_file()]


def _bytes(product: Served, column: str, where: str) -> bytes:
    written = f"encode({column}, 'hex')" if product.database == "postgresql" else f"hex({column})"
    return bytes.fromhex(product.ask(f"SELECT {written} {where}"))


def _middle(path: Path) -> bytes:
    return _part(path.read_bytes())


def _part(content: bytes) -> bytes:
    begin = max(0, len(content) // 2 - PIECE_BYTES // 2)
    return content[begin : begin + PIECE_BYTES]


def _seen(product: Served, receipt: Receipt) -> tuple[bool, tuple[str, ...]]:
    holder = Holder(product.port, receipt)
    holder.open()
    return holder.seen()


def _answers_erased(product: Served, receipt: Receipt) -> bool:
    return not _seen(product, replace(receipt, photos=0))[0]


def _settled(product: Served) -> None:
    deadline = time.monotonic() + PATIENCE
    while int(product.ask(WAITING)):
        if time.monotonic() > deadline:
            raise RuntimeError("jobs still wait")
        time.sleep(0.2)


def _sampled(product: Served, postgres: PrivatePostgres | None) -> None:
    """What autovacuum and the checkpointer do sooner or later: the planner has samples, and all lies in the files."""
    if postgres:
        with psycopg.connect(product.url, autocommit=True) as line:
            line.execute("ANALYZE")
            line.execute("CHECKPOINT")


def _hits(product: Served, postgres: PrivatePostgres | None, needles: list[bytes], turn: str) -> dict[str, int]:
    """By the kind of file, a backup made and opened for it included."""
    backup = product.folder / f"backup-{turn}"
    made = [sys.executable, "-m", "bench.give_backup", str(backup)]
    subprocess.run(made, cwd=ROOT, env=product.variables, check=True, capture_output=True)
    return count(_files(product, postgres, backup), needles)


def _files(product: Served, postgres: PrivatePostgres | None, backup: Path) -> Iterator[tuple[str, Path]]:
    if postgres:
        _sampled(product, postgres)
        for kind, path in cluster_files(postgres.folder / "data"):
            yield kind if kind in {"base", "pg_wal"} else "rest of the cluster", path
        yield "what it said", postgres.folder / "log"
    for kind, path in folder_files("data folder", product.folder / "data"):
        yield kind, path
    for name, kind in (("langnghe.sqlite3", "database"), ("langnghe.sqlite3-wal", "log of the database")):
        yield kind, product.folder / name
    yield from folder_files("keys", product.folder / "keys")
    yield "what it said", product.folder / "said"
    yield from folder_files("next backup", backup / "opened")
