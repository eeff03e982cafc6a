"""Work that is given to a child process: started bare, fed and read through nameless files in memory, ended in time."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

HOME = str(Path(__file__).resolve().parents[2])
# Isolated: no variables, no user's packages, nothing of the folder it happens to stand in; our own package is named.
PROGRAM = (
    "import sys; sys.path.append(sys.argv.pop(1)); from importlib import import_module; "
    "sys.exit(import_module(sys.argv.pop(1)).main(sys.argv[1:]))"
)


def variables(more: Mapping[str, str]) -> dict[str, str]:
    """What a program that works for us is to see: all variables of ours, and some more."""
    return dict(os.environ) | dict(more)


def run(
    module: str, arguments: Sequence[str], source: int, result: int, *, seconds: float,
    variables: Mapping[str, str] | None = None,
) -> int | None:  # fmt: skip
    """Call `main(arguments)` of a module in a child, stdin and stdout being these handles; its exit code.

    Negative when a limit or a crash ended it; None when it took longer than `seconds` and was ended.
    """
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", PROGRAM, HOME, module, *arguments],
        stdin=source, stdout=result, stderr=subprocess.DEVNULL, env=dict(variables or {}), cwd="/",
        start_new_session=True,
    )  # fmt: skip
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        child.wait()


@contextmanager
def in_memory(content: bytes) -> Iterator[int]:
    """A nameless file in memory: gone with the last process that holds it, whatever kills it."""
    handle = os.memfd_create("langnghe", os.MFD_CLOEXEC)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.lseek(handle, 0, os.SEEK_SET)
        yield handle
    finally:
        os.close(handle)


def content_of(handle: int) -> bytes:
    """Everything that was written to such a file."""
    return os.pread(handle, os.fstat(handle).st_size, 0)
