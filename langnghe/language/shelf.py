"""Where the sorter's file lies: learnt once a machine, in a process of its own; until then nothing is suggested."""

import os
import time
from pathlib import Path

from django.conf import settings

from langnghe.kernel import children
from langnghe.language.examples import version
from langnghe.language.sorter import Sorter, read
from langnghe.language.suspicion import Suspicion

LIMIT_SECONDS = 1_800.0
LOOK_AGAIN_SECONDS = 2.0
_read: dict[str, Sorter] = {}
_missed: dict[str, float] = {}


def path() -> Path:
    """The file that belongs to this version of the examples."""
    return Path(settings.DATA) / "words" / f"sorter-{version()}.bin"


def sorter() -> Sorter | None:
    """The sorter, once it was learnt; None also for a file that cannot be read. Asked of the disk every two seconds."""
    data = str(settings.DATA)
    found = _read.get(data)
    if found is None and time.monotonic() - _missed.get(data, -LOOK_AGAIN_SECONDS) >= LOOK_AGAIN_SECONDS:
        try:
            found = _read[data] = read(path())
        except (OSError, ValueError):
            _missed[data] = time.monotonic()
    return found


def suspicion() -> Suspicion | None:
    """What the sorter learnt for the guards; None until then."""
    learnt = sorter()
    return learnt.suspicion if learnt else None


def learn() -> bool:
    """Learn what is not learnt yet; False when it did not work out. Takes half a minute and changes nothing else."""
    wanted = path()
    if wanted.exists():
        return True
    wanted.parent.mkdir(mode=0o700, exist_ok=True)
    with open(os.devnull, "r+b") as nothing:
        handle = nothing.fileno()
        children.run("langnghe.language.learning", [str(wanted)], handle, handle, seconds=LIMIT_SECONDS)
    _missed.clear()
    if not wanted.exists():
        return False
    for old in wanted.parent.glob("sorter-*.bin"):
        if old != wanted:
            old.unlink(missing_ok=True)
    return True
