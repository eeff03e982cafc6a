"""Filled installations kept under an ignored folder: who runs benches twice in a day fills only once.

Kept for a day, since sessions end and what is due today is late tomorrow; anew when a migration, the demo or the way
words are read changed.
"""

import contextlib
import hashlib
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.private_postgres import program
from bench.served import ROOT, Served

KEPT = ROOT / ".cache" / "bench" / "filled"
SOURCES = ("langnghe/*/migrations/*.py", "langnghe/demo/**/*.py", "langnghe/demo/data/*", "langnghe/language/**/*.py",
           "langnghe/language/data/*.txt")  # fmt: skip
FOLDERS = ("data", "keys")
JOBS = "2"


def place(database: str, words: list[str]) -> Path:
    """The folder for what these words of a filler fill today."""
    digest = hashlib.sha256(repr((database, words)).encode())
    for path in sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)}):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return KEPT / f"{datetime.now(UTC):%Y-%m-%d}-{digest.hexdigest()[:16]}"


def took(place: Path) -> float | None:
    """How many seconds the filling took, if all of it is kept here."""
    with contextlib.suppress(FileNotFoundError):
        return float((place / "took").read_text())
    return None


def keep(product: Served, place: Path, seconds: float) -> None:
    """Keep a copy of all that the product has; those of other days go."""
    for old in KEPT.glob("*"):
        if not old.name.startswith(place.name[:10]):
            shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    if product.database == "postgresql":
        command = [program("pg_dump"), "--format=directory", "--compress=0", f"--jobs={JOBS}", f"--file={place}/dump"]
        subprocess.run([*command, product.url], check=True, capture_output=True)
    else:
        with contextlib.closing(sqlite3.connect(product.url.removeprefix("sqlite://"))) as file:
            file.execute("VACUUM INTO ?", [str(place / "langnghe.sqlite3")])
    for folder in FOLDERS:
        shutil.copytree(product.folder / folder, place / folder, ignore=shutil.ignore_patterns("*.lock"))
    (place / "took").write_text(str(seconds))


def bring(place: Path) -> Callable[[str, Path, dict[str, str]], None]:
    """A beginning for `served`: everything as it was kept."""

    def _bring(url: str, folder: Path, variables: dict[str, str]) -> None:
        for each in FOLDERS:
            shutil.copytree(place / each, folder / each)
        if not url.startswith("postgresql"):
            shutil.copyfile(place / "langnghe.sqlite3", url.removeprefix("sqlite://"))
            return
        command = [program("pg_restore"), "--no-owner", f"--jobs={JOBS}", f"--dbname={url}", str(place / "dump")]
        subprocess.run(command, check=True, capture_output=True)
        subprocess.run([program("vacuumdb"), "--analyze", f"--dbname={url}"], check=True, capture_output=True)

    return _bring
