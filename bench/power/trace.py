"""What strace wrote down, call by call, in the order in which the calls ended."""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Everything by which a process changes a folder, waits for the disk, or speaks to somebody.
CHANGES = (
    "open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,rename,renameat,"
    "renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,truncate,ftruncate,fallocate,link,linkat,symlink,symlinkat,mmap,"
    "sendto,sendmsg,sendfile,copy_file_range"
)
LONGEST = "20000000"

_LINE = re.compile(r"(\d+) +(.*)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+|\?|0x[0-9a-f]+)(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FOLDER = re.compile(r"(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})+)>, $")
_HANDLE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?")


class Unknown(Exception):
    """The trace holds something that this reading of it does not understand: then nothing it shows can be believed."""


@dataclass(frozen=True)
class Call:
    """One call of the system: the lines of the trace at which it began and ended, what was said, and the answer."""

    began: int
    ended: int
    name: str
    said: str
    answer: str

    @property
    def well(self) -> bool:
        """Whether it was carried out."""
        return not self.answer.startswith("-") and not self.answer.startswith("?")

    @property
    def number(self) -> int:
        """What it returned, for calls that return how much."""
        return int(re.match(r"-?\d+", self.answer)[0])  # type: ignore[index]

    @property
    def path(self) -> str:
        """The file behind its first handle; empty when that was removed meanwhile, or is none."""
        found = _HANDLE.match(self.said)
        return _plain(found[2]) if found and not found[3] else ""

    @property
    def opened(self) -> str:
        """The file behind the handle it returned."""
        found = _HANDLE.search(self.answer)
        return _plain(found[2]) if found and not found[3] else ""

    def texts(self) -> list[bytes]:
        """Every string among what was said."""
        return [unescaped(text) for text in _TEXT.findall(self.said)]

    def names(self, here: Path) -> list[str]:
        """The paths among what was said, each whole: relative ones lie in the folder named before them, else `here`."""
        return [
            str(_folder_before(self.said, text.start(), here) / unescaped(text[1]).decode())
            for text in _TEXT.finditer(self.said)
        ]

    def plain_numbers(self) -> list[int]:
        """The whole numbers after the last string or handle: offsets and lengths."""
        rest = re.sub(r'.*[">}\]]', "", self.said)
        return [int(word) for word in re.findall(r"(?<![\w<])-?\d+", rest)]


def command(trace: Path, words: list[str]) -> list[str]:
    """`words` under strace, with every child, whole strings, and each handle with its path."""
    strace = shutil.which("strace")
    if strace is None:
        raise LookupError("strace is missing: apt-get install strace")
    how = ["-f", "--seccomp-bpf", "-y", "-xx", "-s", LONGEST, "-qqq", "-e", "signal=none", "-e", f"trace={CHANGES}"]
    return [strace, *how, "-o", str(trace), "--", *words]


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """The calls of a trace. One that never ended (its process was killed) is left out."""
    begun: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines):
        split = _LINE.match(line)
        if split is None or split[2].startswith(("+++", "---")):
            continue
        process, rest = split[1], split[2]
        if rest.endswith("<unfinished ...>"):
            begun[process] = (number, rest.removesuffix("<unfinished ...>").rstrip())
            continue
        began = number
        if resumed := _RESUMED.match(rest):
            if process not in begun:
                continue
            began, first = begun.pop(process)
            rest = first + rest[resumed.end() :]
        if found := _CALL.match(rest):
            yield Call(began, number, found[1], found[2], found[3] + found[4])


def unescaped(text: str) -> bytes:
    r"""The bytes of `\x41\x42`."""
    return bytes.fromhex(text.replace("\\x", ""))


def _plain(path: str) -> str:
    return unescaped(path).decode(errors="replace")


def _folder_before(said: str, at: int, here: Path) -> Path:
    found = _FOLDER.search(said[:at])
    return Path(_plain(found[1])) if found else here
