"""Compiles every room's words: `python -m langnghe.shell.catalogues`. Compiled files are not kept in the repository."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def catalogues() -> Iterator[Path]:
    """Every room's catalogues: `langnghe/<room>/locale/<language>/LC_MESSAGES/<domain>.po`."""
    return PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po")


def compile_all() -> int:
    """Compile the catalogues that changed; how many that were. Safe to run by several processes at once."""
    changed = [path for path in catalogues() if _is_older(path.with_suffix(".mo"), path)]
    for path in changed:
        _compile(path)
    return len(changed)


def _is_older(compiled: Path, source: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(path: Path) -> None:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parts[-3])
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as target:
        write_mo(target, catalogue)
    Path(name).chmod(0o644)
    Path(name).replace(path.with_suffix(".mo"))


if __name__ == "__main__":
    compile_all()
