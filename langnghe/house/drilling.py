"""`langnghe backup drill`: the whole round on this machine's own data, in a scratch folder: save, restore, compare."""

import contextlib
import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import ConnectionHandler
from pyrage import x25519

from langnghe.backups import saving
from langnghe.backups.recovery_key import secret_of
from langnghe.house import environment
from langnghe.kernel import children
from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused
from langnghe.people.recovery import split

SCRATCH = "langnghe_drill"
# What restoring itself changes: numbers jump, sessions end, the ledger tells of it.
OUGHT_TO_DIFFER = {
    "django_session", "ledger_entry", "ledger_job", "opinions_serialcounter", "opinions_serialgap",
    "matters_mattercounter", "answering_handovercounter", "proof_log", "ledger_leaf",
}  # fmt: skip


def drill(within: Path | None) -> Iterator[str]:
    """Each step as a sentence with its time; Refused when anything came back otherwise."""
    with tempfile.TemporaryDirectory(prefix="langnghe-drill-", dir=within) as folder:
        scratch, identity = Path(folder), x25519.Identity.generate()
        began = time.perf_counter()
        before = counts(connections[DEFAULT_DB_ALIAS])
        made = saving.save(scratch / "backup", recipient=identity.to_public())
        yield f"Sao lưu và đọc lại: {time.perf_counter() - began:.1f} giây, {_megabytes(made.folder.parent)} MB"
        with _empty_database(scratch) as url:
            began = time.perf_counter()
            _restore(scratch, url, identity)
            yield f"Khôi phục vào chỗ trống: {time.perf_counter() - began:.1f} giây"
            after = _counts_of(url)
        different = differences(before, after) + _files(scratch / "data" / "files")
        if different:
            raise Refused("Bản khôi phục khác bản gốc: " + "; ".join(different))
        rows = number(sum(before.values()))
        yield f"So từng bảng và từng tệp: {len(before)} bảng, {rows} dòng, không khác."


def counts(database: BaseDatabaseWrapper) -> dict[str, int]:
    """How many rows each table has; in how many pages an index of words keeps them says nothing."""
    with database.cursor() as cursor:
        tables = set(database.introspection.table_names(cursor))
        if database.vendor == "sqlite":
            cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")
            tables -= {row[0] for row in cursor.fetchall()}
        return {table: _count(cursor, database.ops.quote_name(table)) for table in sorted(tables)}


def differences(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Tables whose number of rows is another one, though nobody should have changed it."""
    # People go on working on the served machine while the drill runs: more rows there than in the backup are no loss.
    watched = set(before) | set(after)
    return [
        f"{table}: {before.get(table, 0)} → {after.get(table, 0)}"
        for table in sorted(watched - OUGHT_TO_DIFFER)
        if after.get(table, 0) < before.get(table, 0)
    ]


def _count(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - the database's own name
    return int(cursor.fetchone()[0])


def _counts_of(url: str) -> dict[str, int]:
    other = ConnectionHandler({DEFAULT_DB_ALIAS: environment.database(url)})[DEFAULT_DB_ALIAS]
    try:
        return counts(other)
    finally:
        other.close()


@contextlib.contextmanager
def _empty_database(scratch: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite://{scratch}/data/langnghe.sqlite3"
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {SCRATCH}")
    except DatabaseError as error:
        raise Refused(
            f"Diễn tập trên PostgreSQL cần quyền tạo cơ sở dữ liệu: ALTER ROLE … CREATEDB ({str(error).strip()})"
        ) from error
    try:
        parts = urlsplit(settings.DATABASE_URL)
        yield urlunsplit(parts._replace(path=f"/{SCRATCH}"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


def _restore(scratch: Path, url: str, identity: x25519.Identity) -> None:
    papers = "".join(f"{half}\n" for half in split(secret_of(identity)))
    places = {"DATA": scratch / "data", "KEYS": scratch / "keys", "TEMP": scratch / "temp"}
    variables = {f"LANGNGHE_{name}": str(path) for name, path in places.items()} | {
        "LANGNGHE_DATABASE": url, "LANGNGHE_ERASED_LIST": str(settings.ERASED_LIST), "LANGNGHE_BACKUP_TO": "",
        "LANGNGHE_SIGNER_SOCKET": "",
        "DJANGO_SETTINGS_MODULE": "langnghe.house.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "langnghe", "restore", str(scratch / "backup")],
        input=papers, env=children.variables(variables), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Refused(f"Không khôi phục được: {done.stderr.strip()[-500:]}")


def _files(there: Path) -> list[str]:
    """Files of ours that did not come back the same; one erased meanwhile is no difference."""
    root = Path(settings.FILES_ROOT)
    names = [
        path.relative_to(root) for path in root.rglob("*") if path.is_file() and not path.name.startswith(".part-")
    ]
    # The public log goes on growing while the drill runs; what a head covers there never changes.
    names = [name for name in names if name.parts[0] != "log" or ("tile" in name.parts and (there / name).exists())]
    return [f"tệp {name}" for name in names if not _same(root / name, there / name)]


def _same(ours: Path, theirs: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return theirs.is_file() and _digest(ours) == _digest(theirs)
    return True


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000
