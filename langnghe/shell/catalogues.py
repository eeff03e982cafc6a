"""Compiles every room's words: `python -m langnghe.shell.catalogues`. Compiled files are not kept in the repository."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from langnghe.kernel import units

PACKAGE = Path(__file__).resolve().parent.parent


def catalogues() -> Iterator[Path]:
    """Every room's catalogues: `langnghe/<room>/locale/<language>/LC_MESSAGES/<domain>.po`."""
    return PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po")


def compile_all() -> int:
    """Compile the catalogues that changed; how many that were. Safe to run by several processes at once."""
    changed = [path for path in catalogues() if _is_older(path.with_suffix(".mo"), path)]
    for path in changed:
        _compile(path)
        if path.parts[-3] == "en":
            _compile_variants(path)
    return len(changed)


def _is_older(compiled: Path, source: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(path: Path) -> None:
    with path.open("rb") as source:
        _write(read_po(source, locale=path.parts[-3]), path.with_suffix(".mo"))


def _compile_variants(english: Path) -> None:
    """What the room says, for a xã and for a đặc khu. The English catalogue holds every message of the room."""
    with english.open("rb") as source:
        messages = [message.id for message in read_po(source) if isinstance(message.id, str) and message.id]
    for word, (_spoken, locale) in units.VARIANTS.items():
        catalogue = Catalog(locale="vi")
        for text in messages:
            if (said := units.said_of(word, text)) != text:
                catalogue.add(text, said)
        folder = english.parents[2] / locale / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        _write(catalogue, folder / english.with_suffix(".mo").name)


def _write(catalogue: Catalog, path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as target:
        write_mo(target, catalogue)
    Path(name).chmod(0o644)
    Path(name).replace(path)


if __name__ == "__main__":
    compile_all()
