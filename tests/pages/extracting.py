"""The words of the product: every message in code and templates, and what the catalogues say."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from langnghe.shell.catalogues import PACKAGE, catalogues

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@cache
def messages() -> dict[str, str]:
    """Every message of ours with where it stands first."""
    found: dict[str, str] = {}
    for path in _sources():
        for line, texts in _messages_of(path):
            for text in texts:
                found.setdefault(text, f"{path.relative_to(PACKAGE.parent)}:{line}")
    return found


@cache
def translations(language: str) -> dict[str, list[tuple[Path, Message]]]:
    """Every entry of all catalogues of a language by message."""
    found: dict[str, list[tuple[Path, Message]]] = {}
    for path in catalogues():
        if path.parts[-3] != language:
            continue
        with path.open("rb") as file:
            for entry in read_po(file):
                if entry.id:
                    for text in _ids(entry):
                        found.setdefault(text, []).append((path, entry))
    return found


def _ids(entry: Message) -> tuple[str, ...]:
    return (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)


def _sources() -> list[Path]:
    paths = [path for ending in ("py", "html", "txt") for path in PACKAGE.rglob(f"*.{ending}")]
    outside = {"tests", "testing", "static", "migrations"}
    return sorted(path for path in paths if not outside & set(path.relative_to(PACKAGE).parts))


def _messages_of(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        if "{%" not in source and "{{" not in source:
            return
        # Indented text would look like broken Python to the extractor.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).split("\n"))
    file = io.BytesIO(source.encode())
    for line, texts, _comments, _context in extract("python", file, keywords=KEYWORDS, options={"encoding": "utf-8"}):
        yield line, tuple(text for text in (texts if isinstance(texts, tuple) else (texts,)) if text)
