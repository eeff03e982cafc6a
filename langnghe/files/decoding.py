"""Handing a picture to the child that decodes it, and reading what comes back. Nothing of it touches the disk."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from langnghe.files import limits, rules, slots
from langnghe.kernel.refused import Refused

# Isolated: no variables, no user's packages, nothing of the folder it happens to stand in; our own package is named.
PROGRAM = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from langnghe.files.cleaning import main; sys.exit(main(sys.argv[1:]))"
)
HOME = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True)
class Cleaned:
    """A clean JPEG with its size in pixels, and its small version."""

    width: int
    height: int
    picture: bytes
    small: bytes


class Upload(Protocol):
    """What a form gives for one photo (Django's UploadedFile)."""

    def read(self, size: int = -1, /) -> bytes: ...


def cleaned(upload: bytes | Upload, boxes: Iterable[rules.Box] = ()) -> Cleaned:
    """Decode and re-encode in a child with limits, boxes burnt in. Refused with a sentence when that cannot be done.

    An upload is read only when its turn has come, so that few lie in memory together.
    """
    with slots.taken(), _in_memory(_checked(upload)) as source, _in_memory(b"") as result:
        code = _run([box.as_text() for box in boxes], source, result)
        if code != limits.DONE:
            raise Refused(rules.why_unfit(code))
        return _read(result)


def _checked(upload: bytes | Upload) -> bytes:
    # One byte more than allowed is enough to see that it is too much.
    content = upload if isinstance(upload, bytes) else upload.read(rules.MAX_UPLOAD + 1)
    rules.check_upload(content)
    return content


def _run(boxes: list[str], source: int, result: int) -> int:
    """The child's exit code; negative when a limit or a broken decoder ended it."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", PROGRAM, HOME, *boxes],
        stdin=source, stdout=result, stderr=subprocess.DEVNULL, env={}, cwd="/", start_new_session=True,
    )  # fmt: skip
    try:
        return child.wait(limits.WALL_SECONDS)
    except subprocess.TimeoutExpired:
        return limits.TOO_HEAVY
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        child.wait()


def _read(result: int) -> Cleaned:
    """What the child wrote, believed only when it is what it must be."""
    size = os.fstat(result).st_size
    written = os.pread(result, size, 0)
    if size < limits.HEAD.size:
        raise Refused(rules.why_unfit(limits.BROKEN))
    width, height, large, small = limits.HEAD.unpack_from(written)
    pictures = written[limits.HEAD.size :]
    found = Cleaned(width, height, pictures[:large], pictures[large:])
    if len(found.small) != small or not all(map(rules.is_jpeg, (found.picture, found.small))):
        raise Refused(rules.why_unfit(limits.BROKEN))
    return found


@contextmanager
def _in_memory(content: bytes) -> Iterator[int]:
    """A nameless file in memory: gone with the last process that holds it, whatever kills it."""
    handle = os.memfd_create("picture", os.MFD_CLOEXEC)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.lseek(handle, 0, os.SEEK_SET)
        yield handle
    finally:
        os.close(handle)
