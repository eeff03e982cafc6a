"""A rebuilt disk laid into a folder; laid again, only what somebody touched meanwhile is laid anew."""

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from bench.power.disk import Left

Stamp = tuple[int, int, int]


class Place:
    """A folder that takes one disk after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._from: dict[Path, tuple[Path, Stamp]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def lay(self, left: Iterable[tuple[str, Left]]) -> None:
        """Afterwards the folder holds this and nothing else."""
        wanted = {self.folder / path: what for path, what in left}
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path not in wanted or path.is_dir() != (wanted[path] is None):
                _clear(path)
        for path, what in wanted.items():
            if what is None:
                path.mkdir(mode=0o700, exist_ok=True)
            elif isinstance(what, Path):
                self._take_over(what, path)
            else:
                self._write(path, what)

    def _take_over(self, before: Path, path: Path) -> None:
        """A file as it was before the trace: left lying where nobody wrote into it since it was laid."""
        with contextlib.suppress(OSError):
            if self._from.get(path) == (before, _stamp(path)):
                return
        path.unlink(missing_ok=True)
        shutil.copyfile(before, path)
        self._from[path] = (before, _stamp(path))

    def _write(self, path: Path, content: bytes) -> None:
        self._from.pop(path, None)
        path.unlink(missing_ok=True)
        path.write_bytes(content)


def _stamp(path: Path) -> Stamp:
    seen = path.stat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
