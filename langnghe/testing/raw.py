"""The raw bytes of everything an installation keeps on its disk, searched for what ought to be gone."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection

PIECE = 1 << 24


def hits(needles: Sequence[bytes]) -> dict[str, int]:
    """How often any of them stands in a file of the database, by the kind of file; checkpointed before."""
    return count(database_files(), needles)


def database_files() -> Iterator[tuple[str, Path]]:
    """Each file of the database with its kind: on PostgreSQL the first folder of its cluster (`base`, `pg_wal`)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            name = Path(str(connection.settings_dict["NAME"]))
            yield from ((end or "database", name.with_name(name.name + end)) for end in ("", "-wal"))
            return
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        root = Path(cursor.fetchone()[0])
    yield from cluster_files(root)


def cluster_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a PostgreSQL cluster with the first folder it lies in."""
    yield from ((path.relative_to(root).parts[0], path) for path in sorted(root.rglob("*")) if path.is_file())


def folder_files(kind: str, root: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a folder, as of one kind."""
    yield from ((kind, path) for path in sorted(root.rglob("*")) if path.is_file())


def data_files() -> Iterator[tuple[str, Path]]:
    """The data folder and the folder for what is being uploaded."""
    yield from folder_files("data", Path(settings.DATA))
    yield from folder_files("temp", Path(settings.FILE_UPLOAD_TEMP_DIR))


def count(files: Iterable[tuple[str, Path]], needles: Sequence[bytes]) -> dict[str, int]:
    """How often, by kind; kinds without a hit are left out. A file that went away meanwhile holds nothing."""
    found: dict[str, int] = {}
    longest = max(map(len, needles))
    for kind, path in files:
        if number := _in_file(path, needles, longest):
            found[kind] = found.get(kind, 0) + number
    return found


def _in_file(path: Path, needles: Sequence[bytes], longest: int) -> int:
    """Read piece by piece, each with the end of the one before."""
    number, end = 0, b""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                seen = end + piece
                number += sum(seen.count(needle) - end.count(needle) for needle in needles)
                end = seen[-longest + 1 :]
    except FileNotFoundError:
        pass
    return number
