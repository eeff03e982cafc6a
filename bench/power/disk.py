"""A disk that keeps no more than it must: rebuilds a folder as of any moment of a trace, after a power loss.

Only what was synced is certain: bytes of a file by fsync or fdatasync of the file, names by fsync of their folder.
Of the rest a disk may keep nothing, everything up to the moment with the last write torn, or some pages and not others.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bench.power.trace import Call, Unknown

PAGE = 4096
# A folder, a file as it lay before the trace, or its bytes.
Left = Path | bytes | None
Keeps = Literal["nothing", "everything", "some"]
WAYS: tuple[Keeps, ...] = ("nothing", "everything", "some")
# What a crash leaves in it is thrown away by whoever opens the database next.
REBUILT = ("-shm",)


@dataclass(frozen=True)
class Change:
    """Bytes put at an offset; or, without bytes, a length that was set (`least`: made at least so long)."""

    at: int
    offset: int
    content: bytes | None = None
    least: bool = False


@dataclass(eq=False)
class Lying:
    """A file's bytes: where they were before the trace, what was done to them, and which syncs covered how much."""

    before: Path | None = None
    changes: list[Change] = field(default_factory=list)
    syncs: list[tuple[int, int]] = field(default_factory=list)
    place: int = 0
    appends: bool = False
    length: int = 0

    def add(self, change: Change) -> None:
        """Note a change."""
        self.changes.append(change)
        if change.content is not None or change.least:
            self.length = max(self.length, change.offset + len(change.content or b""))
        else:
            self.length = change.offset

    def certain(self, moment: int) -> int:
        """Changes that ended before this lie on the disk for certain."""
        return max((began for began, ended in self.syncs if ended <= moment), default=-1)


@dataclass(frozen=True)
class Naming:
    """A name given, taken or moved; `lying` None stands for a folder."""

    at: int
    what: Literal["give", "take", "move"]
    path: str
    lying: Lying | None = None
    to: str = ""

    @property
    def folder(self) -> str:
        """The folder whose fsync makes it certain."""
        return str(Path(self.to or self.path).parent)


class Disk:
    """A folder followed through a trace."""

    def __init__(self, root: Path, before: Path) -> None:
        """`root`: the folder in the trace; `before`: a copy of it as it lay safely on the disk at the beginning."""
        self.root = root
        self.names: dict[str, Lying | None] = {str(root): None}
        for path in sorted(before.rglob("*")):
            lying = Lying(path, length=path.stat().st_size) if path.is_file() else None
            self.names[str(root / path.relative_to(before))] = lying
        self._first = dict(self.names)
        self._namings: list[Naming] = []
        self._folder_syncs: dict[str, list[tuple[int, int]]] = {}
        self.moments: list[tuple[int, str]] = []

    def follow(self, calls: Iterable[Call], here: Path) -> Iterator[Call]:
        """Take every call in; those that concern others (sockets) come out again."""
        for call in calls:
            if call.well and not self._take(call, here):
                yield call

    def left(self, moment: int, keeps: Keeps, seed: int) -> Iterator[tuple[str, Left]]:
        """What a power loss right after this moment may leave: names inside the folder, a folder before its names."""
        chance = random.Random(f"{seed} {moment} {keeps}")
        names = self._names_after(moment, keeps, chance)
        folders = {str(self.root)}
        for path in sorted(names):
            lying = names[path]
            if path == str(self.root) or path.endswith(REBUILT) or str(Path(path).parent) not in folders:
                continue
            inside = str(Path(path).relative_to(self.root))
            if lying is None:
                folders.add(path)
                yield inside, None
            elif not lying.changes and lying.before:
                yield inside, lying.before
            else:
                yield inside, content_after(lying, moment, keeps, chance)

    def _names_after(self, moment: int, keeps: Keeps, chance: random.Random) -> dict[str, Lying | None]:
        names = dict(self._first)
        kept: dict[str, int] = {}
        for naming in self._namings:
            if naming.at > moment:
                break
            folder = naming.folder
            if folder not in kept:
                kept[folder] = self._kept_until(folder, moment, keeps, chance)
            if naming.at <= kept[folder]:
                _carry_out(names, naming)
        return names

    def _kept_until(self, folder: str, moment: int, keeps: Keeps, chance: random.Random) -> int:
        """A folder's names change in order, whatever the disk: up to where they survived."""
        syncs = self._folder_syncs.get(folder, [])
        certain = max((began for began, ended in syncs if ended <= moment), default=-1)
        if keeps == "some":
            return chance.randint(certain, max(certain, moment))
        return certain if keeps == "nothing" else moment

    def _take(self, call: Call, here: Path) -> bool:
        done = _TAKERS.get(call.name)
        if done is None:
            return False
        return bool(getattr(self, done)(call, here))

    def _inside(self, path: str) -> bool:
        return path.startswith(f"{self.root}/") or path == str(self.root)

    def _opened(self, call: Call, _here: Path) -> bool:
        path = call.opened
        if not self._inside(path) or ("O_WRONLY" not in call.said and "O_RDWR" not in call.said):
            return True
        if "O_TMPFILE" in call.said:
            raise Unknown(f"a nameless file: {call.said[:200]}")
        if path not in self.names:
            self._name(Naming(call.ended, "give", path, Lying()), call)
        lying = self.names[path]
        assert lying is not None, path
        if "O_TRUNC" in call.said and lying.length:
            lying.add(Change(call.ended, 0))
        lying.appends, lying.place = "O_APPEND" in call.said, 0
        return True

    def _written(self, call: Call, _here: Path) -> bool:
        if not self._inside(call.path):
            return False
        lying = self.names.get(call.path)
        if lying is None or call.path.endswith(REBUILT):
            return True
        content = b"".join(call.texts())[: call.number]
        if len(content) < call.number:
            raise Unknown(f"{call.number} bytes written, {len(content)} seen: {call.name} {call.path}")
        if call.name.startswith("pwrite"):
            offset = call.plain_numbers()[1 if call.name == "pwrite64" else -1]
        else:
            offset = lying.length if lying.appends else lying.place
            lying.place = offset + len(content)
        lying.add(Change(call.ended, offset, content))
        self._note(call)
        return True

    def _synced(self, call: Call, _here: Path) -> bool:
        if self._inside(call.path):
            lying = self.names.get(call.path)
            syncs = self._folder_syncs.setdefault(call.path, []) if lying is None else lying.syncs
            syncs.append((call.began, call.ended))
            self._note(call)
        return True

    def _resized(self, call: Call, _here: Path) -> bool:
        lying = self.names.get(call.path) if self._inside(call.path) else None
        if lying and not call.path.endswith(REBUILT):
            lying.add(Change(call.ended, call.plain_numbers()[0]))
            self._note(call)
        return True

    def _lengthened(self, call: Call, _here: Path) -> bool:
        lying = self.names.get(call.path) if self._inside(call.path) else None
        if lying:
            mode, offset, length = call.said.split(", ")[-3:]
            if mode not in {"0", "FALLOC_FL_KEEP_SIZE"}:
                raise Unknown(call.said[-200:])
            if mode == "0":
                lying.add(Change(call.ended, int(offset) + int(length), least=True))
        return True

    def _moved(self, call: Call, here: Path) -> bool:
        source, target = call.names(here)
        if self._inside(source) != self._inside(target):
            raise Unknown(f"moved across the edge of the folder: {source} {target}")
        if self._inside(source):
            self._name(Naming(call.ended, "move", source, to=target), call)
        return True

    def _taken(self, call: Call, here: Path) -> bool:
        path = call.names(here)[0]
        if self._inside(path):
            self._name(Naming(call.ended, "take", path), call)
        return True

    def _made(self, call: Call, here: Path) -> bool:
        path = call.names(here)[0]
        if self._inside(path):
            self._name(Naming(call.ended, "give", path), call)
        return True

    def _mapped(self, call: Call, _here: Path) -> bool:
        handle = call.said.split(", ")[4] if call.said.count(", ") >= 5 else ""
        path = Call(0, 0, "", handle, "").path
        shared = "MAP_SHARED" in call.said and "PROT_WRITE" in call.said
        if shared and self._inside(path) and not path.endswith(REBUILT):
            raise Unknown(f"written through memory: {path}")
        return True

    def _unknown(self, call: Call, here: Path) -> bool:
        if any(map(self._inside, [call.path, *call.names(here)])):
            raise Unknown(f"{call.name}: {call.said[:200]}")
        return True

    def _name(self, naming: Naming, call: Call) -> None:
        _carry_out(self.names, naming)
        self._namings.append(naming)
        self._note(call)

    def _note(self, call: Call) -> None:
        self.moments.append((call.ended, call.name))


_TAKERS = {
    "open": "_opened", "openat": "_opened", "creat": "_opened", "write": "_written", "writev": "_written",
    "pwrite64": "_written", "pwritev": "_written", "fsync": "_synced", "fdatasync": "_synced", "rename": "_moved",
    "renameat": "_moved", "renameat2": "_moved", "unlink": "_taken", "unlinkat": "_taken", "rmdir": "_taken",
    "mkdir": "_made", "mkdirat": "_made", "ftruncate": "_resized", "fallocate": "_lengthened", "mmap": "_mapped",
    "truncate": "_unknown", "pwritev2": "_unknown", "link": "_unknown", "linkat": "_unknown", "symlink": "_unknown",
    "symlinkat": "_unknown", "sendfile": "_unknown", "copy_file_range": "_unknown",
}  # fmt: skip


def content_after(lying: Lying, moment: int, keeps: Keeps, chance: random.Random) -> bytes:
    """A file's bytes as they may have survived."""
    found = bytearray(lying.before.read_bytes() if lying.before else b"")
    certain, odds = lying.certain(moment), chance.choice((0.1, 0.5, 0.9))
    done = [change for change in lying.changes if change.at <= moment]
    for change in done:
        if change.at < certain:
            _put(found, change)
        elif keeps == "everything":
            _put(found, _torn(change, chance) if change is done[-1] and change.at == moment else change)
        elif keeps == "some":
            for piece in _pages(change):
                if chance.random() < odds:
                    _put(found, piece)
    return bytes(found)


def _put(found: bytearray, change: Change) -> None:
    end = change.offset + len(change.content or b"")
    if change.content is None and not change.least:
        del found[end:]
    if len(found) < end:
        found.extend(bytes(end - len(found)))
    if change.content is not None:
        found[change.offset : end] = change.content


def _torn(change: Change, chance: random.Random) -> Change:
    """The first pages of a write."""
    pages = list(_pages(change))
    whole = pages[: chance.randint(0, len(pages))]
    if change.content is None or len(whole) == len(pages):
        return change
    return Change(change.at, change.offset, b"".join(page.content or b"" for page in whole))


def _pages(change: Change) -> Iterator[Change]:
    """A write, cut where the pages of its file begin."""
    if change.content is None:
        yield change
        return
    start = 0
    while start < len(change.content):
        end = start + PAGE - (change.offset + start) % PAGE
        yield Change(change.at, change.offset + start, change.content[start:end])
        start = end


def _carry_out(names: dict[str, Lying | None], naming: Naming) -> None:
    """A name whose beginning did not survive cannot be moved or taken."""
    if naming.what == "give":
        names[naming.path] = naming.lying
    elif naming.path in names and naming.what == "take":
        del names[naming.path]
    elif naming.path in names:
        if names[naming.path] is None:
            for path in [one for one in names if one.startswith(f"{naming.path}/")]:
                names[naming.to + path.removeprefix(naming.path)] = names.pop(path)
        names[naming.to] = names.pop(naming.path)
