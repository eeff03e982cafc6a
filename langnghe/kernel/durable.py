"""Files that must be there after a power cut before a row may name them."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_durably(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put `content` at `path` (mode 600), whole or not at all; returns once file and folder are on the disk.

    Missing folders are made (mode 700). Raises OSError (a full disk, for one); then nothing stays behind.
    """
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_durably(path: Path) -> None:
    """Remove a file so that it does not come back after a power cut; a missing one is fine."""
    if path.exists():
        path.unlink()
        sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, each on the disk when this returns."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of files lies on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
